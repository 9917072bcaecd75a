import { GetAccountSettingsCommand, InvokeCommand, InvokeCommandInput, GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { FunctionsOptions } from '../../../sandbox/lambda/functions';
import { parseSeed } from '../../../sandbox/seed/parse';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { HANDLER, historyOf, ScriptedFunctions, SILENCE, thing } from '../../support/scripted-functions';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';

let world: ScriptedFunctions;
/** When an event or an invocation reached a function, in seconds since the beginning. */
let began: number[];

function begin(options: Partial<FunctionsOptions>, lastsSeconds = 10): void {
  world = new ScriptedFunctions(options);
  began = [];
  const start = world.time.now();
  world.script = async () => {
    began.push((world.time.now() - start) / 1_000);
    await world.time.sleep(lastsSeconds * 1_000);
    return {};
  };
}

/** The function with its name, and how many of it may run at the same time. */
function named(name: string, ReservedConcurrentExecutions?: number) {
  const reserved = ReservedConcurrentExecutions === undefined ? {} : { ReservedConcurrentExecutions };
  return { ...HANDLER, Properties: { ...HANDLER.Properties, FunctionName: name, ...reserved } };
}

function client(): LambdaClient {
  return new LambdaClient({ ...clientSettings('SANDBOXPERSON'), maxAttempts: 1, requestHandler: new WireHandler((request) => world.sandbox.answer(request)) });
}

function invoke(input: InvokeCommandInput) {
  return client().send(new InvokeCommand({ Payload: new TextEncoder().encode('{}'), ...input }));
}

describe('an event for which there is no room', () => {
  test.each([
    { lastsSeconds: 10, second: 15 },
    { lastsSeconds: 100, second: 127 },
    { lastsSeconds: 600, second: 811 },
  ])('is tried again after 1, 2, 4 seconds and so on, at most 300: beside one that lasts $lastsSeconds s it begins after $second s', async ({ lastsSeconds, second }) => {
    begin({ concurrency: 1 }, lastsSeconds);
    const stack = await world.deploy({ A: thing(), B: thing() });
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(began).toEqual([0, second]);
  });

  test('is given up when it has got too old', async () => {
    begin({ concurrency: 1 }, 100);
    const configuration = { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: 'Handler' }, Qualifier: '$LATEST', MaximumEventAgeInSeconds: 60 } };
    const stack = await world.deploy({ Configuration: configuration, A: thing({}, { DependsOn: 'Configuration' }), B: thing({ ServiceTimeout: 900 }, { DependsOn: 'Configuration' }) });
    expect(began.slice(0, 1)).toEqual([0]);
    expect(world.summary.filter((event) => event.startsWith('Create'))).toEqual(['Create A']);
    expect(historyOf(stack)).toContainEqual(expect.stringMatching(/^B CREATE_FAILED CloudFormation did not receive a response from your Custom Resource\./));
  });

  test('is given up at once if its function has reserved nothing', async () => {
    begin({});
    const stack = await world.deploy({ Handler: named('stopped', 0), A: thing({ ServiceTimeout: 60 }) });
    expect(world.events).toEqual([]);
    expect(historyOf(stack)).toContainEqual(expect.stringMatching(/^A CREATE_FAILED CloudFormation did not receive a response/));
  });
});

test('as many events run at the same time as come, up to the quota of the account', async () => {
  begin({});
  await world.deploy(Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`Thing${index}`, thing()])));
  expect(new Set(began)).toEqual(new Set([0]));
});

test('a function gets so many execution environments in ten seconds, and no more', async () => {
  begin({ instancesPerTenSeconds: 10 }, 1_000);
  await world.deploy(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`Thing${index}`, thing()])));
  expect(began).toEqual([...Array.from({ length: 10 }, () => 0), 1, 3]);
});

describe('an invocation that is waited for', () => {
  test.each([
    { what: 'beyond the quota of the account', reserved: undefined, concurrency: 1, Reason: 'ConcurrentInvocationLimitExceeded' },
    { what: 'beyond what its function has reserved', reserved: 1, concurrency: 1_000, Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
  ])('$what is refused', async ({ reserved, concurrency, Reason }) => {
    begin({ concurrency });
    await world.deploy({ Handler: named('busy', reserved) });
    const first = invoke({ FunctionName: 'busy' });
    await expect(invoke({ FunctionName: 'busy' })).rejects.toMatchObject({
      name: 'TooManyRequestsException', message: 'Rate Exceeded.', Reason, Type: 'User', $metadata: { httpStatusCode: 429 },
    });
    await world.time.run(first);
    await expect(world.time.run(invoke({ FunctionName: 'busy' }))).resolves.toMatchObject({ StatusCode: 200 });
  });

  test('has room when others are busy, if its function has reserved it', async () => {
    begin({ concurrency: 102 }, 1_000);
    await world.deploy({ Handler: named('reserved', 2), Other: named('other') });
    const others = Array.from({ length: 100 }, () => invoke({ FunctionName: 'other' }));
    await expect(invoke({ FunctionName: 'other' })).rejects.toMatchObject({ Reason: 'ConcurrentInvocationLimitExceeded' });
    await expect(world.time.run(invoke({ FunctionName: 'reserved' }))).resolves.toMatchObject({ StatusCode: 200 });
    await world.time.run(Promise.all(others));
  });
});

describe('a function reserves', () => {
  test.each([
    { concurrency: 1_000, reserved: 900 },
    { concurrency: 1_000, reserved: 0 },
    { concurrency: 10, reserved: 0 },
  ])('$reserved of $concurrency', async ({ concurrency, reserved }) => {
    begin({ concurrency });
    expect((await world.deploy({ Handler: named('reserving', reserved) })).status).toBe('CREATE_COMPLETE');
    await expect(client().send(new GetFunctionCommand({ FunctionName: 'reserving' }))).resolves.toMatchObject({ Concurrency: { ReservedConcurrentExecutions: reserved } });
  });

  test.each([
    { concurrency: 1_000, reserved: 901, least: 100 },
    { concurrency: 10, reserved: 1, least: 10 },
  ])('not $reserved of $concurrency', async ({ concurrency, reserved, least }) => {
    begin({ concurrency });
    const stack = await world.deploy({ Handler: named('reserving', reserved) });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(historyOf(stack).find((event) => event.startsWith('Handler CREATE_FAILED'))).toContain('"Specified ReservedConcurrentExecutions for function decreases '
      + `account's UnreservedConcurrentExecution below its minimum value of [${least}]. (Service: Lambda, Status Code: 400, `);
  });

  test('beside what others have reserved, and gives it back when it is deleted', async () => {
    begin({});
    await world.deploy({ One: named('one', 500) });
    expect((await world.deploy({ One: named('one', 500), Other: named('other', 401) })).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await world.deploy({ Other: named('other', 401) })).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    await world.deploy({});
    expect((await world.deploy({ Other: named('other', 401) })).status).toBe('UPDATE_COMPLETE');
  });
});

describe('invoked as an event', () => {
  beforeEach(async () => {
    begin({});
    await world.deploy({ Handler: named('later') });
  });

  const ofBytes = (bytes: number): Uint8Array => new TextEncoder().encode(JSON.stringify('x'.repeat(bytes - 2)));

  test('a function runs later', async () => {
    world.script = () => SILENCE;
    await expect(invoke({ FunctionName: 'later', InvocationType: 'Event' })).resolves.toMatchObject({ StatusCode: 202 });
    await world.time.run(world.sandbox.home.functions.settled());
    expect(world.events).toEqual([{}]);
  });

  // The type of the event was looked for in it.
  test.each(['null', '1', '"text"', '[]'])('it may get %s', async (Payload) => {
    world.script = () => SILENCE;
    await invoke({ FunctionName: 'later', InvocationType: 'Event', Payload: new TextEncoder().encode(Payload) });
    await world.time.run(world.sandbox.home.functions.settled());
    expect(world.events).toEqual([JSON.parse(Payload)]);
  });

  test('it gets 1 MiB', async () => {
    await expect(invoke({ FunctionName: 'later', InvocationType: 'Event', Payload: ofBytes(1_048_576) })).resolves.toMatchObject({ StatusCode: 202 });
  });

  test.each([
    { InvocationType: 'Event' as const, bytes: 1_048_577, message: '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)' },
    { InvocationType: 'RequestResponse' as const, bytes: 6_291_457, message: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation' },
  ])('with $bytes bytes as $InvocationType it is refused', async ({ InvocationType, bytes, message }) => {
    await expect(invoke({ FunctionName: 'later', InvocationType, Payload: ofBytes(bytes) })).rejects.toMatchObject({
      name: 'RequestEntityTooLargeException', message, $metadata: { httpStatusCode: 413 },
    });
    expect(world.events).toEqual([]);
  });

  test('what isn\'t JSON is refused', async () => {
    await expect(invoke({ FunctionName: 'later', Payload: new TextEncoder().encode('{') })).rejects.toMatchObject({
      name: 'InvalidRequestContentException', message: expect.stringMatching(/^Could not parse request body into json: /) as string,
    });
  });

  test('to try out whether that is allowed, it doesn\'t run', async () => {
    await expect(invoke({ FunctionName: 'later', InvocationType: 'DryRun' })).resolves.toMatchObject({ StatusCode: 204 });
    expect(world.events).toEqual([]);
  });
});

test.each([
  { lambda: { concurrency: 10 } }, { lambda: { throttledEvents: 'IN_ORDER' } }, { lambda: { instancesPerTenSeconds: 1 } },
])('a seed may say $lambda', (switches) => {
  expect(parseSeed(JSON.stringify({ switches }))).toEqual({ switches });
});

test('a seed can\'t have another switch', () => {
  expect(() => parseSeed('{"switches":{"lambda":{"processes":4}}}'))
    .toThrow('switches.lambda has no member processes, only concurrency, instancesPerTenSeconds, throttledEvents');
});

test('the settings of the account say how many run at the same time, and how many of them no function has reserved', async () => {
  begin({ concurrency: 500 });
  await world.deploy({ Reserving: named('reserving', 30) });
  expect((await client().send(new GetAccountSettingsCommand({}))).AccountLimit).toEqual({ ConcurrentExecutions: 500, UnreservedConcurrentExecutions: 470 });
});
