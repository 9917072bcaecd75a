import type { Policy, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { refusal } from '../../support/refusals';
import { Event, FAILED, HANDLER, historyOf, historyOfResource, Reply, ScriptedFunctions, thing } from '../../support/scripted-functions';

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

/** The property `a` of the events, as it was and as it is to be. */
function changes(): string[] {
  return world.events.filter(({ RequestType }) => RequestType === 'Update').map(({ LogicalResourceId: logicalId, ResourceProperties: now, OldResourceProperties: then }) =>
    `${logicalId}: ${String(then?.a)} to ${String(now.a)}`);
}

function isUpdateTo(event: Event, a: string): boolean {
  return event.RequestType === 'Update' && event.ResourceProperties.a === a;
}

describe('an update that answers with another id', () => {
  test('is a replacement: the old one is deleted, with its old properties, once everything else is updated', async () => {
    await world.deploy({ A: thing({ a: 1 }), B: thing({ a: 1 }, { DependsOn: 'A' }) });
    world.script = ({ LogicalResourceId }) => LogicalResourceId === 'A' ? { PhysicalResourceId: 'replacement' } : {};
    const stack = await world.deploy({ A: thing({ a: 2 }), B: thing({ a: 2 }, { DependsOn: 'A' }) });

    expect(world.summary.slice(2)).toEqual(['Update A id-of-A', 'Update B id-of-B', 'Delete A id-of-A']);
    expect(world.events.at(-1)?.ResourceProperties.a).toBe('1');
    expect(historyOf(stack).slice(-9)).toEqual([
      'Stack UPDATE_IN_PROGRESS User Initiated', 'A UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE', 'B UPDATE_IN_PROGRESS', 'B UPDATE_COMPLETE',
      'Stack UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'A DELETE_IN_PROGRESS', 'A DELETE_COMPLETE', 'Stack UPDATE_COMPLETE',
    ]);
    expect(stack.resources.get('A')).toMatchObject({ physicalId: 'replacement', status: 'UPDATE_COMPLETE' });
  });

  test.each<{ policy: Policy; deletes: string[] }>([
    { policy: 'Delete', deletes: ['Delete A id-of-A'] },
    { policy: 'Retain', deletes: [] },
    { policy: 'RetainExceptOnCreate', deletes: [] },
  ])('obeys the UpdateReplacePolicy $policy', async ({ policy, deletes }) => {
    await world.deploy({ A: thing({ a: 1 }) });
    world.script = () => ({ PhysicalResourceId: 'replacement' });
    const stack = await world.deploy({ A: thing({ a: 2 }, { DeletionPolicy: 'Retain', UpdateReplacePolicy: policy }) });
    expect(world.summary.slice(2)).toEqual(deletes);
    expect(historyOfResource(stack, 'A').at(-1)).toBe(policy === 'Delete' ? 'DELETE_COMPLETE' : 'DELETE_SKIPPED');
  });

  test.each([
    { answer: 'the old id', rolledBackTo: 'id-of-A', deletes: ['Delete A replacement'] },
    { answer: 'the new id', rolledBackTo: 'replacement', deletes: ['Delete A id-of-A'] },
    { answer: 'a third id', rolledBackTo: 'third', deletes: ['Delete A id-of-A', 'Delete A replacement'] },
  ])('and is rolled back, with $answer as the answer to that, leaves nothing behind', async ({ rolledBackTo, deletes }) => {
    const before = { A: thing({ a: 1 }), B: thing({ a: 1 }, { DependsOn: 'A' }) };
    await world.deploy(before);
    world.script = (event) => {
      if (event.LogicalResourceId === 'B') return isUpdateTo(event, '2') ? FAILED : {};
      return isUpdateTo(event, '2') ? { PhysicalResourceId: 'replacement' } : isUpdateTo(event, '1') ? { PhysicalResourceId: rolledBackTo } : {};
    };
    const stack = await world.deploy({ A: thing({ a: 2 }), B: thing({ a: 2 }, { DependsOn: 'A' }) });

    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.summary.slice(2)).toEqual(['Update A id-of-A', 'Update B id-of-B', 'Update A replacement', 'Update B id-of-B', ...deletes]);
    expect(stack.resources.get('A')?.physicalId).toBe(rolledBackTo);
  });

  test('and is rolled back is cleaned up also when another resource had the same id', async () => {
    world.script = () => ({ PhysicalResourceId: 'shared' });
    await world.deploy({ A: thing({ a: 1 }), B: thing({ a: 1 }), C: thing({ a: 1 }, { DependsOn: ['A', 'B'] }) });
    world.script = (event) => {
      if (event.LogicalResourceId === 'C') return isUpdateTo(event, '2') ? FAILED : {};
      return isUpdateTo(event, '2') ? { PhysicalResourceId: `new-${event.LogicalResourceId}` } : event.LogicalResourceId === 'A' ? { PhysicalResourceId: 'shared' } : {};
    };
    await world.deploy({ A: thing({ a: 2 }), B: thing({ a: 2 }), C: thing({ a: 2 }, { DependsOn: ['A', 'B'] }) });
    expect(world.summary.filter((event) => event.startsWith('Delete')).sort()).toEqual(['Delete A new-A', 'Delete B shared']);
  });
});

describe('an update that fails', () => {
  test('is undone with the properties swapped, for everything that was updated', async () => {
    await world.deploy({ A: thing({ a: 1 }), B: thing({ a: 1 }, { DependsOn: 'A' }), C: thing({ a: 1 }) });
    world.script = (event) => event.LogicalResourceId === 'B' && isUpdateTo(event, '2') ? FAILED : {};
    const stack = await world.deploy({ A: thing({ a: 2 }), B: thing({ a: 2 }, { DependsOn: 'A' }), C: thing({ a: 1 }) });

    expect(changes()).toEqual(['A: 1 to 2', 'B: 1 to 2', 'A: 2 to 1', 'B: 2 to 1']);
    expect(historyOf(stack).slice(-11)).toEqual([
      'A UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE', 'B UPDATE_IN_PROGRESS',
      `B UPDATE_FAILED Received response status [FAILED] from custom resource. Message returned: no way (RequestId: ${world.events[4]?.RequestId})`,
      'Stack UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [B].',
      'A UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE', 'B UPDATE_IN_PROGRESS', 'B UPDATE_COMPLETE',
      'Stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'Stack UPDATE_ROLLBACK_COMPLETE',
    ]);
  });

  test('leaves the stack as it was for the next update', async () => {
    await world.deploy({ A: thing({ a: 1 }) });
    world.script = (event) => isUpdateTo(event, '2') ? FAILED : {};
    await world.deploy({ A: thing({ a: 2 }) }, { Name: { Value: 'new' } });
    const stack = await world.deploy({ A: thing({ a: 3 }) });
    expect(changes().at(-1)).toBe('A: 1 to 3');
    expect(stack.outputs).toEqual([]);
    expect(stack.status).toBe('UPDATE_COMPLETE');
  });

  test('deletes what it created', async () => {
    await world.deploy({ A: thing({ a: 1 }) });
    world.script = (event) => isUpdateTo(event, '2') ? FAILED : {};
    const stack = await world.deploy({ A: thing({ a: 2 }, { DependsOn: 'New' }), New: thing() });
    expect(world.summary).toEqual(['Create A', 'Create New', 'Update A id-of-A', 'Update A id-of-A', 'Delete New id-of-New']);
    expect([...stack.resources.keys()]).toEqual(['Handler', 'A']);
  });

  test('and can not be undone leaves a stack that can only be deleted', async () => {
    await world.deploy({ A: thing({ a: 1 }) });
    world.script = ({ RequestType }) => RequestType === 'Update' ? FAILED : {};
    const stack = await world.deploy({ A: thing({ a: 2 }) });
    expect(historyOf(stack).at(-1)).toBe('Stack UPDATE_ROLLBACK_FAILED The following resource(s) failed to update: [A].');
    await expect(async () => world.deploy({ A: thing({ a: 3 }) }))
      .rejects.toThrow(refusal('ValidationError', `Stack:${stack.id} is in UPDATE_ROLLBACK_FAILED state and can not be updated.`));
    expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
  });

  test('and is not rolled back is tried again by the next update', async () => {
    await world.deploy({ A: thing({ a: 1 }) });
    world.script = () => FAILED;
    const failed = await world.deploy({ A: thing({ a: 2 }) }, {}, { rollback: false });
    expect(failed.status).toBe('UPDATE_FAILED');
    world.script = () => ({});
    const stack = await world.deploy({ A: thing({ a: 2 }) }, {}, { rollback: false });
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.summary).toEqual(['Create A', 'Update A id-of-A', 'Update A id-of-A']);
  });

  test('because of another ServiceToken sends no event, and its rollback sends none either', async () => {
    const other = { Other: HANDLER };
    await world.deploy({ A: thing({ a: 1 }), ...other });
    const stack = await world.deploy({ A: thing({ a: 2, ServiceToken: { 'Fn::GetAtt': ['Other', 'Arn'] } }), ...other });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(historyOfResource(stack, 'A').slice(2)).toEqual(['CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_FAILED Modifying service token is not allowed.', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
    expect(world.summary).toEqual(['Create A']);

    await world.deploy({ A: thing({ a: 3 }), ...other });
    expect(changes()).toEqual(['A: 1 to 3']);
  });
});

describe('a resource in progress when another one fails', () => {
  const slowly = async (event: Event): Promise<Reply> => {
    await world.time.sleep(event.LogicalResourceId === 'Slow' ? 60_000 : 10_000);
    return event.LogicalResourceId === 'Bad' && event.RequestType !== 'Delete' && event.ResourceProperties.a === '2' ? FAILED : {};
  };

  test('is given up, what depends on it never begun, and the Delete that follows has an invented id', async () => {
    world.script = slowly;
    const stack = await world.deploy({ Bad: thing({ a: 2 }), Slow: thing(), Later: thing({ a: { Ref: 'Slow' } }) });

    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(historyOf(stack)).toContain('Stack ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad, Slow]. Rollback requested by user.');
    expect(historyOfResource(stack, 'Slow')).toEqual(['CREATE_IN_PROGRESS', 'CREATE_FAILED Resource creation cancelled', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(historyOfResource(stack, 'Later')).toEqual([]);
    expect(world.summary.sort()).toEqual(['Create Bad', 'Create Slow', 'Delete Bad id-of-Bad', expect.stringMatching(/^Delete Slow Stack-Slow-[A-Z0-9]{12}$/)]);
  });

  test('of an update is given up and undone', async () => {
    await world.deploy({ Bad: thing({ a: 1 }), Slow: thing({ a: 1 }) });
    world.script = slowly;
    const stack = await world.deploy({ Bad: thing({ a: 2 }), Slow: thing({ a: 2 }) });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(historyOfResource(stack, 'Slow').slice(3)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_FAILED Resource update cancelled', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
    expect(changes()).toEqual(['Bad: 1 to 2', 'Slow: 1 to 2', 'Bad: 2 to 1', 'Slow: 2 to 1']);
  });
});

describe('DeletionPolicy', () => {
  const failing = (event: Event): Reply => event.LogicalResourceId === 'Bad' && event.RequestType !== 'Delete' ? FAILED : {};
  const bad = thing({}, { DependsOn: 'A' });

  const SITUATIONS = {
    'whose first deployment is rolled back': async (a: ResourceDefinition) => {
      world.script = failing;
      return world.deploy({ A: a, Bad: bad });
    },
    'whose update, which creates the resource, is rolled back': async (a: ResourceDefinition) => {
      await world.deploy({});
      world.script = failing;
      return world.deploy({ A: a, Bad: bad });
    },
    'from which the resource is removed': async (a: ResourceDefinition) => {
      await world.deploy({ A: a });
      return world.deploy({});
    },
    'that is deleted': async (a: ResourceDefinition) => {
      await world.deploy({ A: a });
      return world.destroy();
    },
  };

  test.each<{ policy: Policy; situation: keyof typeof SITUATIONS; isDeleted: boolean }>([
    { policy: 'Delete', situation: 'whose first deployment is rolled back', isDeleted: true },
    { policy: 'Delete', situation: 'whose update, which creates the resource, is rolled back', isDeleted: true },
    { policy: 'Delete', situation: 'from which the resource is removed', isDeleted: true },
    { policy: 'Delete', situation: 'that is deleted', isDeleted: true },
    { policy: 'Retain', situation: 'whose first deployment is rolled back', isDeleted: false },
    { policy: 'Retain', situation: 'whose update, which creates the resource, is rolled back', isDeleted: false },
    { policy: 'Retain', situation: 'from which the resource is removed', isDeleted: false },
    { policy: 'Retain', situation: 'that is deleted', isDeleted: false },
    { policy: 'RetainExceptOnCreate', situation: 'whose first deployment is rolled back', isDeleted: true },
    { policy: 'RetainExceptOnCreate', situation: 'whose update, which creates the resource, is rolled back', isDeleted: true },
    { policy: 'RetainExceptOnCreate', situation: 'from which the resource is removed', isDeleted: false },
    { policy: 'RetainExceptOnCreate', situation: 'that is deleted', isDeleted: false },
  ])('$policy in a stack $situation: a Delete is sent: $isDeleted', async ({ policy, situation, isDeleted }) => {
    const stack = await SITUATIONS[situation](thing({}, { DeletionPolicy: policy }));
    expect(world.summary.filter((event) => event.startsWith('Delete A'))).toEqual(isDeleted ? ['Delete A id-of-A'] : []);
    expect(historyOfResource(stack, 'A').at(-1)).toBe(isDeleted ? 'DELETE_COMPLETE' : 'DELETE_SKIPPED');
    expect(stack.resources.has('A')).toBe(false);
  });
});

describe('removal from the template', () => {
  test('deletes in the clean-up, after what depended on it', async () => {
    await world.deploy({ A: thing(), B: thing({ a: { Ref: 'A' } }), C: thing({ a: 1 }) });
    const stack = await world.deploy({ C: thing({ a: 2 }) });
    expect(world.summary.slice(3)).toEqual(['Update C id-of-C', 'Delete B id-of-B', 'Delete A id-of-A']);
    expect([...stack.resources.keys()]).toEqual(['Handler', 'C']);
  });
});

test('a failing Delete blocks the deletion of the stack and of the resource\'s dependencies until it succeeds', async () => {
  await world.deploy({ A: thing(), B: thing({ a: { Ref: 'A' } }) });
  world.script = ({ LogicalResourceId }) => LogicalResourceId === 'B' ? FAILED : {};
  const stack = await world.destroy();
  expect(historyOf(stack).at(-1)).toBe('Stack DELETE_FAILED The following resource(s) failed to delete: [B].');
  expect([...stack.resources.keys()]).toEqual(['Handler', 'A', 'B']);

  world.script = () => ({});
  expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
  expect(world.summary.slice(2)).toEqual(['Delete B id-of-B', 'Delete B id-of-B', 'Delete A id-of-A']);
});

test('no two events of a stack have the same time, and each is later than the one before', async () => {
  await world.deploy({ A: thing({ a: 1 }), B: thing() });
  await world.deploy({ A: thing({ a: 2 }) });
  const stack = await world.destroy();
  const times = stack.events.map(({ timestamp }) => timestamp);
  expect(times.length).toBeGreaterThan(20);
  expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
  expect(new Set(stack.events.map(({ eventId }) => eventId)).size).toBe(times.length);
});
