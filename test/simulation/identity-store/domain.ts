import fc from 'fast-check';
import { Group, IdentityStore, User } from '../../../lib';
import type { Sandbox } from '../../../sandbox/sandbox';
import type { Act, Declaration, Domain, Entity } from '../domain';
import { acts, performAct } from './acts';
import { objectionToIntervention } from './foreign';
import { declaredGroupValues, GROUP } from './groups';
import { MEMBERSHIP, membershipValues } from './memberships';
import { declaredUserValues, USER } from './users';
import { STORE } from '../../support/ids';

const policy = fc.constantFrom('ADOPT' as const, 'ADOPT' as const, 'OVERWRITE' as const, 'FAIL' as const);
const removal = fc.constantFrom('DESTROY' as const, 'DESTROY' as const, 'RETAIN_ON_UPDATE_OR_DELETE' as const, 'RETAIN' as const);

/** An id as the service makes them. */
const SOME_ID = '1234567890-00000000-0000-4000-8000-000000000000';

function declarations(kind: string, values: fc.Arbitrary<Declaration['values']>): fc.Arbitrary<Declaration> {
  return fc.record({ kind: fc.constant(kind), values, policy, removal });
}

/** Users, groups and memberships of one Identity Store. */
export const IDENTITY_STORE: Domain = {
  name: 'IDENTITY_STORE',
  // What refers to others comes after them.
  kinds: { User: USER, Group: GROUP, GroupMembership: MEMBERSHIP },
  declaration: fc.oneof(
    { weight: 3, arbitrary: declarations('User', declaredUserValues) },
    { weight: 3, arbitrary: declarations('Group', declaredGroupValues) },
    { weight: 3, arbitrary: declarations('GroupMembership', membershipValues) },
  ),
  together: ['User', 'Group', 'GroupMembership'],
  act: acts,
  operations: [
    ...['User', 'Group'].flatMap((kind) => [`Create${kind}`, `Describe${kind}`, `Get${kind}Id`, `Update${kind}`, `Delete${kind}`]),
    'CreateGroupMembership', 'DescribeGroupMembership', 'GetGroupMembershipId', 'DeleteGroupMembership',
  ].map((operation) => `identitystore:${operation}`)
    .concat('cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'answer', 'deliver:Create', 'deliver:Update', 'deliver:Delete'),

  declare(scope, kinds) {
    if (!kinds.some((kind) => kind in this.kinds)) return;
    const identityStore = IdentityStore.fromIdentityStoreId(scope, 'Directory', STORE);
    const user = kinds.includes('User')
      ? new User(scope, 'User', { identityStore, userName: 'x', displayName: 'x', name: { givenName: 'x', familyName: 'x' } })
      : User.fromUserId(scope, 'User', identityStore, SOME_ID);
    const group = kinds.includes('Group') ? new Group(scope, 'Group', { identityStore, displayName: 'x' }) : undefined;
    if (kinds.includes('GroupMembership')) (group ?? Group.fromGroupId(scope, 'Group', identityStore, SOME_ID)).addMember('Member', user);
  },

  perform(act: Act, sandbox: Sandbox): void {
    performAct(act, sandbox);
  },

  entities(sandbox: Sandbox): Entity[] {
    const { users, groups, memberships } = sandbox.identityStores.store(STORE);
    return [
      ...[...users.values()].map((value): Entity => ({ kind: 'User', id: value.UserId, value })),
      ...[...groups.values()].map((value): Entity => ({ kind: 'Group', id: value.GroupId, value })),
      ...[...memberships.values()].map((value): Entity => ({ kind: 'GroupMembership', id: value.MembershipId, value })),
    ];
  },

  isAbout: (operation, entityKind) => operation.toLowerCase().endsWith(entityKind.toLowerCase()),

  objection: objectionToIntervention,

  isLagging(sandbox: Sandbox): boolean {
    const { users, groups, memberships } = sandbox.identityStores.store(STORE);
    return [users, groups, memberships].some((table) => table.lagging as object !== table);
  },
};
