import { CreateGroupCommand, CreateUserCommand, DeleteGroupCommand } from '@aws-sdk/client-identitystore';
import type { Stack } from 'aws-cdk-lib';
import { ConflictPolicy, Group, GroupMembership, IdentityStore, User } from '../../../lib';
import { group } from '../../support/declared-groups';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess } from '../../support/in-process';

/** What the simulation found, each with the seed of the run that did. */

let world: InProcess;
beforeEach(() => { world = new InProcess(); });

function all(...declarations: ((scope: Stack) => unknown)[]): (scope: Stack) => void {
  return (scope) => declarations.forEach((declare) => declare(scope));
}

function physicalIds(): string[] {
  const stack = world.sandbox.cloudFormation.existing('A');
  return [...stack.resources.values()].filter(({ type }) => type.startsWith('Custom::')).map(({ physicalId }) => physicalId);
}

describe('a new group under the name that another one gives up, both events at the same time (seed 1000403)', () => {
  beforeEach(() => world.deploy('A', group('Admins')));

  test('is not the other one: both resources would own one group', async () => {
    const stack = await world.deploy('A', all(group('Successor'), group('Admins', { displayName: 'operators' })));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.groups.map(({ displayName }) => displayName).sort()).toEqual(['admins', 'operators']);
    expect(new Set(physicalIds()).size).toBe(2);
  });

  test('fails with the reason when the name isn\'t given up in time', async () => {
    world.fault('deliver:Update', { kind: 'DELAYED', milliseconds: 60_000 });
    const stack = await world.deploy('A', all(group('Successor'), group('Admins', { displayName: 'operators' })));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failuresOf(stack)[0]).toMatch(/NAME_HELD_BY_ANOTHER_CONSTRUCT: group "admins" can't be created because another resource of this stack \("Admins\w+"\), which stays, has that name/);
    expect(world.groups).toEqual([expect.objectContaining({ displayName: 'admins' })]);
  });
});

test('a rollback undoes what reads don\'t show yet (seed 2000009)', async () => {
  world = new InProcess({ switches: { identityStore: { readLagMilliseconds: 1000 } } });
  await world.time.run(world.identityStore.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: 'taken' })));
  await world.deploy('A', group('Admins', { description: 'ours' }));
  await world.time.run(world.time.sleep(5_000));
  const stack = await world.deploy('A', all(group('Admins'), group('Wrong', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL })));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(world.groups.find(({ displayName }) => displayName === 'admins')?.description).toBe('ours');
});

test('the rollback of a replaced membership whose group is gone leaves nobody in the other group (seed 11002508)', async () => {
  const IdentityStoreId = STORE;
  const send = (DisplayName: string) => world.time.run(world.identityStore.send(new CreateGroupCommand({ IdentityStoreId, DisplayName })));
  const [first, second] = [(await send('first')).GroupId as string, (await send('second')).GroupId as string];
  await send('taken');
  const name = { GivenName: 'Ada', FamilyName: 'Lovelace' };
  const { UserId = '' } = await world.time.run(world.identityStore.send(new CreateUserCommand({ IdentityStoreId, UserName: 'ada', DisplayName: 'Ada', Name: name })));
  const memberOf = (groupId: string) => (scope: Stack) => {
    const identityStore = IdentityStore.fromIdentityStoreId(scope, 'Directory', STORE);
    const parties = { group: Group.fromGroupId(scope, 'Imported', identityStore, groupId), member: User.fromUserId(scope, 'Ada', identityStore, UserId) };
    return new GroupMembership(scope, 'Membership', parties);
  };
  await world.deploy('A', memberOf(first));
  await world.time.run(world.identityStore.send(new DeleteGroupCommand({ IdentityStoreId, GroupId: first })));
  const stack = await world.deploy('A', (scope) => {
    group('Wrong', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL })(scope).node.addDependency(memberOf(second)(scope));
  });
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(world.sandbox.identityStores.store(STORE).memberships.size).toBe(0);
});

test('a rollback removes the declared value while reads still show the undeclared one before it (seed 1021890)', async () => {
  world = new InProcess({ switches: { identityStore: { readLagMilliseconds: 1000 } } });
  const made = { IdentityStoreId: STORE, DisplayName: 'admins', Description: 'made by hand' };
  for (const each of [made, { ...made, DisplayName: 'taken' }]) await world.time.run(world.identityStore.send(new CreateGroupCommand(each)));
  await world.time.run(world.time.sleep(5_000));
  await world.deploy('A', group('Admins'));
  const stack = await world.deploy('A', all(group('Admins', { description: 'ours' }), group('Wrong', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL })));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(world.groups.find(({ displayName }) => displayName === 'admins')?.description).toBeUndefined();
});
