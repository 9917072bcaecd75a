import { App, Duration, Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice, Condition, DefinitionBody, Fail, JsonPath, Pass, StateMachine, Succeed, TaskInput, Timeout, Wait, WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import aslValidator from 'asl-validator';
import { Failure, FUNCTION, StepFunctionsWorld } from '../../support/step-functions-world';

const INVOKE = 'arn:aws:states:::lambda:invoke';

let world: StepFunctionsWorld;
beforeEach(() => { world = new StepFunctionsWorld(); });

interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, unknown>>;
}

/** Every state that ran, each in a machine. */
const machines: Machine[] = [];

/** Another reader of the language has to take what the sandbox runs. One machine of all of them, since it takes a second for each. */
afterAll(() => {
  const renamed = machines.map(({ States }, number) => JSON.parse(JSON.stringify(States).replaceAll(/"(Next|Default)":"/g, `$&${number} `)) as Machine['States']);
  const States = Object.fromEntries(renamed.flatMap((states, number) => Object.entries(states).map(([name, state]) => [`${number} ${name}`, state])));
  const starts = machines.map(({ StartAt }, number) => ({ Variable: '$.start', NumericEquals: number, Next: `${number} ${StartAt}` }));
  const { isValid, errorsText } = aslValidator({ StartAt: 'Start', States: { Start: { Type: 'Choice', Choices: starts }, ...States } });
  expect([isValid, errorsText()]).toEqual([true, '']);
});

/** The outcome of a machine. */
async function run(definition: Machine, input: unknown = {}): Promise<unknown> {
  machines.push(definition);
  expect(await world.deploy(definition)).toBeUndefined();
  return world.outcome(input);
}

/** The outcome of a machine with one state. */
function runState(state: object, input: unknown = {}): Promise<unknown> {
  return run({ StartAt: 'State', States: { State: state } }, input);
}

describe('a choice', () => {
  const choose = (rule: object, input: unknown): Promise<unknown> => run({
    StartAt: 'Choose',
    States: {
      Choose: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: true, End: true },
      No: { Type: 'Pass', Result: false, End: true },
    },
  }, input);

  test.each<[object, unknown, boolean]>([
    [{ Variable: '$.a', StringEquals: 'x' }, { a: 'x' }, true],
    [{ Variable: '$.a', StringEquals: '1' }, { a: 1 }, false],
    [{ Variable: '$.a', StringLessThan: 'b' }, { a: 'a' }, true],
    [{ Variable: '$.a', StringGreaterThanEquals: 'b' }, { a: 'a' }, false],
    [{ Variable: '$.a', StringMatches: 'log-*.txt' }, { a: 'log-1.txt' }, true],
    [{ Variable: '$.a', StringMatches: 'log-*.txt' }, { a: 'log-1,txt' }, false],
    [{ Variable: '$.a', StringMatches: 'a\\*b' }, { a: 'a*b' }, true],
    [{ Variable: '$.a', StringMatches: 'a\\*b' }, { a: 'axb' }, false],
    [{ Variable: '$.a', StringEqualsPath: '$.b' }, { a: 'x', b: 'x' }, true],
    [{ Variable: '$.a', NumericEquals: 1 }, { a: 1 }, true],
    [{ Variable: '$.a', NumericLessThan: 2 }, { a: 1.5 }, true],
    [{ Variable: '$.a', NumericGreaterThanEquals: 2 }, { a: 2 }, true],
    [{ Variable: '$.a', NumericGreaterThan: 2 }, { a: '3' }, false],
    [{ Variable: '$.a', BooleanEquals: true }, { a: true }, true],
    [{ Variable: '$.a', BooleanEquals: false }, { a: true }, false],
    [{ Variable: '$.a', TimestampLessThan: '2026-01-01T01:00:00+01:00' }, { a: '2025-12-31T23:59:59Z' }, true],
    [{ Variable: '$.a', IsPresent: true }, { b: 1 }, false],
    [{ Variable: '$.a', IsPresent: false }, { b: 1 }, true],
    [{ Variable: '$.a', IsNull: true }, { a: null }, true],
    [{ Variable: '$.a', IsNumeric: true }, { a: 1 }, true],
    [{ Variable: '$.a', IsString: true }, { a: 1 }, false],
    [{ Variable: '$.a', IsBoolean: true }, { a: false }, true],
    [{ Variable: '$.a', IsTimestamp: true }, { a: '2026-01-01' }, false],
    [{ Variable: '$.list[1].name', StringEquals: 'x' }, { list: [{}, { name: 'x' }] }, true],
    [{ Variable: '$[\'odd name\']', StringEquals: 'x' }, { 'odd name': 'x' }, true],
    [{ And: [{ Variable: '$.a', IsPresent: true }, { Variable: '$.a', NumericEquals: 1 }] }, { a: 1 }, true],
    [{ And: [{ Variable: '$.a', IsPresent: true }, { Variable: '$.a', NumericEquals: 1 }] }, {}, false],
    [{ Or: [{ Variable: '$.a', NumericEquals: 1 }, { Variable: '$.a', NumericEquals: 2 }] }, { a: 2 }, true],
    [{ Not: { Variable: '$.a', NumericEquals: 1 } }, { a: 1 }, false],
  ])('by %j of %j is %s', async (rule, input, chosen) => {
    expect(await choose(rule, input)).toBe(chosen);
  });

  test('on what isn\'t there fails', async () => {
    expect(await choose({ Variable: '$.a', NumericEquals: 1 }, {})).toEqual(['FAILED', 'States.Runtime',
      'Invalid path \'$.a\': The choice state\'s condition path references an invalid value.']);
  });

  test('without a rule that holds, and without a default, fails', async () => {
    expect(await run({
      StartAt: 'Choose', States: { Choose: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'End' }] }, End: { Type: 'Succeed' } },
    }, { a: 2 })).toEqual(['FAILED', 'States.NoChoiceMatched', 'No choice matched in the state \'Choose\'']);
  });
});

test.each<[object, unknown, number]>([
  [{ Seconds: 90 }, {}, 90],
  [{ SecondsPath: '$.pause' }, { pause: 5 }, 5],
  [{ Timestamp: '2026-01-01T02:00:00Z' }, {}, 7200],
  [{ TimestampPath: '$.until' }, { until: '2026-01-01T00:10:00Z' }, 600],
])('a wait by %j with %j takes %d seconds of virtual time', async (wait, input, seconds) => {
  await world.deploy({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', ...wait, Next: 'Work' }, Work: { Type: 'Task', Resource: FUNCTION, End: true } } });
  expect(await world.outcome(input)).toEqual(input);
  expect(Math.round(world.events[0]?.at ?? 0)).toBe(seconds);
});

test('a state that fails tells its error and its cause', async () => {
  expect(await runState({ Type: 'Fail', Error: 'No', Cause: 'because' })).toEqual(['FAILED', 'No', 'because']);
  world = new StepFunctionsWorld();
  expect(await runState({ Type: 'Fail', ErrorPath: '$.e', CausePath: '$.c' }, { e: 'No', c: 'because' })).toEqual(['FAILED', 'No', 'because']);
});

describe('a state that passes', () => {
  test.each<[object, unknown]>([
    [{}, { a: { b: 1 } }],
    [{ Result: { c: 2 } }, { c: 2 }],
    [{ Result: 2, ResultPath: '$.a.c' }, { a: { b: 1, c: 2 } }],
    [{ Result: 2, ResultPath: '$.x.y' }, { a: { b: 1 }, x: { y: 2 } }],
    [{ Result: 2, ResultPath: null }, { a: { b: 1 } }],
    [{ InputPath: '$.a' }, { b: 1 }],
    [{ OutputPath: '$.a.b' }, 1],
    [{ InputPath: null }, {}],
    [{ OutputPath: null }, {}],
    [{ Parameters: { 'copy.$': '$.a', fixed: [1, { 'deep.$': '$.a.b' }] } }, { copy: { b: 1 }, fixed: [1, { deep: 1 }] }],
    [{ Parameters: { 'name.$': '$$.Execution.Name', 'state.$': '$$.State.Name' } }, { name: 'execution', state: 'State' }],
  ])('with %j gives %j', async (fields, output) => {
    expect(await runState({ Type: 'Pass', ...fields, End: true }, { a: { b: 1 } })).toEqual(output);
  });

  test('on what isn\'t there fails', async () => {
    expect(await runState({ Type: 'Pass', Parameters: { 'x.$': '$.nothing' }, End: true }, { a: 1 })).toEqual(['FAILED', 'States.ParameterPathFailure',
      'The JSONPath \'$.nothing\' could not be found in the input \'{"a":1}\'']);
  });
});

describe('a task', () => {
  const task = { Type: 'Task', Resource: FUNCTION, End: true };

  test('gives a function what its parameters say, and puts the result where it says', async () => {
    world.script = () => ({ done: 5, rest: 'x' });
    expect(await runState({ ...task, Parameters: { 'id.$': '$.id' }, ResultSelector: { 'count.$': '$.done' }, ResultPath: '$.result' }, { id: 7 }))
      .toEqual({ id: 7, result: { count: 5 } });
    expect(world.events.map(({ event }) => event)).toEqual([{ id: 7 }]);
  });

  test('invokes by the integration as well, whose answer has the payload in it', async () => {
    world.script = ({ n }: { n: number }) => n + 1;
    const invoke = { Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: FUNCTION, 'Payload.$': '$' }, End: true };
    expect(await runState(invoke, { n: 1 })).toMatchObject({ ExecutedVersion: '$LATEST', Payload: 2, StatusCode: 200 });
    world = new StepFunctionsWorld();
    expect(await runState({ ...invoke, Parameters: { ...invoke.Parameters, InvocationType: 'Event' } }, { n: 1 })).toMatchObject({ StatusCode: 202 });
  });

  test('fails with the error of the function, which a catcher gets', async () => {
    world.script = () => new Failure('Broken', 'no way');
    const cause = JSON.stringify({ errorMessage: 'no way', errorType: 'Broken', trace: [] });
    expect(await run({
      StartAt: 'Work', States: { Work: { ...task, Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Caught' }] }, Caught: { Type: 'Succeed' } },
    }, { id: 7 })).toEqual({ id: 7, error: { Error: 'Broken', Cause: cause } });
    world = new StepFunctionsWorld();
    world.script = () => new Failure('Broken', 'no way');
    expect(await runState(task)).toEqual(['FAILED', 'Broken', cause]);
  });

  test('is tried again as its retriers say, with longer and longer pauses', async () => {
    world.script = () => (world.events.length < 5 ? new Failure('Busy', 'later') : 'done');
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, MaxAttempts: 6, BackoffRate: 2, MaxDelaySeconds: 30 }];
    expect(await runState({ ...task, Retry })).toBe('done');
    expect(world.events.map(({ at }) => Math.round(at))).toEqual([0, 10, 30, 60, 90]);
  });

  test('is given up when its time is over, and its function goes on', async () => {
    world.script = () => world.time.sleep(900_000);
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], Next: 'Never' }, { ErrorEquals: ['States.Timeout'], ResultPath: '$.error', Next: 'Late' }];
    expect(await run({
      StartAt: 'Work', States: { Work: { ...task, TimeoutSeconds: 840, Catch }, Never: { Type: 'Fail' }, Late: { Type: 'Succeed' } },
    })).toEqual({ error: { Error: 'States.Timeout', Cause: '' } });
  });

  test('needs the permission of the role', async () => {
    world = new StepFunctionsWorld([]);
    expect(await runState(task)).toEqual(['FAILED', 'Lambda.AccessDeniedException', 'User: arn:aws:iam::123456789012:role/machine is not authorized to perform: '
    + `lambda:InvokeFunction on resource: ${FUNCTION} because no identity-based policy allows the lambda:InvokeFunction action`]);
  });
});

describe('a definition', () => {
  const END = { Type: 'Succeed' };

  test.each<[string, object, string]>([
    ['another type of state', { StartAt: 'A', States: { A: { Type: 'Parallel', Branches: [], End: true } } }, 'the state type Parallel (state A)'],
    ['another field', { StartAt: 'A', States: { A: { Type: 'Pass', Assign: {}, End: true } } }, 'the field Assign of state A'],
    ['JSONata', { StartAt: 'A', QueryLanguage: 'JSONata', States: { A: END } }, 'the query language JSONata of a state machine'],
    ['an intrinsic function', { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'a.$': 'States.UUID()' }, End: true } } },
      'the intrinsic function States.UUID() (state A)'],
    ['a path that finds several', { StartAt: 'A', States: { A: { Type: 'Pass', InputPath: '$..a', End: true } } }, 'the path $..a (InputPath of state A)'],
    ['another comparison', { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Variable: '$.a', BooleanLessThan: 1, Next: 'B' }] }, B: END } },
      'the comparison BooleanLessThan of state A'],
    ['another integration', { StartAt: 'A', States: { A: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } } },
      'the task arn:aws:states:::sqs:sendMessage'],
  ])('with %s is refused by name', async (_what, definition, named) => {
    expect(await world.deploy(definition)).toBe(`The cdk-org-guard sandbox doesn't emulate ${named}`);
  });

  test.each<[object, string]>([
    [{ StartAt: 'B', States: { A: END } }, 'Missing \'StartAt\' target: B at /StartAt'],
    [{ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }, 'Missing \'Next\' target: B at /States/A/Next'],
    [{ StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'B' }] } } }, 'Missing \'Next\' target: B at /States/A/Choices[0]/Next'],
  ])('that names a state which isn\'t there is refused: %j', async (definition, problem) => {
    expect(await world.deploy(definition)).toMatch(new RegExp(
      `^Resource handler returned message: "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: ${problem.replaceAll(/[[\]]/g, '\\$&')}' `
      + '\\(Service: Sfn, Status Code: 400, .*HandlerErrorCode: InvalidRequest\\)$'));
  });
});

// Not ours, and made for AWS.
test('a loop as the constructs of the CDK write it works until all is done', async () => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Stack');
  const lambdaFunction = LambdaFunction.fromFunctionArn(stack, 'Function', FUNCTION);
  const work = new LambdaInvoke(stack, 'Work', { lambdaFunction, outputPath: '$.Payload', taskTimeout: Timeout.duration(Duration.minutes(14)) });
  const report = new LambdaInvoke(stack, 'Report', {
    lambdaFunction, payloadResponseOnly: true, resultPath: '$.report',
    payload: TaskInput.fromObject({ failed: JsonPath.stringAt('$.error.Error'), execution: JsonPath.stringAt('$$.Execution.Name') }),
  });
  const failed = new Pass(stack, 'Failed', { parameters: { 'error.$': '$.error', kind: 'failed' } }).next(report).next(new Fail(stack, 'End', { error: 'Failed', cause: 'told' }));
  work.addCatch(failed, { resultPath: '$.error' });
  const chain = work.next(new Choice(stack, 'Done?')
    .when(Condition.and(Condition.isPresent('$.left'), Condition.numberGreaterThan('$.left', 0)), new Wait(stack, 'Pause', { time: WaitTime.secondsPath('$.pause') }).next(work))
    .otherwise(new Succeed(stack, 'Done')));
  new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(chain), timeout: Duration.days(3) });
  const template = (stack.node.root as App).synth().getStackByName('Stack').template as { Resources: Record<string, { Type: string; Properties: any }> };
  const machine = Object.values(template.Resources).find(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
  const [, parts] = machine?.Properties.DefinitionString['Fn::Join'] as [string, (string | object)[]];
  const text = parts.map((part) => (typeof part === 'string' ? part : 'aws')).join('');
  expect(aslValidator(JSON.parse(text) as object).isValid).toBe(true);
  expect(await world.deploy(text)).toBeUndefined();

  world.script = async ({ left }: { left: number }) => {
    await world.time.sleep(780_000);
    return { left: left - 1, pause: 20 };
  };
  expect(await world.outcome({ left: 3 })).toEqual({ left: 0, pause: 20 });
  expect(world.events.map(({ at }) => Math.round(at))).toEqual([0, 800, 1600]);

  world = new StepFunctionsWorld();
  await world.deploy(text);
  world.script = (event: unknown) => (world.events.length === 1 ? new Failure('Broken', 'no') : event);
  expect(await world.outcome({ left: 1 })).toEqual(['FAILED', 'Failed', 'told']);
  expect(world.events.at(-1)?.event).toEqual({ failed: 'Broken', execution: 'execution' });
});
