import { DescribeExecutionCommand, ListExecutionsCommand, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { exception } from '../../support/refusals';
import { FUNCTION, MACHINE, StepFunctionsWorld } from '../../support/step-functions-world';

const WAITING = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 3600, End: true } } };
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:Machine:request-1';
const DAY = 86_400_000;

let world: StepFunctionsWorld;
beforeEach(async () => {
  world = new StepFunctionsWorld();
});

function start(input: unknown = {}, name: string | undefined = 'request-1') {
  return world.client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name, input: JSON.stringify(input) }));
}

describe('an execution with a name', () => {
  const taken = exception('ExecutionAlreadyExists', `Execution Already Exists: '${EXECUTION}'`);

  test('is started once, however often its event is delivered', async () => {
    await world.deploy(WAITING);
    const first = await start({ event: 1 });
    expect(await start({ event: 1 })).toMatchObject({ executionArn: EXECUTION, startDate: first.startDate });
    expect((await world.client.send(new ListExecutionsCommand({ stateMachineArn: MACHINE }))).executions).toHaveLength(1);
  });

  test('isn\'t started with another input, nor once it has ended', async () => {
    await world.deploy(WAITING);
    await start({ event: 1 });
    await expect(start({ event: 2 })).rejects.toEqual(taken);
    await world.time.run(world.ended(EXECUTION));
    await expect(start({ event: 1 })).rejects.toEqual(taken);
  });

  test('gives its name away 90 days after its end', async () => {
    await world.deploy({ StartAt: 'End', States: { End: { Type: 'Succeed' } } });
    await start();
    await world.time.run(world.time.sleep(90 * DAY - 1));
    await expect(start()).rejects.toEqual(taken);
    await world.time.run(world.time.sleep(1));
    expect(await start()).toMatchObject({ executionArn: EXECUTION });
  });

  test.each(['a b', 'a/b', 'a:b', '', 'x'.repeat(81)])('isn\'t called "%s"', async (name) => {
    await world.deploy(WAITING);
    await expect(start({}, name)).rejects.toEqual(exception('InvalidName', `Invalid Name: '${name}'`));
  });
});

test('is described with its input and output, and its history', async () => {
  await world.deploy({ StartAt: 'Work', States: { Work: { Type: 'Task', Resource: FUNCTION, Next: 'End' }, End: { Type: 'Succeed' } } });
  world.script = ({ n }: { n: number }) => ({ n: n + 1 });
  const described = await world.execute({ n: 1 }, 'request-1');
  expect(described).toMatchObject({ executionArn: EXECUTION, stateMachineArn: MACHINE, name: 'request-1', status: 'SUCCEEDED', input: '{"n":1}', output: '{"n":2}' });
  const history = await world.history(EXECUTION);
  expect(history.map(({ type }) => type)).toEqual([
    'ExecutionStarted', 'TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded', 'TaskStateExited',
    'SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded',
  ]);
  expect(history[1]).toMatchObject({ id: 2, previousEventId: 1, stateEnteredEventDetails: { name: 'Work', input: '{"n":1}' } });
  expect(await world.history(EXECUTION, { reverseOrder: true, maxResults: 1 })).toMatchObject([{ type: 'ExecutionSucceeded', id: 9 }]);
});

test('executions are listed, the newest first, by their status and page by page', async () => {
  await world.deploy(WAITING);
  for (const name of ['a', 'b', 'c']) await start({}, name);
  await world.client.send(new StopExecutionCommand({ executionArn: EXECUTION.replace('request-1', 'b') }));
  const list = async (more: object) => {
    const { executions = [], nextToken } = await world.client.send(new ListExecutionsCommand({ stateMachineArn: MACHINE, ...more }));
    return { names: executions.map(({ name }) => name), nextToken };
  };
  expect((await list({})).names).toEqual(['c', 'b', 'a']);
  expect((await list({ statusFilter: 'ABORTED' })).names).toEqual(['b']);
  const first = await list({ maxResults: 2 });
  expect([first.names, (await list({ maxResults: 2, nextToken: first.nextToken })).names]).toEqual([['c', 'b'], ['a']]);
});

describe('an execution that is stopped', () => {
  test('has ended at once, with what was said', async () => {
    await world.deploy(WAITING);
    await start();
    await world.client.send(new StopExecutionCommand({ executionArn: EXECUTION, error: 'Replaced', cause: 'a newer event' }));
    expect(await world.client.send(new DescribeExecutionCommand({ executionArn: EXECUTION })))
      .toMatchObject({ status: 'ABORTED', error: 'Replaced', cause: 'a newer event', stopDate: new Date(world.time.now()) });
    await world.time.run(world.time.sleep(DAY));
    expect((await world.history(EXECUTION)).map(({ type }) => type)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
  });

  test('doesn\'t go on when a function that it has invoked ends', async () => {
    await world.deploy({ StartAt: 'Work', States: { Work: { Type: 'Task', Resource: FUNCTION, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Work' }], End: true } } });
    world.script = () => world.time.sleep(1000);
    await start();
    await world.time.run(world.time.sleep(500));
    await world.client.send(new StopExecutionCommand({ executionArn: EXECUTION }));
    await world.time.run(world.time.sleep(5000));
    expect([(await world.ended(EXECUTION)).status, world.events.length]).toEqual(['ABORTED', 1]);
  });

  test('is one whose state machine is gone, at its next state', async () => {
    await world.deploy({ StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 60, Next: 'B' }, B: { Type: 'Wait', Seconds: 60, End: true } } });
    await start();
    await world.time.run(world.sandbox.cloudFormation.delete(world.sandbox.cloudFormation.existing('Stack')));
    expect((await world.client.send(new DescribeExecutionCommand({ executionArn: EXECUTION }))).status).toBe('RUNNING');
    expect(await world.time.run(world.ended(EXECUTION))).toMatchObject({ status: 'ABORTED' });
  });
});

describe('what isn\'t there', () => {
  test('is refused', async () => {
    await expect(start()).rejects.toEqual(exception('StateMachineDoesNotExist', `State Machine Does Not Exist: '${MACHINE}'`));
    for (const command of [new DescribeExecutionCommand({ executionArn: EXECUTION }), new StopExecutionCommand({ executionArn: EXECUTION })]) {
      await expect(world.client.send(command as DescribeExecutionCommand)).rejects.toEqual(exception('ExecutionDoesNotExist', `Execution Does Not Exist: '${EXECUTION}'`));
    }
  });
});

describe('the limits of executions', () => {
  test('an input has 262,144 bytes at most', async () => {
    await world.deploy(WAITING);
    const most = 'x'.repeat(262_142);
    await start(most, 'fits');
    await expect(start(`${most}x`, 'too-long')).rejects.toEqual(exception('InvalidExecutionInput', 'The input is too long'));
    await expect(start('ä'.repeat(131_072), 'bytes')).rejects.toEqual(exception('InvalidExecutionInput', 'The input is too long'));
  });

  test('an input is JSON', async () => {
    await world.deploy(WAITING);
    await expect(world.client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, input: '{' }))).rejects
      .toEqual(exception('InvalidExecutionInput', 'Invalid State Machine Execution Input: \'{\''));
  });

  test.each([
    ['its result', { Type: 'Task', Resource: FUNCTION, End: true }],
    ['its result together with its input', { Type: 'Task', Resource: FUNCTION, ResultPath: '$.result', End: true }],
  ])('a state gives 262,144 bytes at most: %s', async (_what, state) => {
    await world.deploy({ StartAt: 'Work', States: { Work: { ...state, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Work' }] } } });
    world.script = () => 'x'.repeat('ResultPath' in state ? 200_000 : 262_143);
    expect(await world.outcome({ text: 'x'.repeat(100_000) })).toEqual(['FAILED', 'States.DataLimitExceeded',
      'The state/task \'Work\' returned a result with a size exceeding the maximum number of bytes service limit.']);
  });

  test('a loop ends with its 25,000th event', async () => {
    await world.deploy({ StartAt: 'Loop', States: { Loop: { Type: 'Choice', Choices: [{ Variable: '$.spin', BooleanEquals: true, Next: 'Loop' }] } } });
    const { executionArn, ...ended } = await world.execute({ spin: true });
    const cause = 'The execution reached the maximum number of history events (25000).';
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause });
    expect(await world.history(executionArn, { reverseOrder: true, maxResults: 2 })).toMatchObject([
      { id: 25_000, previousEventId: 24_999, type: 'ExecutionFailed', executionFailedEventDetails: { error: 'States.Runtime', cause } },
      { id: 24_999, type: 'ChoiceStateExited', stateExitedEventDetails: { name: 'Loop' } },
    ]);
  });

  test('a machine has as much time as its definition says', async () => {
    await world.deploy({ ...WAITING, TimeoutSeconds: 60 });
    const { startDate, stopDate, ...ended } = await world.execute();
    expect(ended).toMatchObject({ status: 'TIMED_OUT' });
    expect((stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0)).toBe(60_000);
    expect((await world.history(ended.executionArn)).at(-1)?.type).toBe('ExecutionTimedOut');
  });
});
