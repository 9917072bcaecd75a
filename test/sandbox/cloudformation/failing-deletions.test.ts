import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { Event, FAILED, historyOf, historyOfResource, Reply, ScriptedFunctions, SILENCE, thing } from '../../support/scripted-functions';
import { HOUR } from '../../support/times';

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

/** Lets the first Deletes of a resource fail, so many of them. */
function failingDeletes(logicalId: string, times: number, reply: Reply = FAILED): (event: Event) => Reply {
  let left = times;
  return ({ RequestType, LogicalResourceId }) => RequestType === 'Delete' && LogicalResourceId === logicalId && left-- > 0 ? reply : {};
}

function deletesOf(logicalId: string): Event[] {
  return world.events.filter(({ RequestType, LogicalResourceId }) => RequestType === 'Delete' && LogicalResourceId === logicalId);
}

function failure({ RequestId }: Event): string {
  return `DELETE_FAILED Received response status [FAILED] from custom resource. Message returned: no way (RequestId: ${RequestId})`;
}

describe('a Delete that fails in the clean-up of an update', () => {
  test('is tried three times in all, each time as a new event, and then the resource is abandoned', async () => {
    await world.deploy({ A: thing({ a: 1 }), B: thing({ a: 1 }) });
    world.script = failingDeletes('A', Infinity);
    const stack = await world.deploy({ B: thing({ a: 1 }) });

    const deletes = deletesOf('A');
    expect(deletes).toHaveLength(3);
    expect(new Set(deletes.map(({ RequestId }) => RequestId)).size).toBe(3);
    expect(new Set(deletes.map(({ ResponseURL }) => ResponseURL)).size).toBe(3);
    expect(deletes.map(({ PhysicalResourceId, ResourceProperties }) => [PhysicalResourceId, ResourceProperties.a])).toEqual(Array(3).fill(['id-of-A', '1']));
    expect(historyOfResource(stack, 'A').slice(3)).toEqual(deletes.flatMap((event) => ['DELETE_IN_PROGRESS', failure(event)]));
    expect(stack).toMatchObject({ status: 'UPDATE_COMPLETE', statusReason: 'Update successful. One or more resources could not be deleted.' });
    expect([...stack.resources.keys()]).toEqual(['Handler', 'B']);

    await world.deploy({ B: thing({ a: 2 }) });
    expect(deletesOf('A')).toHaveLength(3);
  });

  test.each([1, 2])('%d times succeeds after that, and nothing is said about it in the end', async (times) => {
    await world.deploy({ A: thing(), B: thing({ a: 1 }) });
    world.script = failingDeletes('A', times);
    const stack = await world.deploy({ B: thing({ a: 1 }) });
    expect(deletesOf('A')).toHaveLength(times + 1);
    expect(historyOfResource(stack, 'A').at(-1)).toBe('DELETE_COMPLETE');
    expect(historyOf(stack).at(-1)).toBe('Stack UPDATE_COMPLETE');
  });

  test('is over before the dependencies of the resource are deleted, as they then are', async () => {
    await world.deploy({ A: thing(), B: thing({ a: { Ref: 'A' } }), C: thing() });
    world.script = failingDeletes('B', Infinity);
    await world.deploy({ C: thing() });
    expect(world.summary.slice(3)).toEqual(['Delete B id-of-B', 'Delete B id-of-B', 'Delete B id-of-B', 'Delete A id-of-A']);
  });

  test('and never answers holds the clean-up up for three times its time limit', async () => {
    await world.deploy({ A: thing(), B: thing() });
    world.script = failingDeletes('A', Infinity, SILENCE);
    const began = world.time.now();
    const stack = await world.deploy({ B: thing() });
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.time.now() - began).toBeGreaterThanOrEqual(3 * HOUR);
    expect(historyOfResource(stack, 'A').filter((event) => event.startsWith('DELETE_FAILED'))).toEqual(deletesOf('A').map(({ RequestId }) =>
      `DELETE_FAILED CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${RequestId}].`));
  });

  test('is tried three times also for what a replacement left', async () => {
    await world.deploy({ A: thing({ a: 1 }) });
    world.script = ({ RequestType }) => RequestType === 'Delete' ? FAILED : { PhysicalResourceId: 'replacement' };
    const stack = await world.deploy({ A: thing({ a: 2 }) });
    expect(world.summary.slice(2)).toEqual(Array(3).fill('Delete A id-of-A'));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(stack.resources.get('A')?.physicalId).toBe('replacement');
  });

  test('that is rolled back is tried three times as well', async () => {
    await world.deploy({ A: thing({ a: 1 }) });
    world.script = ({ RequestType, LogicalResourceId, ResourceProperties: { a } }) =>
      LogicalResourceId === 'New' ? RequestType === 'Delete' ? FAILED : {} : a === '2' ? FAILED : {};
    const stack = await world.deploy({ A: thing({ a: 2 }, { DependsOn: 'New' }), New: thing() });
    expect(deletesOf('New')).toHaveLength(3);
    expect(historyOf(stack).at(-1)).toBe('Stack UPDATE_ROLLBACK_COMPLETE');
    expect([...stack.resources.keys()]).toEqual(['Handler', 'A']);
  });
});

describe('a Delete that fails while the stack goes away', () => {
  const blocked = 'The following resource(s) failed to delete: [A].';

  test.each([
    { attempts: 1, sent: 1 },
    { attempts: 3, sent: 3 },
  ])('is tried as often as the switch says: $attempts', async ({ attempts, sent }) => {
    world = new ScriptedFunctions({}, { stackDeletionAttempts: attempts });
    await world.deploy({ A: thing() });
    world.script = failingDeletes('A', Infinity);
    const stack = await world.destroy();
    expect(deletesOf('A')).toHaveLength(sent);
    expect(historyOf(stack).at(-1)).toBe(`Stack DELETE_FAILED ${blocked}`);
    expect([...stack.resources.keys()]).toEqual(['Handler', 'A']);
  });

  test('because it could not be created is tried as often', async () => {
    world = new ScriptedFunctions({}, { stackDeletionAttempts: 2 });
    world.script = () => FAILED;
    const stack = await world.deploy({ A: thing() });
    expect(world.summary).toEqual(['Create A', 'Delete A id-of-A', 'Delete A id-of-A']);
    expect(historyOf(stack).at(-1)).toBe(`Stack ROLLBACK_FAILED ${blocked}`);
  });

  test('once is tried once without the switch', async () => {
    await world.deploy({ A: thing() });
    world.script = failingDeletes('A', 1);
    expect((await world.destroy()).status).toBe('DELETE_FAILED');
    expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
    expect(deletesOf('A')).toHaveLength(2);
  });

  test('is skipped when the stack is deleted again without it', async () => {
    await world.deploy({ A: thing(), B: thing() });
    world.script = failingDeletes('A', Infinity);
    const { id: StackName } = await world.destroy();
    await world.clientOf().send(new DeleteStackCommand({ StackName, RetainResources: ['A'] }));
    const stack = world.sandbox.cloudFormation.existing(StackName);
    await world.time.run(stack.whenSettled());
    expect(deletesOf('A')).toHaveLength(1);
    expect(historyOfResource(stack, 'A').at(-1)).toBe('DELETE_SKIPPED');
    expect(stack.status).toBe('DELETE_COMPLETE');
  });

  test.each([
    { fails: false, retained: 'A', says: /^Invalid operation on stack \[arn:.*\]\. When you delete a stack, specify which resources to retain only when the stack is in the DELETE_FAILED state\.$/ },
    { fails: true, retained: 'B', says: /^The specified resources to retain must be in a valid state\. Do not specify resources that are in the DELETE_COMPLETE state\.$/ },
  ])('can\'t be skipped before it has failed, nor can a deleted resource be skipped: $retained', async ({ fails, retained, says }) => {
    const { id: StackName } = await world.deploy({ A: thing(), B: thing() });
    world.script = failingDeletes('A', Infinity);
    if (fails) await world.destroy();
    const refused = world.clientOf().send(new DeleteStackCommand({ StackName, RetainResources: [retained] }));
    await expect(refused).rejects.toMatchObject({ name: 'ValidationError', message: expect.stringMatching(says) });
  });
});
