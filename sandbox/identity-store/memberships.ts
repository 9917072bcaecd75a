import type {
  CreateGroupMembershipRequest, DeleteGroupMembershipRequest, DescribeGroupMembershipRequest, GetGroupMembershipIdRequest,
  IsMemberInGroupsRequest, ListGroupMembershipsForMemberRequest, ListGroupMembershipsRequest,
} from '@aws-sdk/client-identitystore';
import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { checkMembers, checkResourceId } from './constraints';
import { existingGroup } from './groups';
import { IdentityStore, IdentityStores, Membership } from './identity-stores';
import { pageOf } from './page';
import { existingUser } from './users';

/** The operations on memberships. */
export function membershipOperations(stores: IdentityStores): Record<string, Operation> {
  return {
    CreateGroupMembership(input: CreateGroupMembershipRequest, caller: Caller) {
      checkMembers('CreateGroupMembership', input, ['IdentityStoreId', 'GroupId', 'MemberId']);
      const store = stores.store(input.IdentityStoreId);
      const { GroupId } = existingGroup(store, input.GroupId);
      const { UserId } = existingUser(store, input.MemberId?.UserId);
      if (find(store, GroupId, UserId)) {
        throw new ServiceError('ConflictException', 'Member and Group relationship already exists.', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
      }
      const now = store.now();
      const membership: Membership = {
        MembershipId: store.newId(), IdentityStoreId: store.identityStoreId, GroupId, MemberId: { UserId },
        CreatedAt: now, CreatedBy: caller.arn, UpdatedAt: now, UpdatedBy: caller.arn,
      };
      store.memberships.set(membership.MembershipId, membership);
      return { MembershipId: membership.MembershipId, IdentityStoreId: store.identityStoreId };
    },

    DescribeGroupMembership(input: DescribeGroupMembershipRequest) {
      checkMembers('DescribeGroupMembership', input, ['IdentityStoreId', 'MembershipId']);
      return existingMembership(stores.store(input.IdentityStoreId), input.MembershipId);
    },

    GetGroupMembershipId(input: GetGroupMembershipIdRequest) {
      checkMembers('GetGroupMembershipId', input, ['IdentityStoreId', 'GroupId', 'MemberId']);
      const store = stores.store(input.IdentityStoreId);
      const membership = find(store, checkResourceId('groupId', input.GroupId), checkResourceId('userId', input.MemberId?.UserId));
      if (!membership) throw membershipNotFound();
      return { MembershipId: membership.MembershipId, IdentityStoreId: store.identityStoreId };
    },

    DeleteGroupMembership(input: DeleteGroupMembershipRequest) {
      checkMembers('DeleteGroupMembership', input, ['IdentityStoreId', 'MembershipId']);
      const store = stores.store(input.IdentityStoreId);
      store.memberships.delete(existingMembership(store, input.MembershipId).MembershipId);
      return {};
    },

    ListGroupMemberships(input: ListGroupMembershipsRequest) {
      checkMembers('ListGroupMemberships', input, ['IdentityStoreId', 'GroupId', 'MaxResults', 'NextToken']);
      const store = stores.store(input.IdentityStoreId);
      const { GroupId } = existingGroup(store, input.GroupId);
      return pageOf('GroupMemberships', [...store.memberships.values()].filter((membership) => membership.GroupId === GroupId), input);
    },

    ListGroupMembershipsForMember(input: ListGroupMembershipsForMemberRequest) {
      checkMembers('ListGroupMembershipsForMember', input, ['IdentityStoreId', 'MemberId', 'MaxResults', 'NextToken']);
      const store = stores.store(input.IdentityStoreId);
      const { UserId } = existingUser(store, input.MemberId?.UserId);
      return pageOf('GroupMemberships', [...store.memberships.values()].filter(({ MemberId }) => MemberId.UserId === UserId), input);
    },

    IsMemberInGroups(input: IsMemberInGroupsRequest) {
      checkMembers('IsMemberInGroups', input, ['IdentityStoreId', 'MemberId', 'GroupIds']);
      const store = stores.store(input.IdentityStoreId);
      const userId = checkResourceId('userId', input.MemberId?.UserId);
      const Results = (input.GroupIds ?? []).map((GroupId) =>
        ({ GroupId, MemberId: { UserId: userId }, MembershipExists: find(store, GroupId, userId) !== undefined }));
      return { Results };
    },
  };
}

function find(store: IdentityStore, groupId: string, userId: string): Membership | undefined {
  return [...store.memberships.values()].find(({ GroupId, MemberId }) => GroupId === groupId && MemberId.UserId === userId);
}

function existingMembership(store: IdentityStore, membershipId: unknown): Membership {
  const membership = store.memberships.get(checkResourceId('membershipId', membershipId));
  if (!membership) throw membershipNotFound();
  return membership;
}

function membershipNotFound(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'MEMBERSHIP not found.', { ResourceType: 'GROUP_MEMBERSHIP' });
}
