import { CreateGroupMembershipCommand, CreateUserCommand } from '@aws-sdk/client-identitystore';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountInvitation, ConflictPolicy, Group, IdentityStore, InvitationTarget, User } from '../../lib';
import { MANAGEMENT, PAYMENTS, STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { planOf } from '../support/planned';

function directory(scope: Stack) {
  return IdentityStore.fromIdentityStoreId(scope, 'Directory', STORE);
}

test('a membership is told with its group and its user', async () => {
  const world = new InProcess({ seed: { identityStores: { [STORE]: { groups: [{ displayName: 'admins' }] } } } });
  const { UserId } = await world.identityStore.send(new CreateUserCommand({ IdentityStoreId: STORE, UserName: 'ada', DisplayName: 'Ada', Name: { GivenName: 'A', FamilyName: 'L' } }));
  const GroupId = world.storedGroups[0]?.GroupId as string;
  const { stacks: [stack] } = await planOf(world, {
    People: (scope) => {
      const identityStore = directory(scope);
      Group.fromGroupId(scope, 'G', identityStore, GroupId).addMember('Member', User.fromUserId(scope, 'U', identityStore, UserId as string));
    },
  });
  expect(stack?.resources[0]?.changes).toEqual([{ attribute: 'GroupId', after: GroupId }, { attribute: 'MemberId.UserId', after: UserId }]);
});

test('a membership that goes with its group in a rollback is not left behind', async () => {
  const world = new InProcess();
  await world.identityStore.send(new CreateUserCommand({ IdentityStoreId: STORE, UserName: 'ada', DisplayName: 'Ada', Name: { GivenName: 'A', FamilyName: 'L' } }));
  const userId = world.users[0]?.UserId as string;
  await world.identityStore.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, GroupId: await madeGroup(world), MemberId: { UserId: userId } }));
  const { stacks: [stack] } = await planOf(world, {
    People: (scope) => {
      const identityStore = directory(scope);
      const team = new Group(scope, 'Team', { identityStore, displayName: 'team', removalPolicy: RemovalPolicy.DESTROY });
      const member = team.addMember('Member', User.fromUserId(scope, 'U', identityStore, userId));
      const admins = new Group(scope, 'Admins', { identityStore, displayName: 'admins', conflictPolicy: ConflictPolicy.FAIL });
      member.applyRemovalPolicy(RemovalPolicy.RETAIN);
      admins.node.addDependency(member);
    },
  });
  expect(stack?.asItIs).toEqual({ status: 'ROLLBACK_COMPLETE', leftBehind: [] });
});

async function madeGroup(world: InProcess): Promise<string> {
  await world.deploy('Before', (scope) => void new Group(scope, 'Admins', { identityStore: directory(scope), displayName: 'admins' }));
  return world.storedGroups[0]?.GroupId as string;
}

test('a tag is told with the value that it had, and one that is there already isn\'t told', async () => {
  const world = new InProcess({ seed: { organizations: [{ managementAccount: MANAGEMENT, accounts: [{ id: PAYMENTS, tags: { Team: 'Old', Stage: 'test' } }] }] } });
  const { stacks: [stack] } = await planOf(world, {
    Accounts: (scope) => void new AccountInvitation(scope, 'Payments', { target: InvitationTarget.account(PAYMENTS), tags: { Team: 'New', Stage: 'test' } }),
  });
  expect(stack?.resources[0]?.changes).toEqual([{ attribute: 'Tags.Team', before: 'Old', after: 'New' }]);
});
