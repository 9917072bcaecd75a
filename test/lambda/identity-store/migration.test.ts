import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, GroupMembershipOptions } from '../../../lib';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import { group } from '../../support/declared-groups';
import { user } from '../../support/declared-users';
import { STORE } from '../../support/ids';
import { InProcess, physicalIdOf } from '../../support/in-process';

let world: InProcess;
beforeEach(() => { world = new InProcess(); });

/** A group with a user, as native resources. */
function native(removalPolicy: RemovalPolicy): (scope: Stack) => void {
  return (scope) => {
    const person = new CfnResource(scope, 'NativeUser', {
      type: 'AWS::IdentityStore::User',
      properties: {
        IdentityStoreId: STORE, UserName: 'ada', DisplayName: 'Ada Lovelace', Name: { GivenName: 'Ada', FamilyName: 'Lovelace' },
        Emails: [{ Value: 'ada@example.com' }],
      },
    });
    const admins = new CfnResource(scope, 'NativeGroup', { type: 'AWS::IdentityStore::Group', properties: { IdentityStoreId: STORE, DisplayName: 'admins' } });
    const membership = new CfnResource(scope, 'NativeMembership', {
      type: 'AWS::IdentityStore::GroupMembership',
      properties: { IdentityStoreId: STORE, GroupId: admins.getAtt('GroupId'), MemberId: { UserId: person.getAtt('UserId') } },
    });
    for (const resource of [person, admins, membership]) resource.applyRemovalPolicy(removalPolicy);
  };
}

function guarded(options: GroupMembershipOptions = {}): (scope: Stack) => void {
  return (scope) => { group('Admins', { displayName: 'admins' })(scope).addMember('Ada', user('Ada')(scope), options); };
}

function entities(): unknown {
  return {
    users: world.users.map(({ UserId }) => UserId),
    groups: world.groups.map(({ id }) => id),
    memberships: world.memberships.map(({ MembershipId }) => MembershipId),
  };
}

test('native users, groups and memberships that are retained are adopted in place, and stay when the stack goes', async () => {
  await world.deploy('A', native(RemovalPolicy.DESTROY));
  await world.deploy('A', native(RemovalPolicy.RETAIN));
  const before = entities();

  expect(await world.deploy('A', guarded())).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(entities()).toEqual(before);
  const stack = world.sandbox.cloudFormation.existing('A');
  for (const type of [USER_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, GROUP_MEMBERSHIP_RESOURCE_TYPE]) expect(physicalIdOf(stack, type)).toMatch(/^adopted:/);

  await world.destroy('A');
  expect(entities()).toEqual(before);
});

test('a native membership becomes the stack\'s own under OVERWRITE', async () => {
  await world.deploy('A', native(RemovalPolicy.RETAIN));
  await world.deploy('A', guarded({ conflictPolicy: ConflictPolicy.OVERWRITE }));
  await world.destroy('A');
  expect([world.users, world.groups, world.memberships].map(({ length }) => length)).toEqual([1, 1, 0]);
});

test('without RETAIN CloudFormation deletes what was just adopted', async () => {
  await world.deploy('A', native(RemovalPolicy.DESTROY));
  expect(await world.deploy('A', guarded())).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect([world.users, world.groups, world.memberships].map(({ length }) => length)).toEqual([0, 0, 0]);
});
