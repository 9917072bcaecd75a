import { RemovalPolicy } from 'aws-cdk-lib';
import { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { ACCOUNT_ID, BOOLEAN, given, listOf, objectWith, oneOf, PropertyType, PropertyTypes, structure, TEXT } from './property-types';
import { ConflictPolicy } from '../identity-store/conflict-policy';
import type { GroupProps, IGroup } from '../identity-store/group';
import type { GroupMembershipOptions, GroupMembershipProps } from '../identity-store/group-membership';
import type { IdentityStoreAttributes, IIdentityStore } from '../identity-store/identity-store';
import type { LookupOptions } from '../identity-store/lookup-options';
import type { IUser } from '../identity-store/user';
import type { Address, EnterpriseExtension, Name, Photo } from '../identity-store/user-attributes';
import type { UserProps } from '../identity-store/user-props';

const CONFLICT_POLICY = oneOf(Object.values(ConflictPolicy), 'ADOPT, OVERWRITE or FAIL');

/** Nothing here can be copied before it is deleted. */
export const REMOVAL_POLICY: PropertyType<RemovalPolicy> = oneOf(
  [RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, RemovalPolicy.RETAIN, RemovalPolicy.DESTROY], 'RETAIN_ON_UPDATE_OR_DELETE, RETAIN or DESTROY',
);

const IDENTITY_STORE = objectWith<IIdentityStore>(['identityStoreId', 'identityStoreArn'], 'an identity store, as IdentityStore.fromIdentityStoreId() makes it');
const GROUP = objectWith<IGroup>(['groupId', 'identityStore'], 'a group of this library: declared, or as Group.fromGroupId() makes it');
const USER = objectWith<IUser>(['userId', 'identityStore'], 'a user of this library: declared, or as User.fromUserId() makes it');
export const KEY = objectWith<IKeyRef>(['keyRef'], 'a key, as Key.fromKeyArn() makes it');

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

export const GROUP_TYPES: PropertyTypes<GroupProps> = {
  identityStore: given(IDENTITY_STORE),
  displayName: given(TEXT),
  description: TEXT,
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

const NAME_TYPES: PropertyTypes<Name> = {
  givenName: given(TEXT),
  familyName: given(TEXT),
  middleName: TEXT,
  formatted: TEXT,
  honorificPrefix: TEXT,
  honorificSuffix: TEXT,
};

const ADDRESS_TYPES: PropertyTypes<Address> = {
  streetAddress: TEXT,
  locality: TEXT,
  region: TEXT,
  postalCode: TEXT,
  country: TEXT,
  formatted: TEXT,
  addressType: TEXT,
};

const PHOTO_TYPES: PropertyTypes<Photo> = {
  value: given(TEXT),
  photoType: TEXT,
  display: TEXT,
  primary: BOOLEAN,
};

const ENTERPRISE_TYPES: PropertyTypes<EnterpriseExtension> = {
  employeeNumber: TEXT,
  costCenter: TEXT,
  organization: TEXT,
  division: TEXT,
  department: TEXT,
  manager: TEXT,
};

export const USER_TYPES: PropertyTypes<UserProps> = {
  identityStore: given(IDENTITY_STORE),
  userName: given(TEXT),
  displayName: given(TEXT),
  name: given(structure(NAME_TYPES)),
  email: TEXT,
  emailType: TEXT,
  phoneNumber: TEXT,
  phoneNumberType: TEXT,
  address: structure(ADDRESS_TYPES),
  nickName: TEXT,
  profileUrl: TEXT,
  userType: TEXT,
  title: TEXT,
  preferredLanguage: TEXT,
  locale: TEXT,
  timezone: TEXT,
  photos: listOf(structure(PHOTO_TYPES)),
  website: TEXT,
  birthdate: TEXT,
  role: TEXT,
  roleType: TEXT,
  enterprise: structure(ENTERPRISE_TYPES),
  ...GUARDED_TYPES,
};

const LOOKUP_TYPES: PropertyTypes<LookupOptions> = { generation: TEXT };

/** What refers to something takes its parameters as properties. */
export const GROUP_BY_ID_TYPES = { identityStore: given(IDENTITY_STORE), groupId: given(TEXT) };
export const USER_BY_ID_TYPES = { identityStore: given(IDENTITY_STORE), userId: given(TEXT) };
export const GROUP_BY_NAME_TYPES = { identityStore: given(IDENTITY_STORE), displayName: given(TEXT), options: given(structure(LOOKUP_TYPES)) };
export const USER_BY_NAME_TYPES = { identityStore: given(IDENTITY_STORE), userName: given(TEXT), options: given(structure(LOOKUP_TYPES)) };
