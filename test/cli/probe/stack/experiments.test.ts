import { compileFunction } from 'node:vm';
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import { Allowance } from '../../../../cli/probe/allowance';
import { STACK_EXPERIMENTS, THROTTLING_EXPERIMENTS } from '../../../../cli/probe/stack/experiments';
import { ProbedStack } from '../../../../cli/probe/stack/probed-stack';
import { LONGEST_CODE, RECORDER } from '../../../../cli/probe/stack/recorder';
import { mostAtOnce, RecordedEvent, recordsIn } from '../../../../cli/probe/stack/records';
import { StackCalls } from '../../../../cli/probe/stack/stack-calls';
import { StackRun } from '../../../../cli/probe/stack/stack-run';
import { Phase, templateOf } from '../../../../cli/probe/stack/template';
import type { Seen } from '../../../../sandbox/seed/probe-result';
import { MANAGEMENT } from '../../../support/ids';
import { StackWorld } from '../../../support/stack-world';

const RUN = new StackRun({ account: MANAGEMENT, region: 'us-east-1' }, 'fedcba987654');
const LIMITS = { calls: 400, milliseconds: 900_000, callsToClean: 100, millisecondsToClean: 300_000 };

test.each([...STACK_EXPERIMENTS, ...THROTTLING_EXPERIMENTS])('$name can be carried out alone, and calls what its table says', async ({ run, calls }) => {
  const world = new StackWorld();
  const stackCalls = new StackCalls(await world.clients(undefined, undefined, true), world.time, new Allowance(world.time, undefined, LIMITS));
  const stack = new ProbedStack(stackCalls, RUN, world.time);
  await run(stack);
  expect([...new Set(world.called)].sort()).toEqual([...calls].sort());
  expect(await stack.remove()).toBeUndefined();
  expect(world.remains).toEqual([]);
});

test('the code of the function can stand in a template, which can stand in a request', () => {
  expect(RECORDER.length).toBeLessThanOrEqual(LONGEST_CODE);
  const phases: readonly Phase[] = ['CREATED', 'ROLLED_BACK', 'CLEANED_UP', 'EXPRESS', 'NOT_ROLLED_BACK'];
  for (const phase of phases) expect(Buffer.byteLength(templateOf(phase))).toBeLessThanOrEqual(51_200);
});

test('how long a new policy takes is told, warm and cold', async () => {
  const { findings } = await new StackWorld({ longestPolicyDelay: 20_000 }).found();
  const { seen } = findings.find(({ experiment }) => experiment === 'policies') ?? {};
  expect(seen).toMatchObject({ warmWasThereBefore: true, warmDenials: seen?.coldDenials });
  expect(seen?.warmDenials).toBeGreaterThanOrEqual(1);
  expect(seen?.warmAllowedAfterSeconds).toBeGreaterThanOrEqual(1);
  expect(seen?.warmAllowedAfterSeconds).toBeLessThanOrEqual(21);
});

test('a policy that takes too long is told, and ends nothing', async () => {
  const { findings } = await new StackWorld({ longestPolicyDelay: 36_000_000 }).found();
  expect(findings.find(({ experiment }) => experiment === 'policies')).toMatchObject({ seen: { warm: 'NOT_ALLOWED_IN_TIME', cold: 'NOT_ALLOWED_IN_TIME' } });
  expect(findings.filter(({ notSettled }) => notSettled !== undefined)).toEqual([]);
});

test('answers that come after the update is over weren\'t waited for', async () => {
  const { findings } = await new StackWorld({ clockOfFunctionsAhead: 60_000 }).found();
  expect(findings.find(({ experiment }) => experiment === 'express')?.seen).toEqual({ events: 7, answers: 'NOT_WAITED_FOR' });
});

test('of what an experiment sees all is there', async () => {
  const { findings } = await new StackWorld().found();
  expect(Object.fromEntries(findings.map(({ experiment, seen }) => [experiment, seen]))).toEqual({
    'account-limits': { concurrency: 1_000 },
    answers: { events: 13, urls: 'DATED' },
    rollback: { idOfRollback: 'NEW', deletedAfterwards: 'NEW', statusOfRollback: 'UPDATE_ROLLBACK_IN_PROGRESS', updatesOfRollback: 13 },
    templates: {
      templateDuringUpdate: 'NEW', statusDuringUpdate: 'UPDATE_IN_PROGRESS', templateDuringRollback: 'OLD', statusDuringRollback: 'UPDATE_ROLLBACK_IN_PROGRESS',
    },
    lists: { listedByItsId: 'ALLOWED', deletedResources: 'NOT_LISTED', pageOfEvents: 100, events: expect.any(Number) as number },
    policies: {
      secondsToMake: 0, warmDenials: 0, warmFirstTriedAfterSeconds: 0, warmAllowedAfterSeconds: 0,
      coldDenials: 0, coldFirstTriedAfterSeconds: 0, coldAllowedAfterSeconds: 0, warmWasThereBefore: true,
    },
    express: { events: 7, answers: 'WAITED_FOR' },
    'no-rollback': { status: 'UPDATE_FAILED', updated: 7, undone: 0, deletesOfWhatFailed: 0 },
    deletion: { attempts: 1, statusDuringDeletion: 'DELETE_IN_PROGRESS', templateDuringDeletion: 'READ' },
    'events-at-once': { resources: 13, create: 13, update: 13, rollback: 13, resourcesOfCleanUp: 7, cleanUp: 7, resourcesOfDeletion: 7, delete: 7 },
  });
});

/** Of the switches, by name, what follows from something seen. */
function following(name: string, seen: Seen): unknown {
  return [...STACK_EXPERIMENTS, ...THROTTLING_EXPERIMENTS].flatMap(({ switches }) => switches).find((each) => each.name === name)?.follows(seen);
}

test.each<[string, Seen]>([
  ['datedAnswerUrl', { urls: 'SOME_DATED' }],
  ['rollbackPhysicalId', { idOfRollback: 'NO_UPDATE' }],
  ['rollbackPhysicalId', { idOfRollback: 'NEW_AND_OLD' }],
  ['templateDuringUpdate', { templateDuringUpdate: 'NOT_SEEN' }],
  ['namedStack', { listedByItsId: 'SOMETIMES' }],
  ['pageSize', { events: 90 }],
  ['requestRates', { sentAtOnce: 20, takenAtOnce: 20 }],
  ['requestRates', { sentAtOnce: 5, takenAtOnce: 0, takenASecondLater: 0 }],
])('%s stays open where what was seen is nothing that the sandbox has', (name, seen) => expect(following(name, seen)).toBeUndefined());

function recorded(different: Partial<RecordedEvent>): RecordedEvent {
  return { type: 'Create', call: 'one', resource: 'Recorder1', phase: 'CREATED', bornAt: 0, startedAt: 0, endedAt: 3, isDated: true, ...different };
}

test('records are read from lines of a log, each event once', () => {
  const [one, again, other] = [recorded({}), recorded({ startedAt: 60 }), recorded({ call: 'two', startedAt: 1 })];
  const lines = ['START', ...[other, one, again].map((probe) => `2026-11-30T12:00:00.000Z\tid\tINFO\t${JSON.stringify({ probe })}\n`), 'END'];
  expect(recordsIn(lines)).toEqual([one, other]);
});

test('a deletion that CloudFormation tries again counts, whatever its RequestId, and one that Lambda delivers again doesn\'t', async () => {
  const lines: string[] = [];
  const exported: { handler?: (event: object, context: object) => Promise<void> } = {};
  const https = { request: (_url: string, _options: object, answered: (response: object) => void) => ({
    on: () => undefined, end: () => answered({ on: (_event: string, end: () => void) => end(), resume: () => undefined }),
  }) };
  compileFunction(RECORDER, ['exports', 'require', 'console'])(exported, (name: string) => (name === 'node:https' ? https : cloudFormation), { log: (line: string) => lines.push(line) });
  const event = { RequestType: 'Delete', RequestId: 'one', StackId: 'stack', LogicalResourceId: 'Stubborn', ResponseURL: 'https://answers.test', ResourceProperties: { Seconds: '0' } };
  for (const awsRequestId of ['first', 'first', 'second']) await exported.handler?.(event, { awsRequestId });
  expect(recordsIn(lines).map(({ call, resource }) => [call, resource])).toEqual([['first', 'Stubborn'], ['second', 'Stubborn']]);
});

test('an update in express mode that fails is rolled back, so that it can be deleted as usual', async () => {
  const world = new StackWorld();
  const clients = await world.clients();
  const sent = jest.spyOn(clients.cloudFormation, 'send');
  const stack = new ProbedStack(new StackCalls(clients, world.time, new Allowance(world.time, undefined, LIMITS)), RUN, world.time);
  await stack.expressed();
  const modes = sent.mock.calls.flatMap(([{ input }]) => ('DeploymentConfig' in input ? [input.DeploymentConfig] : []));
  expect(modes).toEqual([{ Mode: 'EXPRESS', DisableRollback: false }]);
  expect(await stack.remove()).toBeUndefined();
});

test('where no record comes, nothing is taken for seen', async () => {
  const world = new StackWorld();
  jest.spyOn(world.sandbox.home.logGroups, 'write').mockReturnValue(undefined);
  const { findings, switches } = await world.found();
  expect(findings[1]).toEqual({ experiment: 'answers', seen: {}, notSettled: 'no record was found in time' });
  expect(switches.cloudFormation).toBeUndefined();
  expect(world.remains).toEqual([]);
});

test.each<[number, readonly Partial<RecordedEvent>[]]>([
  [0, []], [1, [{}]], [2, [{}, { startedAt: 2, endedAt: 5 }]], [1, [{}, { startedAt: 3, endedAt: 5 }]],
  [3, [{ endedAt: 9 }, { startedAt: 1 }, { startedAt: 2, endedAt: 4 }, { startedAt: 5, endedAt: 6 }]],
])('at most %d events were under way at the same time', (most, events) => expect(mostAtOnce(events.map(recorded))).toBe(most));
