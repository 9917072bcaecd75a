import { RollbackStackCommand } from '@aws-sdk/client-cloudformation';
import type { ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { Event, FAILED, historyOf, Reply, ScriptedFunctions, thing } from '../../support/scripted-functions';

const WITHOUT_ROLLBACK = { rollback: false };

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

/** The resource fails whenever its property becomes a value. */
function failing(logicalId: string, value: string): (event: Event) => Reply {
  return ({ LogicalResourceId, RequestType, ResourceProperties: { a } }) => LogicalResourceId === logicalId && RequestType !== 'Delete' && a === value ? FAILED : {};
}

/** Two resources, one after the other. */
function both(a: number, b: number): Record<string, ResourceDefinition> {
  return { A: thing({ a }), B: thing({ a: b }, { DependsOn: 'A' }) };
}

/** Every update after a number of events: `A: 1 to 2`. */
function updatesAfter(events: number): string[] {
  return world.events.slice(events).filter(({ RequestType }) => RequestType === 'Update')
    .map(({ LogicalResourceId, OldResourceProperties: { a: old } = {}, ResourceProperties: { a } }) => `${LogicalResourceId}: ${old as string} to ${a as string}`);
}

describe('RollbackStack after an update that failed without rollback', () => {
  test('updates what was updated back, and deletes in the clean-up what was created', async () => {
    await world.deploy(both(1, 1));
    world.script = failing('B', '2');
    await world.deploy({ ...both(2, 2), New: thing({}, { DependsOn: 'A' }) }, {}, WITHOUT_ROLLBACK);
    const [events, history] = [world.events.length, historyOf(world.sandbox.cloudFormation.existing('Stack')).length];
    const stack = await world.rollBack();
    expect(updatesAfter(events)).toEqual(['A: 2 to 1', 'B: 2 to 1']);
    expect(historyOf(stack).slice(history)).toEqual([
      'Stack UPDATE_ROLLBACK_IN_PROGRESS User Initiated', 'A UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE', 'B UPDATE_IN_PROGRESS', 'B UPDATE_COMPLETE',
      'Stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'New DELETE_IN_PROGRESS', 'New DELETE_COMPLETE', 'Stack UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect([...stack.resources.keys()]).toEqual(['Handler', 'A', 'B']);
    expect(stack.resources.get('B')?.properties.a).toBe(1);
  });

  test('goes back to where all was well, however many updates have failed since', async () => {
    await world.deploy(both(1, 1), { Said: { Value: 'first' } });
    for (const a of [2, 3, 4]) {
      world.script = failing('B', String(a));
      await world.deploy({ ...both(a, a), [`New${a}`]: thing({ a }, { DependsOn: 'A' }) }, { Said: { Value: String(a) } }, WITHOUT_ROLLBACK);
    }
    const events = world.events.length;
    const stack = await world.rollBack();
    expect(updatesAfter(events)).toEqual(['A: 4 to 1', 'B: 4 to 1']);
    expect(world.summary.filter((event) => event.startsWith('Delete')).sort()).toEqual(['Delete New2 id-of-New2', 'Delete New3 id-of-New3', 'Delete New4 id-of-New4']);
    expect([...stack.resources.keys()]).toEqual(['Handler', 'A', 'B']);
    expect([stack.status, stack.outputs[0]?.value]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'first']);
  });

  test('also undoes what the first update changed and a later update left alone', async () => {
    await world.deploy(both(1, 1));
    for (const b of [2, 3]) {
      world.script = failing('B', String(b));
      await world.deploy(both(2, b), {}, WITHOUT_ROLLBACK);
    }
    const events = world.events.length;
    await world.rollBack();
    expect(updatesAfter(events)).toEqual(['A: 2 to 1', 'B: 3 to 1']);
  });

  test('only deletes what was created since, even if it was updated afterwards', async () => {
    await world.deploy(both(1, 1));
    for (const a of [2, 3]) {
      world.script = failing('B', String(a));
      await world.deploy({ ...both(1, a), New: thing({ a }, { DependsOn: 'A' }) }, {}, WITHOUT_ROLLBACK);
    }
    const events = world.events.length;
    await world.rollBack();
    expect(world.summary.slice(events)).toEqual(['Update B id-of-B', 'Delete New id-of-New']);
  });

  test('deletes what failed to be created, and was created again, once', async () => {
    await world.deploy({ A: thing() });
    world.script = failing('B', '1');
    await world.deploy({ A: thing(), B: thing({ a: 1 }) }, {}, WITHOUT_ROLLBACK);
    world.script = failing('C', '1');
    await world.deploy({ A: thing(), B: thing({ a: 2 }), C: thing({ a: 1 }, { DependsOn: 'B' }) }, {}, WITHOUT_ROLLBACK);
    const events = world.events.length;
    await world.rollBack();
    expect(world.summary.slice(events)).toEqual(['Delete C id-of-C', 'Delete B id-of-B']);
  });

  test('is continued where it fails itself', async () => {
    await world.deploy(both(1, 1));
    world.script = ({ RequestType }) => RequestType === 'Update' ? FAILED : {};
    await world.deploy(both(2, 2), {}, WITHOUT_ROLLBACK);
    expect((await world.rollBack()).status).toBe('UPDATE_ROLLBACK_FAILED');
    world.script = () => ({});
    expect((await world.continueRollback()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('leaves a stack that can be updated with rollback, and that rolls back only what fails then', async () => {
    await world.deploy(both(1, 1));
    world.script = failing('B', '2');
    await world.deploy(both(2, 2), {}, WITHOUT_ROLLBACK);
    await world.rollBack();
    const updated = await world.deploy(both(3, 3));
    expect(updated.status).toBe('UPDATE_COMPLETE');
    const events = world.events.length;
    expect((await world.deploy(both(4, 2))).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(updatesAfter(events)).toEqual(['A: 3 to 4', 'B: 3 to 2', 'A: 4 to 3', 'B: 2 to 3']);
  });

  test('is no longer possible after an update that went well and cleaned up', async () => {
    await world.deploy(both(1, 1));
    world.script = failing('B', '2');
    await world.deploy({ ...both(2, 2), New: thing({}, { DependsOn: 'A' }) }, {}, WITHOUT_ROLLBACK);
    const stack = await world.deploy(both(3, 3), {}, WITHOUT_ROLLBACK);
    expect([stack.status, world.summary.at(-1)]).toEqual(['UPDATE_COMPLETE', 'Delete New id-of-New']);
    await expect(world.rollBack()).rejects.toMatchObject({ name: 'ValidationError', message: `Stack:${stack.id} is in UPDATE_COMPLETE state and can not be rolled back.` });
  });
});

describe('RollbackStack after a creation that failed without rollback', () => {
  test('deletes what was created', async () => {
    world.script = failing('B', '1');
    const failed = await world.deploy(both(1, 1), {}, WITHOUT_ROLLBACK);
    const history = historyOf(failed).length;
    const stack = await world.rollBack();
    expect(world.summary).toEqual(['Create A', 'Create B', 'Delete B id-of-B', 'Delete A id-of-A']);
    expect(historyOf(stack).slice(history)).toEqual([
      'Stack ROLLBACK_IN_PROGRESS User Initiated', 'B DELETE_IN_PROGRESS', 'B DELETE_COMPLETE', 'A DELETE_IN_PROGRESS', 'A DELETE_COMPLETE', 'Handler DELETE_IN_PROGRESS',
      'Handler DELETE_COMPLETE', 'Stack ROLLBACK_COMPLETE',
    ]);
  });

  test('deletes it also after an update that failed: the stack was never stable', async () => {
    world.script = failing('B', '1');
    await world.deploy(both(1, 1), {}, WITHOUT_ROLLBACK);
    expect((await world.deploy({ ...both(2, 1), C: thing() }, {}, WITHOUT_ROLLBACK)).status).toBe('UPDATE_FAILED');
    const stack = await world.rollBack();
    expect([stack.status, [...stack.resources.keys()]]).toEqual(['ROLLBACK_COMPLETE', []]);
  });

  test('tells what could not be deleted', async () => {
    world.script = ({ LogicalResourceId, RequestType }) => LogicalResourceId === 'B' || RequestType === 'Delete' ? FAILED : {};
    await world.deploy(both(1, 1), {}, WITHOUT_ROLLBACK);
    const stack = await world.rollBack();
    expect(historyOf(stack).at(-1)).toBe('Stack ROLLBACK_FAILED The following resource(s) failed to delete: [B].');
  });

  test('goes back only to the last update that succeeded', async () => {
    world.script = failing('B', '1');
    await world.deploy(both(1, 1), {}, WITHOUT_ROLLBACK);
    await world.deploy(both(1, 2), {}, WITHOUT_ROLLBACK);
    world.script = failing('B', '3');
    await world.deploy(both(3, 3), {}, WITHOUT_ROLLBACK);
    const stack = await world.rollBack();
    expect([stack.status, stack.resources.get('B')?.properties.a]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 2]);
  });
});

test.each([
  { retainExceptOnCreate: false, deleted: ['Delete Bad id-of-Bad'] },
  { retainExceptOnCreate: true, deleted: ['Delete Bad id-of-Bad', 'Delete Kept id-of-Kept'] },
])('what is to be retained is deleted with RetainExceptOnCreate: $retainExceptOnCreate', async ({ retainExceptOnCreate, deleted }) => {
  await world.deploy({ A: thing() });
  world.script = failing('Bad', '1');
  await world.deploy({ A: thing(), Kept: thing({}, { DeletionPolicy: 'Retain' }), Bad: thing({ a: 1 }, { DependsOn: 'Kept' }) }, {}, WITHOUT_ROLLBACK);
  await world.rollBack({ RetainExceptOnCreate: retainExceptOnCreate });
  expect(world.summary.filter((event) => event.startsWith('Delete'))).toEqual(deleted);
});

test('the answer names the stack and the operation, whose events have the token of the request', async () => {
  await world.deploy({ A: thing({ a: 1 }) });
  world.script = failing('A', '2');
  const stack = await world.deploy({ A: thing({ a: 2 }) }, {}, WITHOUT_ROLLBACK);
  const before = stack.operationId;
  const answer = await world.clientOf().send(new RollbackStackCommand({ StackName: 'Stack', ClientRequestToken: 'token' }));
  await world.time.run(stack.whenSettled());
  expect(answer).toMatchObject({ StackId: stack.id, OperationId: stack.operationId });
  expect(stack.operationId).not.toBe(before);
  expect(stack.events.at(-1)).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', operationId: stack.operationId, clientRequestToken: 'token' });
});

test.each(['CREATE_COMPLETE', 'ROLLBACK_COMPLETE'])('a stack in %s is not rolled back', async (status) => {
  if (status === 'ROLLBACK_COMPLETE') world.script = failing('A', '1');
  const stack = await world.deploy({ A: thing({ a: 1 }) });
  await expect(world.rollBack()).rejects.toMatchObject({ name: 'ValidationError', message: `Stack:${stack.id} is in ${status} state and can not be rolled back.` });
  expect(stack.status).toBe(status);
});
