import type {
  CreateGroupRequest, DeleteGroupRequest, DescribeGroupRequest, GetGroupIdRequest, ListGroupsRequest, UpdateGroupRequest,
} from '@aws-sdk/client-identitystore';
import type { Caller } from '../security/callers';
import type { Operation } from '../protocol/operations';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { checkGroupDisplayName, checkMembers, checkNotReserved, checkOperations, checkResourceId, checkText } from './constraints';
import { Group, IdentityStore, IdentityStores } from './identity-stores';
import { pageOf } from './page';

/** The operations on groups. */
export function groupOperations(stores: IdentityStores): Record<string, Operation> {
  return {
    CreateGroup(input: CreateGroupRequest, caller: Caller) {
      checkMembers('CreateGroup', input, ['IdentityStoreId', 'DisplayName', 'Description']);
      const store = stores.store(input.IdentityStoreId);
      const displayName = freeDisplayName(store, input.DisplayName);
      const now = store.now();
      const group: Group = {
        GroupId: store.newId(),
        IdentityStoreId: store.identityStoreId,
        DisplayName: displayName,
        ...(input.Description !== undefined && { Description: checkText('description', input.Description) }),
        CreatedAt: now,
        CreatedBy: caller.arn,
        UpdatedAt: now,
        UpdatedBy: caller.arn,
      };
      store.groups.set(group.GroupId, group);
      return { GroupId: group.GroupId, IdentityStoreId: store.identityStoreId };
    },

    DescribeGroup(input: DescribeGroupRequest) {
      checkMembers('DescribeGroup', input, ['IdentityStoreId', 'GroupId']);
      return existingGroup(stores.store(input.IdentityStoreId), input.GroupId);
    },

    GetGroupId(input: GetGroupIdRequest) {
      checkMembers('GetGroupId', input, ['IdentityStoreId', 'AlternateIdentifier']);
      const store = stores.store(input.IdentityStoreId);
      const { UniqueAttribute: unique } = input.AlternateIdentifier ?? {};
      if (!unique) throw new NotEmulated('identitystore:GetGroupId by ExternalId');
      if (unique.AttributePath?.toLowerCase() !== 'displayname') {
        throw new ServiceError('ValidationException', `The attribute ${unique.AttributePath} is not a unique attribute`);
      }
      const group = byDisplayName(store, String(unique.AttributeValue));
      if (!group) throw groupNotFound();
      return { GroupId: group.GroupId, IdentityStoreId: store.identityStoreId };
    },

    UpdateGroup(input: UpdateGroupRequest, caller: Caller) {
      checkMembers('UpdateGroup', input, ['IdentityStoreId', 'GroupId', 'Operations']);
      const store = stores.store(input.IdentityStoreId);
      const group = existingGroup(store, input.GroupId);
      const changed = { ...group };
      for (const { AttributePath: path, AttributeValue: value } of checkOperations(input.Operations)) change(store, changed, path, value);
      Object.assign(changed, { UpdatedAt: store.now(), UpdatedBy: caller.arn });
      store.groups.set(group.GroupId, changed);
      return {};
    },

    DeleteGroup(input: DeleteGroupRequest) {
      checkMembers('DeleteGroup', input, ['IdentityStoreId', 'GroupId']);
      const store = stores.store(input.IdentityStoreId);
      store.removeGroup(existingGroup(store, input.GroupId).GroupId);
      return {};
    },

    ListGroups(input: ListGroupsRequest) {
      checkMembers('ListGroups', input, ['IdentityStoreId', 'MaxResults', 'NextToken']);
      return pageOf('Groups', [...stores.store(input.IdentityStoreId).groups.values()], input);
    },
  };
}

function change(store: IdentityStore, group: Group, path: string | undefined, value: unknown): void {
  switch (path) {
    case 'displayName':
      group.DisplayName = freeDisplayName(store, value, group.GroupId);
      return;
    case 'description':
      if (value === undefined || value === null) delete group.Description;
      else group.Description = checkText('description', value);
      return;
    default:
      throw new ServiceError('ValidationException', `The attribute path ${path} is not supported`);
  }
}

function freeDisplayName(store: IdentityStore, value: unknown, ownId?: string): string {
  const displayName = checkGroupDisplayName(value);
  checkNotReserved('group', displayName);
  const other = byDisplayName(store, displayName);
  if (other && other.GroupId !== ownId) {
    throw new ServiceError('ConflictException', 'Duplicate GroupDisplayName', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
  }
  return displayName;
}

function byDisplayName(store: IdentityStore, displayName: string): Group | undefined {
  return [...store.groups.values()].find((group) => group.DisplayName.toLowerCase() === displayName.toLowerCase());
}

/** @throws ServiceError `ResourceNotFoundException` */
export function existingGroup(store: IdentityStore, groupId: unknown): Group {
  const group = store.groups.get(checkResourceId('groupId', groupId));
  if (!group) throw groupNotFound();
  return group;
}

function groupNotFound(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'GROUP not found.', { ResourceType: 'GROUP' });
}
