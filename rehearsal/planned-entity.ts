import {
  GROUP_LOOKUP_RESOURCE_TYPE, GROUP_MEMBERSHIP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, USER_LOOKUP_RESOURCE_TYPE, USER_RESOURCE_TYPE,
} from '../lib/contract/identity-store';
import { ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE, ALL_FEATURES_RESOURCE_TYPE } from '../lib/contract/organizations';
import { parsePhysicalResourceId } from '../lambda/guard/ownership';
import { isMembers } from '../sandbox/cloudformation/functions/function';
import type { Json, Properties } from '../sandbox/cloudformation/template';
import { isUnknown, reasonsIn, withoutUnknown } from '../sandbox/cloudformation/unknown';
import type { IdentityStore, IdentityStores } from '../sandbox/identity-store/identity-stores';
import { KNOWN_LATER, PlannedEntity } from './plan';

type NameOf = (properties: Properties, stores: Names) => string;

/** Finds names of users and groups by their ids, also of those that a deployment has removed. */
export interface Names {
  readonly userName: (identityStoreId: string, userId: string) => string | undefined;
  readonly groupName: (identityStoreId: string, groupId: string) => string | undefined;
}

/** What resources are called, by their types. */
const KINDS: Readonly<Record<string, { readonly kind: string; readonly nameOf: NameOf }>> = {
  [USER_RESOURCE_TYPE]: { kind: 'user', nameOf: ({ UserName }) => textOf(UserName) },
  [GROUP_RESOURCE_TYPE]: { kind: 'group', nameOf: ({ DisplayName }) => textOf(DisplayName) },
  [GROUP_MEMBERSHIP_RESOURCE_TYPE]: { kind: 'membership', nameOf: ({ IdentityStoreId, UserId, GroupId }, names) => membershipName(textOf(IdentityStoreId), UserId, GroupId, names) },
  [USER_LOOKUP_RESOURCE_TYPE]: { kind: 'look-up of user', nameOf: ({ UserName }) => textOf(UserName) },
  [GROUP_LOOKUP_RESOURCE_TYPE]: { kind: 'look-up of group', nameOf: ({ DisplayName }) => textOf(DisplayName) },
  [ACCOUNT_INVITATION_RESOURCE_TYPE]: { kind: 'invitation', nameOf: targetName },
  [ACCOUNT_MEMBERSHIP_RESOURCE_TYPE]: { kind: 'membership of account', nameOf: targetName },
  [ALL_FEATURES_RESOURCE_TYPE]: { kind: 'organization', nameOf: () => 'all features' },
  'AWS::IdentityStore::User': { kind: 'user (native)', nameOf: ({ UserName }) => textOf(UserName) },
  'AWS::IdentityStore::Group': { kind: 'group (native)', nameOf: ({ DisplayName }) => textOf(DisplayName) },
  'AWS::IdentityStore::GroupMembership': {
    kind: 'membership (native)',
    nameOf: ({ IdentityStoreId, MemberId, GroupId }, names) =>
      membershipName(textOf(IdentityStoreId), isMembers(MemberId) ? MemberId.UserId : undefined, GroupId, names),
  },
};

/** What a resource stands for. */
export function plannedEntity(type: string, properties: Properties, physicalId: string, names: Names): PlannedEntity {
  const { kind, nameOf } = KINDS[type] ?? { kind: type, nameOf: () => '' };
  // It stands for an account, which has its id as its name, or isn't known yet.
  const id = type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE ? undefined : idIn(type, physicalId);
  return { kind, name: nameOf(properties, names), ...(id !== undefined && { id }) };
}

/** The names that are in a store now, and those that were in it before. */
export function namesIn(stores: IdentityStores, before: Names): Names {
  const store = (storeId: string): IdentityStore | undefined => stores.all.find(({ identityStoreId }) => identityStoreId === storeId);
  return {
    userName: (storeId, userId) => store(storeId)?.users.get(userId)?.UserName ?? before.userName(storeId, userId),
    groupName: (storeId, groupId) => store(storeId)?.groups.get(groupId)?.DisplayName ?? before.groupName(storeId, groupId),
  };
}

/** Names also what has no id, since it is refused or not known, as the stack declares it. */
export function namesWith(declared: ReadonlyMap<string, { readonly properties: Properties }>, names: Names): Names {
  const declaredAs = (id: string, property: 'UserName' | 'DisplayName'): string | undefined => {
    const [because = ''] = isUnknown(id) ? reasonsIn(id) : [];
    const name = declared.get(because.replace(/^\w+ of /, ''))?.properties[property];
    return name === undefined ? undefined : textOf(name);
  };
  return {
    userName: (storeId, userId) => declaredAs(userId, 'UserName') ?? names.userName(storeId, userId),
    groupName: (storeId, groupId) => declaredAs(groupId, 'DisplayName') ?? names.groupName(storeId, groupId),
  };
}

/** The id of the entity that a resource stands for; nothing if there is none, as of a resource of this library that was refused. */
export function idIn(type: string, physicalId: string): string | undefined {
  if (physicalId === '') return undefined;
  if (isUnknown(physicalId)) return KNOWN_LATER;
  return type.startsWith('Custom::') ? parsePhysicalResourceId(physicalId)?.id : physicalId.split('|')[0];
}

function membershipName(storeId: string, userId: Json | undefined, groupId: Json | undefined, names: Names): string {
  const nameOf = (id: Json | undefined, named: Names['userName']): string => (typeof id === 'string' ? named(storeId, id) : undefined) ?? textOf(id);
  return `${nameOf(userId, names.userName)} in ${nameOf(groupId, names.groupName)}`;
}

function targetName({ Target: target }: Properties): string {
  return isMembers(target) ? textOf(target.AccountId ?? target.Email) : '';
}

function textOf(value: Json | undefined): string {
  return value === undefined ? '' : withoutUnknown(typeof value === 'string' ? value : JSON.stringify(value), () => KNOWN_LATER);
}
