import { CreateGroupCommand, DeleteGroupCommand, UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import type { Stack } from 'aws-cdk-lib';
import { ConflictPolicy } from '../../../lib';
import { group, inOrder } from '../../support/declared-groups';
import { user } from '../../support/declared-users';
import { serviceError } from '../../support/effects';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess, physicalIdOf } from '../../support/in-process';

/** Each of these was once wrong: what could hit somebody else's group, or leave one behind. */

const notFound = serviceError('ResourceNotFoundException', { ResourceType: 'GROUP' });

let world: InProcess;
beforeEach(() => { world = new InProcess(); });

function stackA() {
  return world.sandbox.cloudFormation.existing('A');
}

async function someoneCreates(displayName: string, description?: string): Promise<string> {
  const created = await world.identityStore.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: displayName, Description: description }));
  return created.GroupId as string;
}

function makeExternal(id: string): void {
  const found = world.sandbox.identityStores.store(STORE).groups.get(id);
  if (found) found.ExternalIds = [{ Issuer: 'https://scim.example.com', Id: '42' }];
}

describe('a create without a definite answer', () => {
  /** The first attempt fails without effect, the second is throttled long enough for somebody else to come. */
  function failsThenWaits(): void {
    world.fault('identitystore:CreateGroup', serviceError('InternalServerException', {}, 500));
    world.fault('identitystore:CreateGroup', serviceError('ThrottlingException', { RetryAfterSeconds: 20 }));
  }

  test('doesn\'t claim a group that somebody else created after the attempt', async () => {
    failsThenWaits();
    await world.time.run(Promise.all([world.deploying('A', group('Admins')), world.time.sleep(5_000).then(() => someoneCreates('admins'))]));
    expect(physicalIdOf(stackA())).toBe(`adopted:${world.groups[0]?.id}`);
  });

  test('doesn\'t claim a group that an identity provider owns', async () => {
    world.fault('identitystore:CreateGroup', { kind: 'CONNECTION_LOST', moment: 'AFTER' });
    world.fault('identitystore:CreateGroup', { kind: 'DELAYED', milliseconds: 1000 });
    const becomesExternal = world.time.sleep(500).then(() => makeExternal(world.groups[0]?.id ?? ''));
    await world.time.run(Promise.all([world.deploying('A', group('Admins')), becomesExternal]));
    expect(physicalIdOf(stackA())).toBe(`adopted:${world.groups[0]?.id}`);
  });

  test('is remembered when the first look-up finds nothing', async () => {
    world.fault('identitystore:CreateGroup', { kind: 'CONNECTION_LOST', moment: 'AFTER' });
    world.fault('identitystore:GetGroupId', notFound);
    await world.deploy('A', group('Admins', { conflictPolicy: ConflictPolicy.FAIL }));
    expect(physicalIdOf(stackA())).toBe(`created:${world.groups[0]?.id}`);
  });

  test('is looked into when later attempts fail for another reason', async () => {
    world.fault('identitystore:CreateGroup', { kind: 'CONNECTION_LOST', moment: 'AFTER' });
    world.fault('identitystore:CreateGroup', serviceError('ServiceQuotaExceededException'));
    await world.deploy('A', group('Admins'));
    expect(physicalIdOf(stackA())).toBe(`created:${world.groups[0]?.id}`);
  });
});

describe('a name that moves from one construct to another in one deployment', () => {
  const renamed = group('Admins', { displayName: 'operators' });
  const successor = group('Successor');

  beforeEach(() => world.deploy('A', group('Admins')));

  test('makes two groups when the old construct goes first', async () => {
    const stack = await world.deploy('A', inOrder(renamed, successor));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.groups.map(({ displayName }) => displayName)).toEqual(['operators', 'admins']);
  });

  test('fails with the reason when the new construct goes first, and nothing is lost', async () => {
    const id = world.groups[0]?.id;
    const stack = await world.deploy('A', inOrder(successor, renamed));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failuresOf(stack)[0]).toMatch(new RegExp(`NAME_HELD_BY_ANOTHER_CONSTRUCT: group "admins" can't be created because another resource of this stack \\("Admins\\w+"\\), which `
      + `stays, has that name \\(${id}\\)\\. If the other resource is to get another name, deploy that alone first; `));
    expect(world.groups).toEqual([{ id, displayName: 'admins', description: undefined }]);
    expect(physicalIdOf(stack)).toBe(`created:${id}`);
  });

  test('fails while only the old template can be read, and nothing is lost', async () => {
    world = new InProcess({ switches: { cloudFormation: { templateDuringUpdate: 'OLD' } } });
    await world.deploy('A', group('Admins'));
    const id = world.groups[0]?.id;
    const stack = await world.deploy('A', inOrder(successor, renamed));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failuresOf(stack)[0]).toMatch(new RegExp(`HELD_BY_ANOTHER_CONSTRUCT: group "admins" \\(${id}\\) can't be renamed to "operators" because another resource `
      + 'of this stack \\("Successor\\w+"\\) manages the same one\\. If the other one is new and is to have the old name, deploy the new name alone first and declare the other in '
      + 'the deployment after that; if both have been in the stack before, remove one of them, deploy that alone, and declare it again, with the other name, in the deployment '
      + 'after it\\. https:'));
    expect(world.groups).toEqual([{ id, displayName: 'admins', description: undefined }]);
    expect(physicalIdOf(stack)).toBe(`created:${id}`);
  });
});

test('two groups that swap their names are told to use a third one in between', async () => {
  await world.deploy('A', (scope) => [group('One', { displayName: 'one' }), group('Two', { displayName: 'two' })].forEach((declare) => declare(scope)));
  const stack = await world.deploy('A', (scope) => [group('One', { displayName: 'two' }), group('Two', { displayName: 'one' })].forEach((declare) => declare(scope)));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failuresOf(stack)[0]).toContain('two groups that swap names need a third name in between. [');
});

test('a group that gets the name another one gives up in the same deployment is renamed', async () => {
  await world.deploy('A', (scope) => [group('One', { displayName: 'one' }), group('Two', { displayName: 'two' })].forEach((declare) => declare(scope)));
  world.fault('deliver:Update', { kind: 'DELAYED', milliseconds: 300 });
  const stack = await world.deploy('A', (scope) => [group('One', { displayName: 'three' }), group('Two', { displayName: 'one' })].forEach((declare) => declare(scope)));
  expect(stack.status).toBe('UPDATE_COMPLETE');
  expect(world.groups.map(({ displayName }) => displayName).sort()).toEqual(['one', 'three']);
});

describe('a value that isn\'t the stack\'s', () => {
  test('stays through the rollback of a refused update', async () => {
    await world.time.run(someoneCreates('admins', 'made by hand'));
    await world.time.run(someoneCreates('taken'));
    await world.deploy('A', group('Admins'));
    const stack = await world.deploy('A', group('Admins', { displayName: 'taken', description: 'ours' }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.groups.map(({ description }) => description)).toEqual(['made by hand', undefined]);
  });

  test('stays when somebody has changed the declared value and the declaration goes', async () => {
    await world.deploy('A', group('Admins', { description: 'ours' }));
    await world.time.run(world.identityStore.send(new UpdateGroupCommand({
      IdentityStoreId: STORE, GroupId: world.groups[0]?.id, Operations: [{ AttributePath: 'description', AttributeValue: 'by hand' }],
    })));
    await world.deploy('A', group('Admins'));
    expect(world.groups[0]?.description).toBe('by hand');
  });

  test('lets a refused change to an external group be rolled back', async () => {
    const id = await world.time.run(someoneCreates('admins', 'from the provider'));
    makeExternal(id);
    await world.deploy('A', group('Admins'));
    const stack = await world.deploy('A', group('Admins', { description: 'ours' }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failuresOf(stack)).toHaveLength(1);
  });

  test('can be no longer declared, also on an external group', async () => {
    const id = await world.time.run(someoneCreates('admins', 'from the provider'));
    makeExternal(id);
    await world.deploy('A', group('Admins', { description: 'from the provider' }));
    expect(await world.deploy('A', group('Admins'))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(world.groups[0]?.description).toBe('from the provider');
  });
});

test('the last group of one of two stores is deleted while its permission is still there', async () => {
  const other = group('Other', { storeId: 'd-0987654321', displayName: 'others' });
  await world.deploy('A', (scope) => [group('Admins'), other].forEach((declare) => declare(scope)));
  const stack = await world.deploy('A', group('Admins'));
  expect(stack.status).toBe('UPDATE_COMPLETE');
  expect(world.sandbox.identityStores.store('d-0987654321').groups.size).toBe(0);
});

test('a group that is renamed is not replaced because one read didn\'t find it', async () => {
  await world.deploy('A', group('Admins'));
  const id = world.groups[0]?.id;
  world.fault('identitystore:DescribeGroup', notFound, 2);
  await world.deploy('A', group('Admins', { displayName: 'operators' }));
  expect(world.groups).toEqual([{ id, displayName: 'operators', description: undefined }]);
});

test('a group that is renamed between its look-up and its reading is not adopted', async () => {
  const id = await world.time.run(someoneCreates('admins'));
  world.fault('identitystore:DescribeGroup', { kind: 'DELAYED', milliseconds: 1000 });
  const rename = world.time.sleep(500).then(() => world.identityStore.send(new UpdateGroupCommand({
    IdentityStoreId: STORE, GroupId: id, Operations: [{ AttributePath: 'displayName', AttributeValue: 'finance' }],
  })));
  await world.time.run(Promise.all([world.deploying('A', group('Admins')), rename]));
  expect(world.groups.map(({ displayName }) => displayName)).toEqual(['finance', 'admins']);
  expect(physicalIdOf(stackA())).toBe(`created:${world.groups[1]?.id}`);
});

describe('time', () => {
  test('that is used up is an answer, before the function times out', async () => {
    await world.time.run(someoneCreates('admins'));
    world.fault('identitystore:CreateGroup', serviceError('ThrottlingException', { RetryAfterSeconds: 758 }));
    world.fault('identitystore:GetGroupId', { kind: 'DELAYED', milliseconds: 9_000 });
    const stack = await world.deploy('A', group('Admins'));
    expect(failuresOf(stack)[0]).toContain('OUT_OF_TIME: looking up group "admins" could not be finished in the time of one function call. Deploy again: '
      + 'the next deployment takes up what is already there. https:');
    expect(world.log[0]?.milliseconds).toBeLessThan(780_000);
  });

  test('of the operation is kept: nothing is created once CloudFormation has stopped waiting', async () => {
    await world.deploy('A', group('Other', { displayName: 'other' }));
    world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 830_000 });
    world.fault('identitystore:CreateGroup', serviceError('ThrottlingException', { RetryAfterSeconds: 80 }));
    await world.deploy('A', inOrder(group('Other', { displayName: 'other' }), group('Admins')));
    await world.time.run(world.time.sleep(1_000_000));
    expect(world.groups.map(({ displayName }) => displayName)).toEqual(['other']);
  });
});

describe('a conflict about something else than a name', () => {
  test('is reported in the words of AWS', async () => {
    await world.deploy('A', group('Admins'));
    world.fault('identitystore:UpdateGroup', serviceError('ConflictException'), 4);
    const stack = await world.deploy('A', group('Admins', { description: 'new' }));
    expect(failuresOf(stack)[0]).toContain('UNEXPECTED: updating group "admins" failed in a way this version doesn\'t know: "ConflictException on demand".');
  });
});

describe('a group that goes while it is written', () => {
  test('is created again by an update', async () => {
    await world.deploy('A', group('Admins'));
    world.fault('identitystore:UpdateGroup', { kind: 'DELAYED', milliseconds: 1000 });
    const id = world.groups[0]?.id;
    const deletion = world.time.sleep(500).then(() => world.identityStore.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId: id })));
    await world.time.run(Promise.all([world.deploying('A', group('Admins', { description: 'new' })), deletion]));
    expect(world.groups).toEqual([{ id: expect.not.stringMatching(id as string), displayName: 'admins', description: 'new' }]);
  });

  test('is created after all by a create that was about to adopt it', async () => {
    const id = await world.time.run(someoneCreates('admins'));
    world.fault('identitystore:UpdateGroup', { kind: 'DELAYED', milliseconds: 1000 });
    const deletion = world.time.sleep(500).then(() => world.identityStore.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId: id })));
    await world.time.run(Promise.all([world.deploying('A', group('Admins', { description: 'new' })), deletion]));
    expect(physicalIdOf(stackA())).toBe(`created:${world.groups[0]?.id}`);
  });
});

describe('a deletion', () => {
  beforeEach(() => world.deploy('A', group('Admins')));

  test.each([
    { obstacle: 'a concurrent modification', operation: 'identitystore:DeleteGroup', effect: serviceError('ConflictException', { Reason: 'CONCURRENT_MODIFICATION' }) },
    { obstacle: 'throttling', operation: 'identitystore:DeleteGroup', effect: serviceError('ThrottlingException') },
    { obstacle: 'throttling of CloudFormation', operation: 'cloudformation:DescribeStacks', effect: serviceError('Throttling') },
    { obstacle: 'a policy of CloudFormation that is not effective yet', operation: 'cloudformation:DescribeStacks', effect: serviceError('AccessDenied', {}, 403) },
  ])('waits $obstacle out', async ({ operation, effect }) => {
    world.fault(operation, effect, 2);
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.groups).toEqual([]);
  });

  test('succeeds when the whole identity store is gone', async () => {
    world.fault('identitystore:DeleteGroup', serviceError('ResourceNotFoundException', { ResourceType: 'IDENTITY_STORE' }));
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
  });

  test('succeeds when the look before it says so, and is sent all the same', async () => {
    const gone = serviceError('ResourceNotFoundException', { ResourceType: 'IDENTITY_STORE' });
    world.fault('identitystore:DescribeGroup', gone);
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.groups).toEqual([]);
  });

  test('that the service refuses is reported, and the group stays the stack\'s', async () => {
    world.fault('identitystore:DeleteGroup', serviceError('ConflictException', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' }));
    const stack = await world.destroy('A');
    expect(stack.status).toBe('DELETE_FAILED');
    expect(failuresOf(stack)[0]).toContain('UNEXPECTED: deleting group "admins" failed');
  });
});

describe('a group that is renamed while a new construct takes its old name', () => {
  /** The rename begins once the slow user is there. */
  function renamedLate(scope: Stack): void {
    group('Admins', { displayName: 'operators' })(scope).node.addDependency(user('Slow')(scope));
    group('Successor', { description: 'new team' })(scope);
  }

  test.each([
    { moment: 'before the new one answers', slowUser: 400, slowWrite: 3_000 },
    { moment: 'after the new one has answered', slowUser: 3_000, slowWrite: 0 },
    { moment: 'at once', slowUser: 0, slowWrite: 0 },
  ])('is never held by both, when its update begins $moment', async ({ slowUser, slowWrite }) => {
    await world.deploy('A', group('Admins'));
    world.fault('identitystore:CreateUser', { kind: 'DELAYED', milliseconds: slowUser });
    world.fault('identitystore:UpdateGroup', { kind: 'DELAYED', milliseconds: slowWrite });
    const stack = await world.deploy('A', renamedLate);
    const ids = [...stack.resources.values()].filter(({ type }) => type === 'Custom::IdentityStoreGroup').map(({ physicalId }) => physicalId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('a rollback succeeds although an identity provider has changed the group, and writes nothing', async () => {
  const id = await world.time.run(someoneCreates('admins', 'old'));
  makeExternal(id);
  await world.time.run(someoneCreates('taken'));
  await world.deploy('A', inOrder(group('Admins', { description: 'old' }), group('Other', { displayName: 'other' })));
  await world.time.run(world.identityStore.send(new UpdateGroupCommand({
    IdentityStoreId: STORE, GroupId: id, Operations: [{ AttributePath: 'description', AttributeValue: 'new' }],
  })));
  const stack = await world.deploy('A', inOrder(group('Admins', { description: 'new' }), group('Other', { displayName: 'taken' })));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('a create that hangs until no time is left is still looked for', async () => {
  world.fault('identitystore:CreateGroup', serviceError('ThrottlingException', { RetryAfterSeconds: 755 }));
  world.fault('identitystore:CreateGroup', { kind: 'CONNECTION_LOST', moment: 'AFTER', milliseconds: 9_000 });
  await world.deploy('A', group('Admins'));
  expect(physicalIdOf(stackA())).toBe(`created:${world.groups[0]?.id}`);
});
