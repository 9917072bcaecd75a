import type {
  CreateGroupRequest, DeleteGroupRequest, DescribeGroupRequest, GetGroupIdRequest, ListGroupsRequest, UpdateGroupRequest,
} from '@aws-sdk/client-identitystore';
import { PAGE_MEMBERS } from '../page';
import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import {
  checkAttributePath, checkGroupDisplayName, checkMembers, checkNotReserved, checkOperations, checkQuota, checkResourceId, checkText, pageOf,
} from './constraints';
import { arnOf } from './arns';
import { Group, nameKey } from './entities';
import { IdentityStore, IdentityStores } from './identity-stores';
import { filtered, findByIdentifier, UniqueAttribute } from './lookup';
import { kept, trimmed } from './normalization';
import { checkExpected, Conditional, FIRST_REVISION, revised } from './revision';

const DISPLAY_NAME: UniqueAttribute<Group, 'displayName'> = {
  index: 'displayName', path: 'displayName', valueOf: ({ DisplayName }) => DisplayName,
};

/** The operations on groups. */
export function groupOperations(stores: IdentityStores): Record<string, Operation> {
  return {
    CreateGroup(input: CreateGroupRequest, caller: Caller) {
      checkMembers('CreateGroup', input, ['IdentityStoreId', 'DisplayName', 'Description']);
      const store = stores.store(input.IdentityStoreId);
      const description = input.Description ?? undefined;
      const GroupId = store.newId();
      const group = stored(store, {
        GroupId,
        GroupArn: arnOf(store.environment, 'group', GroupId),
        IdentityStoreId: store.identityStoreId,
        Revision: FIRST_REVISION,
        DisplayName: checkGroupDisplayName(input.DisplayName),
        ...(description !== undefined && { Description: checkText('description', description) }),
        ...store.madeBy(caller),
      });
      checkNameIsFree(store, group);
      checkQuota('groups', store.groups.size, store.switches.mostGroups);
      store.groups.set(group.GroupId, group);
      return identifiersOf(group, 'Revision');
    },

    DescribeGroup(input: DescribeGroupRequest) {
      checkMembers('DescribeGroup', input, ['IdentityStoreId', 'GroupId']);
      return existingGroup(stores.store(input.IdentityStoreId).groups.lagging, input.GroupId);
    },

    GetGroupId(input: GetGroupIdRequest) {
      checkMembers('GetGroupId', input, ['IdentityStoreId', 'AlternateIdentifier']);
      const store = stores.store(input.IdentityStoreId);
      const group = findByIdentifier(store.groups.lagging, [DISPLAY_NAME], input.AlternateIdentifier, store.switches);
      if (!group) throw groupNotFound();
      return identifiersOf(group);
    },

    UpdateGroup(input: UpdateGroupRequest & Conditional, caller: Caller) {
      checkMembers('UpdateGroup', input, ['IdentityStoreId', 'GroupId', 'Operations', 'Revision']);
      const store = stores.store(input.IdentityStoreId);
      const draft = { ...existingGroup(store.groups, input.GroupId) };
      checkExpected('group', draft, input);
      for (const { AttributePath: path, AttributeValue: value } of checkOperations(input.Operations)) change(draft, checkAttributePath(path), value);
      const changed = stored(store, revised({ ...draft, ...store.changedBy(caller) }));
      checkNameIsFree(store, changed);
      store.groups.set(changed.GroupId, changed);
      return identifiersOf(changed, 'Revision');
    },

    DeleteGroup(input: DeleteGroupRequest & Conditional) {
      checkMembers('DeleteGroup', input, ['IdentityStoreId', 'GroupId', 'Revision']);
      const store = stores.store(input.IdentityStoreId);
      const groupId = checkResourceId('groupId', input.GroupId);
      const group = store.groups.get(groupId);
      if (!group && store.switches.missingDeletes === 'REFUSED') throw groupNotFound();
      if (group) checkExpected('group', group, input);
      store.removeGroup(groupId);
      return {};
    },

    ListGroups(input: ListGroupsRequest) {
      checkMembers('ListGroups', input, ['IdentityStoreId', ...PAGE_MEMBERS, 'Filters']);
      const store = stores.store(input.IdentityStoreId);
      return pageOf('Groups', filtered(store.groups.lagging, 'DisplayName', DISPLAY_NAME, input.Filters, store.switches), input);
    },
  };
}

/** @throws ServiceError `ResourceNotFoundException` */
export function existingGroup(groups: { get(id: string): Group | undefined }, groupId: unknown): Group {
  const group = groups.get(checkResourceId('groupId', groupId));
  if (!group) throw groupNotFound();
  return group;
}

function identifiersOf({ GroupId, GroupArn, IdentityStoreId, Revision }: Group, revision?: 'Revision'): object {
  return { GroupId, GroupArn, IdentityStoreId, ...(revision && { Revision }) };
}

type Draft = { -readonly [Member in keyof Group]: Group[Member] };

function change(group: Draft, path: string, value: unknown): void {
  switch (path) {
    case 'displayName':
      group.DisplayName = checkGroupDisplayName(value);
      return;
    case 'description':
      if (value === undefined || value === null) delete group.Description;
      else group.Description = checkText('description', value);
      return;
    default:
      throw new ServiceError('ValidationException', `The attribute path ${path} is not supported`);
  }
}

function stored({ switches }: IdentityStore, group: Group): Group {
  return kept(group, normalized, switches);
}

function normalized(group: Group): Group {
  return {
    ...group,
    DisplayName: trimmed(group.DisplayName),
    ...(group.Description !== undefined && { Description: trimmed(group.Description) }),
  };
}

function checkNameIsFree({ groups }: IdentityStore, { GroupId, DisplayName }: Group): void {
  checkNotReserved('group', DisplayName);
  if (groups.find('displayName', nameKey(DisplayName)).some((other) => other.GroupId !== GroupId)) {
    throw new ServiceError('ConflictException', 'Duplicate GroupDisplayName', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
  }
}

function groupNotFound(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'GROUP not found.', { ResourceType: 'GROUP' });
}
