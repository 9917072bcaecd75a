import type { AwsError } from '../../../lambda/errors/aws-error';
import type { Unanswered } from '../../../lambda/guard/unanswered';
import { Creation, createOrTakeOver, Finding } from '../../../lambda/guard/creation';
import { failure } from '../../../lambda/guard/failure';
import { again, settled } from '../../../lambda/guard/repeat';
import { CallResult, conflict, done, failed, missing } from '../../../lambda/guard/result';
import { OwnTime } from '../../support/own-time';

const ERROR: AwsError = { operation: 'service:CreateThing', exception: 'ConflictException', message: 'taken' };
const FOUND: Finding<string> = { kind: 'FOUND', found: 'theirs' };
const NOTHING: Finding<string> = {
  kind: 'NOTHING',
  unresolved: (error, { attempts, seconds }) => failure('UNEXPECTED', { doing: 'creating', message: `${error.message}, ${attempts} attempts in ${seconds} s` }),
};
const DENIED = failure('UNEXPECTED', { doing: 'looking', message: 'denied' });
const UNAVAILABLE = failed('SERVICE_UNAVAILABLE', { attempts: 1, seconds: 0 });

/** A thing that answers its creates and looks one after the other, the last one for ever. Each look takes two seconds. */
class Thing {
  public readonly steps: string[] = [];
  public readonly time = new OwnTime(undefined, 0);
  public unanswered: Unanswered[] = [];
  public own: string | undefined;
  public creates: (CallResult<string> | typeof DENIED)[] = [done('made')];
  public finds: Finding<string>[] = [NOTHING];
  public takesOver: Creation<string, string>['takeOver'] = async (found) => settled(done(`took over ${found}`));

  /** What was made, or the failure. */
  public async create(): Promise<unknown> {
    const result = await createOrTakeOver<string, string>(this.time.session(), {
      schedule: { attempts: 3, firstPause: 400, longestPause: 400 },
      create: async (unanswered) => {
        this.steps.push('create');
        unanswered.push(...this.unanswered);
        return next(this.creates);
      },
      find: async (error) => {
        this.steps.push(`find what is ${error.message}`);
        this.time.pass(2_000);
        return next(this.finds);
      },
      findOwn: async () => {
        this.steps.push('last look');
        return this.own;
      },
      takeOver: (...what) => this.takesOver(...what),
      notCreated: async ({ kind }) => done(`not created: ${kind}`),
    });
    return result.kind === 'DONE' ? result.output : result;
  }
}

function next<Answer>(answers: Answer[]): Answer {
  return (answers.length > 1 ? answers.shift() : answers[0]) as Answer;
}

let thing: Thing;
beforeEach(() => { thing = new Thing(); });

test.each([
  { case: 'what can be created is created, without a look', creates: [done('made')], ends: 'made', steps: ['create'] },
  { case: 'what refuses itself isn\'t tried again', creates: [DENIED], ends: DENIED, steps: ['create'] },
  { case: 'what was in the way is taken over', creates: [conflict(ERROR)], finds: [FOUND], ends: 'took over theirs', steps: ['create', 'find what is taken'] },
  { case: 'a look that fails is the failure', creates: [conflict(ERROR)], finds: [DENIED], ends: DENIED, steps: ['create', 'find what is taken'] },
  {
    case: 'what isn\'t found is created again', creates: [conflict(ERROR), done('made')], ends: 'made', steps: ['create', 'find what is taken', 'create'],
  },
  {
    case: 'what is never found is told, with the attempts and the seconds of all looks', creates: [conflict(ERROR)],
    ends: failure('UNEXPECTED', { doing: 'creating', message: 'taken, 3 attempts in 6 s' }), steps: ['create', 'find what is taken', 'create', 'find what is taken', 'create', 'find what is taken'],
  },
  { case: 'what is missing is told without a look', creates: [missing(ERROR)], ends: 'not created: MISSING', steps: ['create'] },
  { case: 'a call that failed is told without a look when each attempt was answered', creates: [UNAVAILABLE], ends: 'not created: FAILED', steps: ['create'] },
])('$case', async ({ creates, finds = [NOTHING], ends, steps }) => {
  Object.assign(thing, { creates: [...creates], finds: [...finds] });
  expect(await thing.create()).toEqual(ends);
  expect(thing.steps).toEqual(steps);
});

test.each([
  { case: 'finds what one of them made', own: 'own', ends: 'own' },
  { case: 'finds nothing', own: undefined, ends: 'not created: FAILED' },
])('after an attempt without an answer a last look is taken: it $case', async ({ own, ends }) => {
  Object.assign(thing, { own, finds: [FOUND], creates: [UNAVAILABLE], unanswered: [{ sent: 1, returned: 2 }] });
  expect(await thing.create()).toBe(ends);
  expect(thing.steps).toEqual(['create', 'last look']);
});

test('what can\'t be taken over yet is created again, and told when it stays so', async () => {
  Object.assign(thing, { creates: [conflict(ERROR)], finds: [FOUND] });
  thing.takesOver = async (found) => again(({ attempts }) => failure('UNEXPECTED', { doing: 'waiting', message: `${found} after ${attempts}` }));
  expect(await thing.create()).toEqual(failure('UNEXPECTED', { doing: 'waiting', message: 'theirs after 3' }));
  expect(thing.steps).toEqual(['create', 'find what is taken', 'create', 'find what is taken', 'create', 'find what is taken']);
});
