import { CreateUserCommand, DeleteGroupMembershipCommand, DeleteUserCommand, UpdateGroupCommand, UpdateUserCommand } from '@aws-sdk/client-identitystore';
import type { Stack as ConstructStack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ConflictPolicy, IdentityStore, User } from '../../../lib';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import { group } from '../../support/declared-groups';
import { membership, user } from '../../support/declared-users';
import { ADA, somebody } from '../../support/directory';
import { ALWAYS, serviceError } from '../../support/effects';
import { OTHER_STORE, STORE } from '../../support/ids';
import { failuresOf, InProcess, physicalIdOf } from '../../support/in-process';
import { messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

/** A rollback that fails leaves a stack that can't be updated any more: what may be in its way, and what not. */

const NO_STORE = serviceError('ResourceNotFoundException', { ResourceType: 'IDENTITY_STORE' });
const MOVED = 'moved@example.com';
/** Fails, because there is a group `taken`. */
const refused = group('Refused', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL });

let world: InProcess;
let someone: SomebodyElse;
beforeEach(async () => {
  world = new InProcess();
  someone = new SomebodyElse(world);
  await someone.createsUser(somebody('bea'));
  await someone.createsGroup('taken');
});

/** Deploys an update in which another resource fails a minute later, so that it is rolled back. Before that, something happens. */
async function undone(declare: (scope: ConstructStack) => Construct, meanwhile: () => unknown): Promise<Stack> {
  world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 60_000 });
  const deploying = world.deploying('A', (scope) => { refused(scope).node.addDependency(declare(scope)); });
  const happening = world.time.sleep(30_000).then(meanwhile);
  const [stack] = await world.time.run(Promise.all([deploying, happening]));
  expect(failuresOf(stack)[0]).toContain('ALREADY_EXISTS: group "taken"');
  return stack;
}

function ada() {
  const found = world.users.find(({ UserName }) => UserName === 'ada');
  return { id: found?.UserId as string, title: found?.Title, email: found?.Emails?.[0]?.Value };
}

async function moves(email: string): Promise<void> {
  const Operations = [{ AttributePath: 'emails', AttributeValue: [{ value: email, primary: true }] }];
  await world.identityStore.send(new UpdateUserCommand({ IdentityStoreId: STORE, UserId: ada().id, Operations }));
}

async function bobTakes(email = 'ada@example.com'): Promise<void> {
  await world.identityStore.send(new CreateUserCommand({ ...ADA, UserName: 'bob', Emails: [{ Value: email }] }));
}

async function deletesAda(): Promise<void> {
  await world.identityStore.send(new DeleteUserCommand({ IdentityStoreId: STORE, UserId: ada().id }));
}

describe('a declared value that somebody took', () => {
  test('fails an update that changes another one, and not its rollback', async () => {
    await world.deploy('A', user('Ada', { title: '1' }));
    await world.time.run(moves(MOVED).then(() => bobTakes()));
    const stack = await world.deploy('A', user('Ada', { title: '2' }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toContain('EMAIL_TAKEN: user "ada" can\'t be changed because a***@example.com already belongs to user "bob" ');
    expect(failuresOf(stack)).toHaveLength(1);
    expect(ada()).toMatchObject({ title: '1', email: MOVED });
  });

  test('may be the name of a group', async () => {
    await world.deploy('A', group('Admins', { description: '1' }));
    const GroupId = world.groups[1]?.id as string;
    const Operations = [{ AttributePath: 'displayName', AttributeValue: 'renamed' }];
    await world.time.run(world.identityStore.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations })));
    await someone.createsGroup('admins');
    const stack = await world.deploy('A', group('Admins', { description: '2' }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toMatch(/^DISPLAY_NAME_TAKEN: group "renamed" /);
    expect(world.groups[1]).toEqual({ id: GroupId, displayName: 'renamed', description: '1' });
  });

  test('doesn\'t keep a rollback from taking back what the update has changed', async () => {
    await world.deploy('A', user('Ada', { title: '1' }));
    const stack = await undone(user('Ada', { title: '2' }), async () => {
      expect(ada().title).toBe('2');
      await moves(MOVED);
      await bobTakes();
    });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(ada()).toMatchObject({ title: '1', email: MOVED });
  });

  test('fails the rollback if it is what the update has changed', async () => {
    await world.deploy('A', user('Ada'));
    const stack = await undone(user('Ada', { email: 'new@example.com' }), () => bobTakes());
    expect(stack.status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(failuresOf(stack)[1]).toContain('EMAIL_TAKEN: user "ada" can\'t be changed ');
  });

  test('is no excuse for what is denied', async () => {
    await world.deploy('A', user('Ada', { title: '1' }));
    const stack = await undone(user('Ada', { title: '2' }), () => world.fault('identitystore:UpdateUser', serviceError('AccessDeniedException'), ALWAYS));
    expect(stack.status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(failuresOf(stack)[1]).toContain('ACCESS_DENIED: updating user "ada" ');
  });
});

describe('what is gone', () => {
  test('is made again by a rollback', async () => {
    await world.deploy('A', user('Ada', { title: '1' }));
    const stack = await undone(user('Ada', { title: '2' }), deletesAda);
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(ada().title).toBe('1');
  });

  test('stays gone if it can\'t be made again', async () => {
    await world.deploy('A', user('Ada', { title: '1' }));
    const { id } = ada();
    const stack = await undone(user('Ada', { title: '2' }), async () => {
      await deletesAda();
      await bobTakes();
    });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(physicalIdOf(stack)).toBe(`created:${id}`);
    expect(world.users.map(({ UserName }) => UserName)).toEqual(['bea', 'bob']);
  });

  test('fails a rollback that isn\'t allowed to make it again', async () => {
    await world.deploy('A', user('Ada', { title: '1' }));
    const stack = await undone(user('Ada', { title: '2' }), async () => {
      await deletesAda();
      world.fault('identitystore:CreateUser', serviceError('AccessDeniedException'), ALWAYS);
    });
    expect(stack.status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(failuresOf(stack)[1]).toContain('ACCESS_DENIED: creating user "ada" ');
  });

  test('may be a user, if its declaration was to move to another store', async () => {
    await world.deploy('A', user('Ada'));
    await world.time.run(deletesAda());
    const stack = await world.deploy('A', user('Ada', { storeId: OTHER_STORE }));
    expect(messageOf(stack)).toMatch(/^IDENTITY_STORE_CHANGED: user "ada" /);
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(ada().email).toBe('ada@example.com');
  });

  test('may be the store of a user', async () => {
    await world.deploy('A', user('Ada', { title: '1' }));
    const stack = await undone(user('Ada', { title: '2' }), () => world.fault('identitystore:DescribeUser', NO_STORE, ALWAYS));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(physicalIdOf(stack)).toBe(`created:${ada().id}`);
  });

  describe('of a membership', () => {
    const named = (groupId: string, options = {}) => (scope: ConstructStack) => membership(groupId, world.users[0]?.UserId as string, options)(scope);

    test('may be its store', async () => {
      const [first, second] = [await someone.createsGroup('first'), await someone.createsGroup('second')];
      await world.deploy('A', named(first));
      const stack = await undone(named(second), () => world.fault('identitystore:GetGroupMembershipId', NO_STORE, ALWAYS));
      expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(world.memberships.map(({ GroupId }) => GroupId)).toEqual([first]);
    });

    test('may be the membership itself, if somebody has made another one in its place', async () => {
      const groupId = await someone.createsGroup('first');
      await world.deploy('A', named(groupId, { conflictPolicy: ConflictPolicy.FAIL }));
      const stack = await undone(named(groupId, { conflictPolicy: ConflictPolicy.OVERWRITE }), async () => {
        const MembershipId = world.memberships[0]?.MembershipId as string;
        await world.identityStore.send(new DeleteGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId }));
        world.fault('identitystore:CreateGroupMembership', serviceError('ConflictException'), ALWAYS);
      });
      expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    });

    test('may be the membership itself, if its declaration was to move to another store', async () => {
      const groupId = await someone.createsGroup('first');
      await world.deploy('A', named(groupId));
      await someone.deletesMembership(world.memberships[0]?.MembershipId as string);
      const stack = await world.deploy('A', named(groupId, { storeId: OTHER_STORE }));
      expect(messageOf(stack)).toMatch(/^IDENTITY_STORE_CHANGED: membership of user /);
      expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(world.memberships).toHaveLength(1);
    });
  });

  test('may be the store of a user that is only looked up', async () => {
    const lookUp = (generation: string) => (scope: ConstructStack): Construct => {
      const identityStore = IdentityStore.fromIdentityStoreId(scope, 'Directory', STORE);
      return User.fromUserName(scope, 'LookedUp', identityStore, 'bea', { generation });
    };
    await world.deploy('A', lookUp('1'));
    const stack = await undone(lookUp('2'), () => world.fault('identitystore:GetUserId', NO_STORE, ALWAYS));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});
