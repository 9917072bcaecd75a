import { exception } from '../../support/refusals';
import { Event, FAILED, historyOf, historyOfResource, Reply, ScriptedFunctions, thing } from '../../support/scripted-functions';

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function isUpdateOf({ RequestType, LogicalResourceId }: Event, logicalIds: readonly string[]): boolean {
  return RequestType === 'Update' && logicalIds.includes(LogicalResourceId);
}

/** Lets every update of some resources fail, back and forth. */
function failingUpdates(...logicalIds: string[]): (event: Event) => Reply {
  return (event) => isUpdateOf(event, logicalIds) ? FAILED : {};
}

/** The updates since the stack was stuck: `A: 2 to 1`. */
function updatesAfter(count: number): string[] {
  return world.events.slice(count).filter(({ RequestType }) => RequestType === 'Update').map((event) =>
    `${event.LogicalResourceId}: ${String(event.OldResourceProperties?.a)} to ${String(event.ResourceProperties.a)}`);
}

/** An update that fails because of A, of which the rollback fails as well; B is updated and depends on A, New is created. */
async function stuck(): Promise<number> {
  await world.deploy({ A: thing({ a: 1 }), B: thing({ a: 1 }) });
  world.script = failingUpdates('A');
  const stack = await world.deploy({ A: thing({ a: 2 }, { DependsOn: ['New', 'B'] }), B: thing({ a: 2 }), New: thing() });
  expect(stack).toMatchObject({ status: 'UPDATE_ROLLBACK_FAILED', statusReason: 'The following resource(s) failed to update: [A].' });
  return world.events.length;
}

test('the rollback of an update goes on with what failed, and then deletes what the update had created', async () => {
  const events = await stuck();
  world.script = () => ({});
  const stack = await world.continueRollback();
  expect(updatesAfter(events)).toEqual(['A: 2 to 1']);
  expect(historyOf(stack).slice(-7)).toEqual([
    'Stack UPDATE_ROLLBACK_IN_PROGRESS User Initiated', 'A UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE', 'Stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'New DELETE_IN_PROGRESS', 'New DELETE_COMPLETE', 'Stack UPDATE_ROLLBACK_COMPLETE',
  ]);
  expect(stack.resources.get('A')?.properties.a).toBe(1);

  await world.deploy({ A: thing({ a: 3 }), B: thing({ a: 1 }) });
  expect(updatesAfter(events)).toEqual(['A: 2 to 1', 'A: 1 to 3']);
});

test('the next attempt brings back what the last one did not come to', async () => {
  await world.deploy({ A: thing({ a: 1 }), B: thing({ a: 1 }, { DependsOn: 'A' }) });
  world.script = (event) => event.LogicalResourceId === 'A' && event.ResourceProperties.a === '1' ? FAILED : isUpdateOf(event, ['B']) ? FAILED : {};
  await world.deploy({ A: thing({ a: 2 }), B: thing({ a: 2 }, { DependsOn: 'A' }) });
  const events = world.events.length;
  world.script = () => ({});
  const stack = await world.continueRollback();
  expect(updatesAfter(events)).toEqual(['A: 2 to 1', 'B: 2 to 1']);
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('it can fail again, and again be continued', async () => {
  const events = await stuck();
  expect(historyOf(await world.continueRollback()).at(-1)).toBe('Stack UPDATE_ROLLBACK_FAILED The following resource(s) failed to update: [A].');
  expect(updatesAfter(events)).toEqual(['A: 2 to 1']);
  world.script = () => ({});
  expect((await world.continueRollback()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('every attempt to undo a replacement has the id that the switch says, and the new resource is deleted', async () => {
  await world.deploy({ A: thing({ a: 1 }), B: thing({ a: 1 }, { DependsOn: 'A' }) });
  world.script = (event) => {
    const replaces = isUpdateOf(event, ['A']) && event.ResourceProperties.a === '2';
    return replaces ? { PhysicalResourceId: 'replacement' } : FAILED;
  };
  await world.deploy({ A: thing({ a: 2 }), B: thing({ a: 2 }, { DependsOn: 'A' }) });
  const events = world.events.length;
  world.script = ({ LogicalResourceId }) => LogicalResourceId === 'A' ? { PhysicalResourceId: 'id-of-A' } : {};
  await world.continueRollback();
  expect(world.summary.slice(events)).toEqual(['Update A replacement', 'Update B id-of-B', 'Delete A replacement']);
});

describe('ResourcesToSkip', () => {
  test('are left as they are, count as complete, and get no event', async () => {
    const events = await stuck();
    const stack = await world.continueRollback({ ResourcesToSkip: ['A'] });
    expect(updatesAfter(events)).toEqual([]);
    expect(historyOf(stack).slice(-6)).toEqual([
      'Stack UPDATE_ROLLBACK_IN_PROGRESS User Initiated', 'A UPDATE_COMPLETE Resource skipped during UpdateRollback',
      'Stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'New DELETE_IN_PROGRESS', 'New DELETE_COMPLETE', 'Stack UPDATE_ROLLBACK_COMPLETE',
    ]);
    await world.deploy({ A: thing({ a: 1 }), B: thing({ a: 4 }) });
    expect(updatesAfter(events)).toEqual(['B: 1 to 4']);
  });

  test.each([['B'], ['New'], ['Nobody'], ['Nested.A']])('that did not fail to be rolled back are refused: %s', async (name) => {
    await stuck();
    await expect(world.continueRollback({ ResourcesToSkip: ['A', name] })).rejects.toEqual(
      exception('ValidationError', `The following resource(s) can not be skipped, because their rollback did not fail: [${name}]`));
    expect(world.sandbox.cloudFormation.existing('Stack').status).toBe('UPDATE_ROLLBACK_FAILED');
  });
});

test('with ForceRollback whatever fails again is skipped', async () => {
  const events = await stuck();
  const { cloudFormation } = world.sandbox;
  const stack = cloudFormation.existing('Stack');
  const body = Buffer.from(new URLSearchParams({ Action: 'ContinueUpdateRollback', Version: '2010-05-15', StackName: 'Stack', ForceRollback: 'true' }).toString());
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await world.sandbox.answer({ method: 'POST', host: 'aws.invalid', path: '/', query: new URLSearchParams(), headers, body });
  await world.time.run(stack.whenSettled());
  expect(updatesAfter(events)).toEqual(['A: 2 to 1']);
  expect(historyOfResource(stack, 'A').slice(-3)).toEqual(['UPDATE_IN_PROGRESS', expect.stringMatching(/^UPDATE_FAILED Received response status/), 'UPDATE_COMPLETE Resource skipped during UpdateRollback']);
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

describe('it is refused', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['CREATE_COMPLETE', () => world.deploy({ A: thing() })],
    ['UPDATE_FAILED', async () => {
      await world.deploy({ A: thing({ a: 1 }) });
      world.script = () => FAILED;
      await world.deploy({ A: thing({ a: 2 }) }, {}, { rollback: false });
    }],
    ['UPDATE_ROLLBACK_COMPLETE', async () => {
      await stuck();
      await world.continueRollback({ ResourcesToSkip: ['A'] });
    }],
  ])('for a stack in %s', async (status, prepare) => {
    await prepare();
    const { id } = world.sandbox.cloudFormation.existing('Stack');
    await expect(world.continueRollback()).rejects.toEqual(
      exception('ValidationError', `Stack:${id} is in ${status} state and its update rollback can not be continued.`));
  });
});
