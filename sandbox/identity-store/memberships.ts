import type {
  CreateGroupMembershipRequest, DeleteGroupMembershipRequest, DescribeGroupMembershipRequest, GetGroupMembershipIdRequest,
  IsMemberInGroupsRequest, ListGroupMembershipsForMemberRequest, ListGroupMembershipsRequest,
} from '@aws-sdk/client-identitystore';
import { PAGE_MEMBERS } from '../page';
import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { checkGroupIds, checkMembers, checkResourceId, pageOf } from './constraints';
import { arnOf } from './arns';
import { Group, Membership, pairKey, User } from './entities';
import { existingGroup } from './groups';
import type { IdentityStore, IdentityStores } from './identity-stores';
import type { View } from './table';
import { existingUser } from './users';

/** The operations on memberships. */
export function membershipOperations(stores: IdentityStores): Record<string, Operation> {
  return {
    CreateGroupMembership(input: CreateGroupMembershipRequest, caller: Caller) {
      checkMembers('CreateGroupMembership', input, ['IdentityStoreId', 'GroupId', 'MemberId']);
      const store = stores.store(input.IdentityStoreId);
      const { GroupId, UserId } = existingPair(store, input);
      if (find(store.memberships, GroupId, UserId)) {
        throw new ServiceError('ConflictException', 'Member and Group relationship already exists.', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
      }
      const MembershipId = store.newId();
      const membership: Membership = {
        MembershipId, MembershipArn: arnOf(store.environment, 'membership', MembershipId), IdentityStoreId: store.identityStoreId, GroupId, MemberId: { UserId },
        ...store.madeBy(caller),
      };
      store.memberships.set(membership.MembershipId, membership);
      return identifiersOf(membership);
    },

    DescribeGroupMembership(input: DescribeGroupMembershipRequest) {
      checkMembers('DescribeGroupMembership', input, ['IdentityStoreId', 'MembershipId']);
      const membership = stores.store(input.IdentityStoreId).memberships.lagging.get(checkResourceId('membershipId', input.MembershipId));
      if (!membership) throw membershipNotFound();
      return membership;
    },

    GetGroupMembershipId(input: GetGroupMembershipIdRequest) {
      checkMembers('GetGroupMembershipId', input, ['IdentityStoreId', 'GroupId', 'MemberId']);
      const store = stores.store(input.IdentityStoreId);
      const membership = find(store.memberships.lagging, checkResourceId('groupId', input.GroupId), checkResourceId('userId', input.MemberId?.UserId));
      if (!membership) throw membershipNotFound();
      return identifiersOf(membership);
    },

    DeleteGroupMembership(input: DeleteGroupMembershipRequest) {
      checkMembers('DeleteGroupMembership', input, ['IdentityStoreId', 'MembershipId']);
      const store = stores.store(input.IdentityStoreId);
      const membershipId = checkResourceId('membershipId', input.MembershipId);
      if (!store.memberships.has(membershipId) && store.switches.missingDeletes === 'REFUSED') throw membershipNotFound();
      store.memberships.delete(membershipId);
      return {};
    },

    ListGroupMemberships(input: ListGroupMembershipsRequest) {
      checkMembers('ListGroupMemberships', input, ['IdentityStoreId', 'GroupId', ...PAGE_MEMBERS]);
      const store = stores.store(input.IdentityStoreId);
      const { GroupId } = existingGroup(store.groups.lagging, input.GroupId);
      return pageOf('GroupMemberships', store.memberships.lagging.find('group', GroupId), input);
    },

    ListGroupMembershipsForMember(input: ListGroupMembershipsForMemberRequest) {
      checkMembers('ListGroupMembershipsForMember', input, ['IdentityStoreId', 'MemberId', ...PAGE_MEMBERS]);
      const store = stores.store(input.IdentityStoreId);
      const { UserId } = existingUser(store.users.lagging, input.MemberId?.UserId);
      return pageOf('GroupMemberships', store.memberships.lagging.find('user', UserId), input);
    },

    IsMemberInGroups(input: IsMemberInGroupsRequest) {
      checkMembers('IsMemberInGroups', input, ['IdentityStoreId', 'MemberId', 'GroupIds']);
      const store = stores.store(input.IdentityStoreId);
      const userId = checkResourceId('userId', input.MemberId?.UserId);
      const { lagging } = store.memberships;
      const Results = checkGroupIds(input.GroupIds).map((GroupId) =>
        ({ GroupId, MemberId: { UserId: userId }, MembershipExists: find(lagging, GroupId, userId) !== undefined }));
      return { Results };
    },
  };
}

function identifiersOf({ MembershipId, MembershipArn, IdentityStoreId }: Membership): object {
  return { MembershipId, MembershipArn, IdentityStoreId };
}

function find(memberships: View<Membership, 'pair'>, groupId: string, userId: string): Membership | undefined {
  return memberships.find('pair', pairKey(groupId, userId))[0];
}

/** Both have to be there, and to be visible by now. */
function existingPair(store: IdentityStore, { GroupId: groupId, MemberId }: CreateGroupMembershipRequest): { GroupId: string; UserId: string } {
  const [{ GroupId }] = [store.groups, store.groups.lagging].map((groups) => existingGroup(groups, groupId)) as [Group, Group];
  const [{ UserId }] = [store.users, store.users.lagging].map((users) => existingUser(users, MemberId?.UserId)) as [User, User];
  return { GroupId, UserId };
}

function membershipNotFound(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'MEMBERSHIP not found.', { ResourceType: 'GROUP_MEMBERSHIP' });
}
