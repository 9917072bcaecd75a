import { Allowance } from '../../../../cli/probe/allowance';
import { CallFailed } from '../../../../cli/probe/ended-call';
import { endingBySignals } from '../../../../cli/probe/ending';
import type { ProbeEnd } from '../../../../cli/probe/probe';
import { LONGEST_STACK_PROBE, MOST_STACK_CALLS } from '../../../../cli/probe/stack/probe-stack';
import { deniedLines, saidLines } from '../../../../cli/probe/told';
import { SIGNALS } from '../../../../sandbox/command/signals';
import type { Interruption, Moment } from '../../../support/probed-world';
import { StackWorld } from '../../../support/stack-world';

/** A process that was killed sends nothing any more. */
function killed(): never {
  throw Object.assign(new Error('killed'), { code: 'ECONNRESET' });
}

/** Every so many calls something happens; `PROBE_STEP=1` tries all of them, which takes minutes. */
const STEP = Number(process.env.PROBE_STEP ?? 8);
const MOMENTS: readonly (readonly [Moment, number])[] = [['before', 1], ['after', 4]];

/** How many calls a probe makes that nothing happens to. */
async function calls(first: number): Promise<number[]> {
  const world = new StackWorld();
  await world.found();
  return Array.from({ length: Math.floor((world.called.length - first) / STEP) + 1 }, (_, index) => first + index * STEP);
}

/** Whoever is killed before it is known whose account it is has no result. */
async function ended(world: StackWorld, interruption: Interruption, signal?: AbortSignal): Promise<unknown> {
  return world.probe({ interruption, ...(signal && { signal }) }).catch((thrown: unknown) => {
    if (thrown instanceof CallFailed) return 'FAILED';
    throw thrown;
  });
}

/** With nothing left, whether or not there is a result. */
function isOver(end: unknown): boolean {
  return end === 'FAILED' || ((end as ProbeEnd).kind === 'DONE' && (end as ProbeEnd & { readonly kind: 'DONE' }).left.length === 0);
}

test.each(MOMENTS)('a probe that is killed %s any of its calls leaves nothing that cleaning doesn\'t find, and cleaning leaves nothing', async (moment, first) => {
  let left = 0;
  for (const call of await calls(first)) {
    const world = new StackWorld();
    await ended(world, { call, moment, happens: killed, forever: true });
    const names = world.stacks.map(({ name }) => name);
    left += names.length;
    const { deleted, left: notDeleted, alike } = await world.clean();
    expect({ call, deleted: deleted.map(({ name }) => name), notDeleted, alike }).toEqual({ call, deleted: names, notDeleted: [], alike: [] });
    expect([call, world.remains]).toEqual([call, []]);
  }
  expect(left).toBeGreaterThanOrEqual(4);
});

test.each(MOMENTS)('a probe that loses its connection %s one of its calls cleans up by itself', async (moment, first) => {
  for (const call of await calls(first)) {
    const world = new StackWorld();
    const end = await ended(world, { call, moment, happens: killed });
    expect([call, end === 'FAILED', isOver(end)]).toEqual([call, call === 1, true]);
    expect([call, world.remains]).toEqual([call, []]);
    expect(world.called.length).toBeLessThanOrEqual(MOST_STACK_CALLS);
  }
});

test.each(MOMENTS)('a probe that somebody ends %s one of its calls cleans up, and has no result', async (moment, first) => {
  for (const call of await calls(first)) {
    const world = new StackWorld();
    const ending = new AbortController();
    expect([call, await ended(world, { call, moment, happens: () => ending.abort() }, ending.signal)]).toEqual([call, { kind: 'STOPPED', left: [] }]);
    expect([call, world.remains]).toEqual([call, []]);
  }
});

test('a stack that isn\'t made is told, and nothing is left', async () => {
  const world = new StackWorld();
  world.sandbox.faults.add({ operation: 'cloudformation:CreateStack', effect: { kind: 'ERROR', code: 'LimitExceededException', httpStatus: 400 } as never, times: 10 });
  const { findings } = await world.found();
  expect(findings.filter(({ notSettled }) => notSettled === undefined).map(({ experiment }) => experiment)).toEqual(['account-limits']);
  expect(findings[1]).toEqual({ experiment: 'answers', seen: {}, notSettled: 'cloudformation:CreateStack: LimitExceededException' });
  expect(world.remains).toEqual([]);
});

test('a function that never answers ends nothing but what waits for it, and nothing is left', async () => {
  const world = new StackWorld();
  world.sandbox.faults.add({ operation: 'answer', effect: { kind: 'ERROR', code: 'InternalError', httpStatus: 500 } as never, times: 1_000 });
  const { findings, milliseconds } = await world.found();
  expect(findings.find(({ experiment }) => experiment === 'answers')).toEqual({ experiment: 'answers', seen: {}, notSettled: 'the stack came to ROLLBACK_FAILED' });
  expect(milliseconds).toBeLessThanOrEqual(LONGEST_STACK_PROBE);
  expect(world.remains).toEqual([]);
});

/** From the first update on, so many calls of an operation fail. */
async function failingFromUpdates(operation: string, error: object, times: number): Promise<{ readonly world: StackWorld; readonly end: ProbeEnd }> {
  const usual = new StackWorld();
  await usual.found();
  const world = new StackWorld();
  const happens = (): void => world.sandbox.faults.add({ operation, effect: { kind: 'ERROR', httpStatus: 400, ...error } as never, times });
  return { world, end: await world.probe({ interruption: { call: 1 + usual.called.indexOf('cloudformation:UpdateStack'), moment: 'before', happens } }) };
}

test.each<[string, string, object, number]>([
  ['deletions are throttled for a while', 'cloudformation:DeleteStack', { code: 'Throttling' }, 8],
  ['an update has begun when it is to be deleted', 'cloudformation:DeleteStack', { code: 'ValidationError', message: 'Stack [probe] cannot be deleted while in status UPDATE_IN_PROGRESS' }, 2],
  ['a look at it is refused for no good reason', 'cloudformation:DescribeStacks', { code: 'ValidationError', message: 'Not now' }, 8],
  ['nothing is answered for a minute', 'cloudformation:DescribeStacks', { code: 'ServiceUnavailable' }, 30],
])('a stack is deleted also where %s', async (_what, operation, error, times) => {
  const { world, end } = await failingFromUpdates(operation, error, times);
  expect(end).toMatchObject({ kind: 'DONE', left: [] });
  expect(world.remains).toEqual([]);
});

test('who may no longer delete the stack is told at once', async () => {
  const { world, end } = await failingFromUpdates('cloudformation:DeleteStack', { code: 'AccessDenied', message: 'A policy denies it' }, 100);
  expect(end).toMatchObject({ kind: 'DONE', left: [{ kind: 'stack', why: 'AccessDenied: A policy denies it' }] });
  expect(world.called.slice(-2)).toEqual(['cloudformation:DescribeStacks', 'cloudformation:DeleteStack']);
});

test('what AWS said is told to whoever probes, and the first failure of a stack that isn\'t made', async () => {
  const world = new StackWorld();
  world.sandbox.faults.add({ operation: 'answer', effect: { kind: 'ERROR', code: 'InternalError', httpStatus: 500 } as never, times: 1_000 });
  const { said } = await world.probe() as ProbeEnd & { readonly kind: 'DONE' };
  expect(said).toEqual([expect.stringMatching(/^(Recorder\d+|Looking): CREATE_FAILED: CloudFormation did not receive a response/)]);
  expect(saidLines(said)).toEqual(['What AWS said, which isn\'t in the result:', `  ${said[0]}`]);
  expect(deniedLines(said)).toEqual([]);
  expect(deniedLines(['iam: is not authorized to perform: iam:CreateRole'])).toEqual(['The same command with --print-policy prints the permissions that it needs.']);
  expect(saidLines([])).toEqual([]);
});

test('what is kept for cleaning is there also when the computer has slept longer than a probe may take', () => {
  let now = 0;
  const allowance = new Allowance({ now: () => now }, undefined, { calls: 10, milliseconds: 900, callsToClean: 5, millisecondsToClean: 300 });
  now = 10_000;
  expect(() => allowance.take()).toThrow('the probe has taken its 10 seconds');
  allowance.beginCleaning();
  now += 299;
  allowance.take();
  now += 1;
  expect(() => allowance.take()).toThrow('the probe has taken its 10 seconds');
});

test('a terminal that is closed ends nothing before the stack is deleted', () => {
  const before = SIGNALS.map((signal) => [signal, process.listeners(signal)] as const);
  endingBySignals('Ends.');
  for (const [signal, listeners] of before) {
    for (const listener of process.listeners(signal)) if (!listeners.includes(listener)) process.off(signal, listener);
  }
  for (const stream of [process.stdout, process.stderr]) expect(stream.emit('error', new Error('write EIO'))).toBe(true);
});
