import { adopt, Create, CREATE, decided, Look, lookAt, nothing, update, wait } from '../../../../lambda/guard/decide/decision';
import { Failure, failure } from '../../../../lambda/guard/failure';
import type { Owned } from '../../../../lambda/guard/ownership';
import { done, Result } from '../../../../lambda/guard/result';

const OWNED: Owned = { ownership: 'created', id: '42' };
const DENIED = failure('UNEXPECTED', { doing: 'looking', message: 'denied' });

test.each([
  { case: 'a create', decision: CREATE, whole: { kind: 'CREATE' } },
  { case: 'an adoption', decision: adopt(OWNED, 'writes'), whole: { kind: 'ADOPT', owned: OWNED, writes: 'writes' } },
  { case: 'an update', decision: update('writes'), whole: { kind: 'UPDATE', writes: 'writes' } },
  { case: 'nothing', decision: nothing(OWNED), whole: { kind: 'NOTHING', owned: OWNED } },
  { case: 'to wait', decision: wait(DENIED), whole: { kind: 'WAIT', failure: DENIED, obstacle: {} } },
  { case: 'to wait for longer', decision: wait(DENIED, { attempts: 9 }), whole: { kind: 'WAIT', failure: DENIED, obstacle: { attempts: 9 } } },
  { case: 'to look', decision: lookAt('HOLDER'), whole: { kind: 'LOOK', at: 'HOLDER' } },
])('$case is a decision that says all that follows', ({ decision, whole }) => {
  expect(decision).toStrictEqual(whole);
});

interface Seen {
  readonly weather?: string;
  readonly season?: string;
}

/** Goes out in summer, whatever the weather, and else if it doesn't rain. */
function decideWalk({ weather, season }: Seen): Create | Failure | Look<'SEASON' | 'WEATHER'> {
  if (season === undefined) return lookAt('SEASON');
  if (season === 'summer') return CREATE;
  if (weather === undefined) return lookAt('WEATHER');
  return weather === 'rain' ? DENIED : CREATE;
}

interface Walk {
  readonly case: string;
  readonly seen: Seen;
  readonly answers?: readonly Result<Seen>[];
  readonly looks: readonly unknown[];
  readonly decision: Create | Failure;
}

test.each<Walk>([
  { case: 'what is decided at once looks at nothing', seen: { season: 'summer' }, looks: [], decision: CREATE },
  { case: 'a refusal that is decided at once looks at nothing', seen: { season: 'winter', weather: 'rain' }, looks: [], decision: DENIED },
  { case: 'what one look decides looks once', seen: {}, answers: [done({ season: 'summer' })], looks: [['SEASON', {}]], decision: CREATE },
  {
    case: 'looks go on until it is decided, and each is told what was seen before', seen: {}, answers: [done({ season: 'winter' }), done({ weather: 'sun' })],
    looks: [['SEASON', {}], ['WEATHER', { season: 'winter' }]], decision: CREATE,
  },
  {
    case: 'what was seen at first still counts after a look', seen: { weather: 'rain' }, answers: [done({ season: 'winter' })],
    looks: [['SEASON', { weather: 'rain' }]], decision: DENIED,
  },
  {
    case: 'what is seen later counts instead of what was seen before', seen: { weather: 'rain' }, answers: [done({ season: 'winter', weather: 'sun' })],
    looks: [['SEASON', { weather: 'rain' }]], decision: CREATE,
  },
  { case: 'a refused look is the end', seen: {}, answers: [DENIED], looks: [['SEASON', {}]], decision: DENIED },
  {
    case: 'a refused look is the end also after others', seen: {}, answers: [done({ season: 'winter' }), DENIED],
    looks: [['SEASON', {}], ['WEATHER', { season: 'winter' }]], decision: DENIED,
  },
])('$case', async ({ seen, answers = [], looks, decision }) => {
  const looked: unknown[] = [];
  const left = [...answers];
  expect(await decided(seen, decideWalk, async (at, before) => {
    looked.push([at, before]);
    return left.shift() as Result<Seen>;
  })).toStrictEqual(decision);
  expect(looked).toStrictEqual(looks);
});

test('a look that adds nothing isn\'t made again', async () => {
  const looked: unknown[] = [];
  const deciding = decided<Seen, ReturnType<typeof decideWalk>>({}, decideWalk, async (at) => {
    looked.push(at);
    return done({});
  });
  await expect(deciding).rejects.toThrow(new Error('looked at "SEASON" in vain'));
  expect(looked).toEqual(['SEASON']);
});
