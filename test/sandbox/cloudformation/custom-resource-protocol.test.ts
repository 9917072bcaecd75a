import type { Json } from '../../../sandbox/cloudformation/template';
import { answerTo, Event, FAILED, historyOf, ScriptedFunctions, SILENCE, thing } from '../../support/scripted-functions';
import { refusal } from '../../support/refusals';

const ARN = expect.stringMatching(/^arn:aws:lambda:us-east-1:123456789012:function:Stack-Handler-[A-Z0-9]{12}$/) as string;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

/** What CloudFormation makes of a reason. */
function received(reason: string, { RequestId } = world.events.at(-1) as Event): string {
  return `Received response status [FAILED] from custom resource. Message returned: ${reason} (RequestId: ${RequestId})`;
}

function lasting(seconds: number): Promise<void> {
  return world.time.sleep(seconds * 1000);
}

describe('an event', () => {
  test('of a Create has the properties as texts', async () => {
    await world.deploy({ A: thing({ text: 'a', number: 1.5, truth: true, list: [1, { deep: false }], map: { deep: 2 }, nothing: { Ref: 'AWS::NoValue' } }) });

    expect(world.events).toEqual([{
      RequestType: 'Create',
      ServiceToken: ARN,
      ResponseURL: expect.stringMatching(/^https:\/\/cloudformation-custom-resource-response-useast1\.s3\.us-east-1\.amazonaws\.com\/arn%3Aaws%3Acloudformation/),
      StackId: world.sandbox.cloudFormation.existing('Stack').id,
      RequestId: expect.stringMatching(UUID),
      LogicalResourceId: 'A',
      ResourceType: 'Custom::Thing',
      ResourceProperties: {
        ServiceToken: ARN, text: 'a', number: '1.5', truth: 'true', list: ['1', { deep: 'false' }], map: { deep: '2' },
      },
    }]);
  });

  test('of an Update has the physical id and the old properties as well, as texts', async () => {
    await world.deploy({ A: thing({ number: 1, removed: true }) });
    await world.deploy({ A: thing({ number: 2, added: [3] }) });
    const [created, updated] = world.events as [Event, Event];

    expect(updated).toEqual({
      ...created,
      RequestType: 'Update',
      ResponseURL: expect.not.stringMatching(created.ResponseURL),
      RequestId: expect.not.stringMatching(created.RequestId),
      PhysicalResourceId: 'id-of-A',
      ResourceProperties: { ServiceToken: ARN, number: '2', added: ['3'] },
      OldResourceProperties: { ServiceToken: ARN, number: '1', removed: 'true' },
    });
  });

  test('of a Delete has the physical id and the properties of the last success', async () => {
    await world.deploy({ A: thing({ number: 1 }) });
    await world.deploy({ A: thing({ number: 2 }) });
    await world.destroy();
    const deleted = world.events[2] as Event;

    expect(deleted).toEqual({
      ...world.events[0],
      RequestType: 'Delete',
      ResponseURL: expect.stringContaining(deleted.RequestId),
      RequestId: expect.stringMatching(UUID),
      PhysicalResourceId: 'id-of-A',
      ResourceProperties: { ServiceToken: ARN, number: '2' },
    });
  });

  test('is not sent when nothing about the resource changed', async () => {
    await world.deploy({ A: thing({ a: 1 }) });
    const stack = await world.deploy({ A: thing({ a: 1 }), B: thing() });
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.summary).toEqual(['Create A', 'Create B']);
  });

  test('is sent when an attribute it uses changed', async () => {
    world.script = ({ ResourceProperties: { a = '' } }) => ({ Data: { Name: `name-${String(a)}` } });
    const user = thing({ name: { 'Fn::GetAtt': ['A', 'Name'] } });
    await world.deploy({ A: thing({ a: 1 }), B: user });
    await world.deploy({ A: thing({ a: 2 }), B: user });
    expect(world.summary).toEqual(['Create A', 'Create B', 'Update A id-of-A', 'Update B id-of-B']);
    expect(world.events[3]?.ResourceProperties.name).toBe('name-2');
  });
});

describe('a successful answer', () => {
  test('gives its id to Ref and its data to Fn::GetAtt, in resources and outputs', async () => {
    world.script = ({ LogicalResourceId }) => LogicalResourceId === 'A' ? { PhysicalResourceId: 'a-1', Data: { Name: 'Ada', Address: { City: 'London' } } } : {};
    const stack = await world.deploy(
      { B: thing({ ref: { Ref: 'A' }, name: { 'Fn::GetAtt': ['A', 'Name'] } }), A: thing() },
      { City: { Value: { 'Fn::Sub': '${A.Address.City}!' }, Description: 'where' }, Id: { Value: { Ref: 'A' }, Export: { Name: 'a' } } });

    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.events[1]?.ResourceProperties).toEqual({ ServiceToken: ARN, ref: 'a-1', name: 'Ada' });
    expect(stack.outputs).toEqual([{ key: 'City', value: 'London!', description: 'where' }, { key: 'Id', value: 'a-1', exportName: 'a' }]);
  });

  test('without a key that is asked for fails what asks for it', async () => {
    const stack = await world.deploy({ A: thing(), B: thing({ name: { 'Fn::GetAtt': ['A', 'Name'] } }) });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(historyOf(stack)).toContain('B CREATE_FAILED CustomResource attribute error: Vendor response doesn\'t contain Name key in object A');
    expect(world.summary).toEqual(['Create A', 'Delete A id-of-A']);
  });

  test('without a key that an output asks for fails the stack', async () => {
    const stack = await world.deploy({ A: thing() }, { Name: { Value: { 'Fn::GetAtt': ['A', 'Name'] } } });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(historyOf(stack)).toContainEqual(expect.stringContaining('Vendor response doesn\'t contain Name key in object A'));
  });

  test('counts once, even if the function answers twice', async () => {
    world.script = async (event) => {
      await world.put(event, JSON.stringify(answerTo(event, { PhysicalResourceId: 'first' })));
      return { PhysicalResourceId: 'second' };
    };
    const stack = await world.deploy({ A: thing() });
    expect(stack.resources.get('A')?.physicalId).toBe('first');
  });
});

describe('an answer that fails', () => {
  test('shows its reason, and the Delete that follows has the id it gave', async () => {
    world.script = ({ RequestType }) => RequestType === 'Create' ? { ...FAILED, PhysicalResourceId: 'half-made' } : {};
    const stack = await world.deploy({ A: thing({ a: 1 }) });

    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(historyOf(stack).slice(-8)).toEqual([
      'A CREATE_IN_PROGRESS',
      `A CREATE_FAILED ${received('no way', world.events[0])}`,
      'Stack ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [A]. Rollback requested by user.',
      'A DELETE_IN_PROGRESS', 'A DELETE_COMPLETE', 'Handler DELETE_IN_PROGRESS', 'Handler DELETE_COMPLETE', 'Stack ROLLBACK_COMPLETE',
    ]);
    expect(world.summary).toEqual(['Create A', 'Delete A half-made']);
    expect(world.events[1]?.ResourceProperties).toEqual({ ServiceToken: ARN, a: '1' });
  });

  const INVENTED = expect.stringMatching(/^Delete A Stack-A-[A-Z0-9]{12}$/) as string;
  test.each<[string, Record<string, unknown> | string, string, string]>([
    ['of another request', { RequestId: 'other' }, 'Invalid response object: Value of property RequestId must match that of the request', INVENTED],
    ['of another stack', { StackId: 'other' }, 'Invalid response object: Value of property StackId must match that of the request', INVENTED],
    ['of another resource', { LogicalResourceId: 'B' }, 'Invalid response object: Value of property LogicalResourceId must match that of the request', INVENTED],
    ['without a physical id', { PhysicalResourceId: undefined }, 'Invalid PhysicalResourceId', INVENTED],
    ['with an empty physical id', { PhysicalResourceId: '' }, 'Invalid PhysicalResourceId', INVENTED],
    ['with a physical id that is no text', { PhysicalResourceId: 1 }, 'Invalid PhysicalResourceId', INVENTED],
    ['with a physical id of more than 1 KB in bytes', { PhysicalResourceId: `${'ä'.repeat(512)}x` }, 'Invalid PhysicalResourceId', INVENTED],
    ['with another status', { Status: 'DONE' }, 'Invalid response object: Value of property Status must be SUCCESS or FAILED', 'Delete A id-of-A'],
    ['that failed without a reason', { Status: 'FAILED' }, 'Invalid response object: Missing property Reason', INVENTED],
    ['that failed with an empty reason', { Status: 'FAILED', Reason: '' }, 'Invalid response object: Missing property Reason', INVENTED],
    ['that is not JSON', 'SUCCESS', 'Invalid response object: it is not JSON', INVENTED],
    ['that is JSON null', 'null', 'Invalid response object: it is not JSON', INVENTED],
  ])('%s fails the resource', async (_what, reply, reason, deleted) => {
    world.script = ({ RequestType }) => RequestType === 'Create' ? reply : {};
    const stack = await world.deploy({ A: thing() });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(historyOf(stack)).toContain(`A CREATE_FAILED ${reason}`);
    expect(world.summary).toEqual(['Create A', deleted]);
  });

  test.each([
    { bytes: 4096, status: 'CREATE_COMPLETE', failures: [] },
    { bytes: 4097, status: 'ROLLBACK_COMPLETE', failures: ['A CREATE_FAILED Response object is too long.'] },
  ])('of $bytes bytes ends in $status', async ({ bytes, status, failures }) => {
    world.script = (event) => {
      if (event.RequestType === 'Delete') return {};
      const empty = Buffer.byteLength(JSON.stringify(answerTo(event, { Data: { Text: 'ä' } })));
      return { Data: { Text: `ä${'x'.repeat(bytes - empty)}` } };
    };
    const stack = await world.deploy({ A: thing() });
    expect(stack.status).toBe(status);
    expect(historyOf(stack).filter((event) => event.includes('FAILED'))).toEqual(failures);
  });

  test('can have a physical id of 1 KB', async () => {
    world.script = () => ({ PhysicalResourceId: 'ä'.repeat(512) });
    expect((await world.deploy({ A: thing() })).status).toBe('CREATE_COMPLETE');
  });
});

describe('no answer', () => {
  test.each([
    { properties: {}, seconds: 3600 },
    { properties: { ServiceTimeout: 900 }, seconds: 900 },
    { properties: { ServiceTimeout: '30' }, seconds: 30 },
  ])('with $properties fails after $seconds s, and the Delete that follows has an invented id', async ({ properties, seconds }) => {
    world.script = ({ RequestType }) => RequestType === 'Create' ? SILENCE : {};
    const begin = world.time.now();
    const stack = await world.deploy({ A: thing(properties) });
    const failed = stack.events.find(({ status }) => status === 'CREATE_FAILED');

    expect(failed?.reason).toBe('CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId '
      + `[${world.events[0]?.RequestId}].`);
    expect(Math.round(((failed?.timestamp ?? 0) - begin) / 1000)).toBe(seconds);
    expect(world.summary).toEqual(['Create A', `Delete A ${failed?.physicalId}`]);
    expect(failed?.physicalId).toMatch(/^Stack-A-[A-Z0-9]{12}$/);
  });

  test.each([
    { operation: 'Update', status: 'UPDATE_ROLLBACK_COMPLETE', summary: ['Create A', 'Update A id-of-A', 'Update A id-of-A'] },
    { operation: 'Delete', status: 'DELETE_FAILED', summary: ['Create A', 'Update A id-of-A', 'Delete A id-of-A'] },
  ])('to the first $operation ends in $status', async ({ operation, status, summary }) => {
    let silences = 1;
    world.script = ({ RequestType }) => RequestType === operation && silences-- > 0 ? SILENCE : {};
    await world.deploy({ A: thing({ a: 1 }) });
    const updated = await world.deploy({ A: thing({ a: 2 }) });
    const stack = operation === 'Update' ? updated : await world.destroy();
    expect(stack.status).toBe(status);
    expect(world.summary).toEqual(summary);
  });

  test('in time is not made good by one that comes later', async () => {
    world.script = async ({ RequestType }) => {
      if (RequestType === 'Create') await lasting(61);
      return { PhysicalResourceId: 'late' };
    };
    const stack = await world.deploy({ A: thing({ ServiceTimeout: 60 }) });
    await world.time.run(lasting(10));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(world.events.map(({ PhysicalResourceId }) => PhysicalResourceId)).toEqual([undefined, expect.stringMatching(/^Stack-A-/)]);
  });
});

describe('a ServiceTimeout', () => {
  const ALLOWED = 'must be a whole number of seconds from 1 to 3600.';

  test.each<Json>([0, -1, 3601, '3601', 1.5, 'soon', '', '1e3', true, [60]])('of %j fails the resource before anything is sent', async (ServiceTimeout) => {
    const stack = await world.deploy({ A: thing({ ServiceTimeout }) });
    expect(historyOf(stack)).toContain(`A CREATE_FAILED ServiceTimeout is ${JSON.stringify(ServiceTimeout)} and ${ALLOWED}`);
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(world.events).toEqual([]);
  });

  test.each<Json>([1, 3600, '3600'])('of %j is accepted', async (ServiceTimeout) => {
    expect((await world.deploy({ A: thing({ ServiceTimeout }) })).status).toBe('CREATE_COMPLETE');
  });

  test('that an update makes wrong fails the update, without an event, and leaves what was there', async () => {
    await world.deploy({ A: thing({ ServiceTimeout: 60 }) });
    const stack = await world.deploy({ A: thing({ ServiceTimeout: 7200 }) });
    expect(historyOf(stack)).toContain(`A UPDATE_FAILED ServiceTimeout is 7200 and ${ALLOWED}`);
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    await world.destroy();
    expect(world.summary).toEqual(['Create A', 'Delete A id-of-A']);
  });
});

describe('delivery', () => {
  function failingFirst(times: number): number[] {
    const moments: number[] = [];
    const begin = world.time.now();
    world.script = () => {
      moments.push((world.time.now() - begin) / 1000);
      if (moments.length <= times) throw new Error('out of memory');
      return {};
    };
    return moments;
  }

  test('is tried twice more when the function fails, after one minute and then two, with the same event', async () => {
    const moments = failingFirst(2);
    const stack = await world.deploy({ A: thing({ a: [1] }) });
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(moments).toEqual([0, 60, 180]);
    expect(world.events[1]).toEqual(world.events[0]);
    expect(world.events[2]).toEqual(world.events[0]);
  });

  test('is not tried a fourth time', async () => {
    failingFirst(3);
    const stack = await world.deploy({ A: thing({ ServiceTimeout: 900 }) });
    expect(historyOf(stack)).toContainEqual(expect.stringContaining('A CREATE_FAILED CloudFormation did not receive a response'));
    expect(world.summary.filter((event) => event === 'Create A')).toHaveLength(3);
  });

  test.each([
    { settings: { MaximumRetryAttempts: 0 }, deliveries: [0] },
    { settings: { MaximumRetryAttempts: 1 }, deliveries: [0, 60] },
    { settings: { MaximumEventAgeInSeconds: 120 }, deliveries: [0, 60] },
    { settings: { MaximumEventAgeInSeconds: 180 }, deliveries: [0, 60, 180] },
  ])('with an EventInvokeConfig of $settings comes after $deliveries s', async ({ settings, deliveries }) => {
    const moments = failingFirst(deliveries.length);
    const configuration = { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: 'Handler' }, Qualifier: '$LATEST', ...settings } };
    const stack = await world.deploy({ Configuration: configuration, A: thing({}, { DependsOn: 'Configuration' }) });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(moments.slice(0, -1)).toEqual(deliveries);
    expect(world.events.at(-1)?.RequestType).toBe('Delete');
  });

  test.each([
    { concurrency: 1, ends: [10, 20, 30, 40, 50] },
    { concurrency: 2, ends: [10, 10, 20, 20, 30] },
    { concurrency: 4, ends: [10, 10, 10, 10, 20] },
  ])('runs $concurrency at a time when that is the limit, and others in the order in which they came', async ({ concurrency, ends }) => {
    world = new ScriptedFunctions({ concurrency, throttledEvents: 'IN_ORDER' });
    const begin = world.time.now();
    const ended: number[] = [];
    world.script = async () => {
      await lasting(10);
      ended.push((world.time.now() - begin) / 1000);
      return {};
    };
    await world.deploy({ A: thing(), B: thing(), C: thing(), D: thing(), Later: thing({}, { DependsOn: 'A' }) });
    expect(ended).toEqual(ends);
  });

  test('to a function that is not there fails the resource', async () => {
    const stack = await world.deploy({ A: thing({ ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:nobody' }) });
    expect(historyOf(stack)).toContain('A CREATE_FAILED Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody');
    expect(world.events).toEqual([]);
  });
});

test('a stack that was rolled back after its creation can only be deleted', async () => {
  world.script = ({ RequestType }) => RequestType === 'Create' ? FAILED : {};
  const { id } = await world.deploy({ A: thing() });
  await expect(async () => world.deploy({ A: thing({ a: 1 }) }))
    .rejects.toThrow(refusal('ValidationError', `Stack:${id} is in ROLLBACK_COMPLETE state and can not be updated.`));
  expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
  expect(world.summary).toEqual(['Create A', 'Delete A id-of-A']);
});
