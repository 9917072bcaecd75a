import { ADDRESS_TEXTS, ENTERPRISE_TEXTS, NAME_PARTS, USER_TEXTS } from '../contract/user-attributes';
import { KEY, REMOVAL_POLICY } from '../properties/aws-types';
import { propertyOf } from '../properties/property-name';
import { ACCOUNT_ID, BOOLEAN, given, listOf, objectWith, oneOf, PropertyType, PropertyTypes, structure, TEXT } from '../properties/property-type';
import { ConflictPolicy } from './conflict-policy';
import type { GroupDeclaration, GroupProps, IGroup } from './group';
import type { GroupMembershipOptions, GroupMembershipProps } from './group-membership';
import type { IdentityStoreAttributes, IIdentityStore } from './identity-store';
import type { LookupOptions } from './lookup-options';
import type { IUser } from './user';
import type { Address, EnterpriseExtension, Name, Photo } from './user-attributes';
import type { UserDeclaration, UserProps } from './user-props';

export const CONFLICT_POLICY = oneOf(ConflictPolicy);

export const IDENTITY_STORE = objectWith<IIdentityStore>(['identityStoreId', 'identityStoreArn'], 'an identity store, as IdentityStore.fromIdentityStoreId() makes it');
const GROUP = objectWith<IGroup>(['groupId', 'identityStore'], 'a group of this library: declared, or as Group.fromGroupId() makes it');
const USER = objectWith<IUser>(['userId', 'identityStore'], 'a user of this library: declared, or as User.fromUserId() makes it');

export const IDENTITY_STORE_TYPES: PropertyTypes<IdentityStoreAttributes> = {
  identityStoreId: given(TEXT),
  ownerAccount: ACCOUNT_ID,
  region: TEXT,
  encryptionKey: KEY,
  conflictPolicy: CONFLICT_POLICY,
  generation: TEXT,
};

/** What everything that is declared in a store has. */
const GUARDED_TYPES = {
  conflictPolicy: CONFLICT_POLICY,
  removalPolicy: REMOVAL_POLICY,
  generation: TEXT,
};

export const GROUP_DECLARATION_TYPES: PropertyTypes<GroupDeclaration> = {
  displayName: given(TEXT),
  description: TEXT,
};

export const GROUP_TYPES: PropertyTypes<GroupProps> = {
  identityStore: given(IDENTITY_STORE),
  ...GROUP_DECLARATION_TYPES,
  ...GUARDED_TYPES,
};

const GROUP_MEMBERSHIP_OPTIONS_TYPES: PropertyTypes<GroupMembershipOptions> = GUARDED_TYPES;

/** What `addMember` and `addMembers` take. */
export const MEMBERS_TYPES = { members: given(listOf(USER)) };
export const MEMBER_TYPES = { member: given(USER), options: given(structure(GROUP_MEMBERSHIP_OPTIONS_TYPES)) };

export const GROUP_MEMBERSHIP_TYPES: PropertyTypes<GroupMembershipProps> = {
  group: given(GROUP),
  member: given(USER),
  ...GUARDED_TYPES,
};

/** The types of properties with one text each, by their names in the service. Required properties are left out. */
function texts<Name extends string, Required extends Name = never>(
  names: readonly Name[], required: readonly Required[] = [],
): { readonly [Property in Uncapitalize<Exclude<Name, Required>>]: PropertyType<string> } {
  const optional = names.filter((name) => !(required as readonly Name[]).includes(name));
  return Object.fromEntries(optional.map((name) => [propertyOf(name), TEXT])) as ReturnType<typeof texts<Name, Required>>;
}

const NAME_TYPES: PropertyTypes<Name> = { givenName: given(TEXT), familyName: given(TEXT), ...texts(NAME_PARTS, ['GivenName', 'FamilyName']) };

const ADDRESS_TYPES: PropertyTypes<Address> = { ...texts(ADDRESS_TEXTS), addressType: TEXT };

const PHOTO_TYPES: PropertyTypes<Photo> = {
  value: given(TEXT),
  photoType: TEXT,
  display: TEXT,
  primary: BOOLEAN,
};

const ENTERPRISE_TYPES: PropertyTypes<EnterpriseExtension> = { ...texts(ENTERPRISE_TEXTS), manager: TEXT };

export const USER_DECLARATION_TYPES: PropertyTypes<UserDeclaration> = {
  userName: given(TEXT),
  displayName: given(TEXT),
  name: given(structure(NAME_TYPES)),
  email: TEXT,
  emailType: TEXT,
  phoneNumber: TEXT,
  phoneNumberType: TEXT,
  address: structure(ADDRESS_TYPES),
  ...texts(USER_TEXTS, ['DisplayName']),
  photos: listOf(structure(PHOTO_TYPES)),
  role: TEXT,
  roleType: TEXT,
  enterprise: structure(ENTERPRISE_TYPES),
};

export const USER_TYPES: PropertyTypes<UserProps> = {
  identityStore: given(IDENTITY_STORE),
  ...USER_DECLARATION_TYPES,
  ...GUARDED_TYPES,
};

const LOOKUP_TYPES: PropertyTypes<LookupOptions> = { generation: TEXT };

/** What refers to something takes its parameters as properties. */
export const GROUP_BY_ID_TYPES = { identityStore: given(IDENTITY_STORE), groupId: given(TEXT) };
export const USER_BY_ID_TYPES = { identityStore: given(IDENTITY_STORE), userId: given(TEXT) };
export const GROUP_BY_NAME_TYPES = { identityStore: given(IDENTITY_STORE), displayName: given(TEXT), options: given(structure(LOOKUP_TYPES)) };
export const USER_BY_NAME_TYPES = { identityStore: given(IDENTITY_STORE), userName: given(TEXT), options: given(structure(LOOKUP_TYPES)) };
