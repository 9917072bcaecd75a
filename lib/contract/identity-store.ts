import type {
  AddressProperties, ENTERPRISE_EXTENSION, EnterpriseProperties, NameProperties, PhotoProperties, TypedValue, UserTexts,
} from './user-attributes';

/** CloudFormation types of the custom resources. A type can never change once it is deployed. */
export const USER_RESOURCE_TYPE = 'Custom::IdentityStoreUser';
export const GROUP_RESOURCE_TYPE = 'Custom::IdentityStoreGroup';
export const GROUP_MEMBERSHIP_RESOURCE_TYPE = 'Custom::IdentityStoreGroupMembership';
export const USER_LOOKUP_RESOURCE_TYPE = 'Custom::IdentityStoreUserLookup';
export const GROUP_LOOKUP_RESOURCE_TYPE = 'Custom::IdentityStoreGroupLookup';

/** What happens when an entity with the declared name is already there; the values of `ConflictPolicy`. */
export const CONFLICT_POLICIES = ['ADOPT', 'OVERWRITE', 'FAIL'] as const;
export type ConflictPolicyName = (typeof CONFLICT_POLICIES)[number];

/** Where an entity is: in the `ResourceProperties` of every resource. */
export interface StoreProperties {
  readonly IdentityStoreId: string;
  /** Where the store is, if not in the Region of the stack. */
  readonly Region?: string;
}

/** In the `ResourceProperties` of what is guarded. */
export interface GuardedProperties extends StoreProperties {
  readonly ConflictPolicy: ConflictPolicyName;
  readonly Generation?: string;
}

/** In the `ResourceProperties` of what has a name. */
export interface NamedProperties extends GuardedProperties {
  /** Whether the name is only known at deployment, so that synthesis can't tell whether another construct of the stack has it, too. */
  readonly NamedAtDeployment?: boolean;
}

/** `ResourceProperties` of a group, as the template has them. */
export interface GroupProperties extends NamedProperties {
  readonly DisplayName: string;
  readonly Description?: string;
}

/** `ResourceProperties` of a user, in the shape of the service's own requests. */
export interface UserProperties extends NamedProperties, UserTexts {
  readonly UserName: string;
  readonly Name: NameProperties;
  readonly Emails?: readonly TypedValue[];
  readonly PhoneNumbers?: readonly TypedValue[];
  readonly Addresses?: readonly AddressProperties[];
  readonly Roles?: readonly TypedValue[];
  readonly Photos?: readonly PhotoProperties[];
  readonly Extensions?: { readonly [ENTERPRISE_EXTENSION]: EnterpriseProperties };
}

/** `ResourceProperties` of a membership. */
export interface GroupMembershipProperties extends GuardedProperties {
  readonly GroupId: string;
  readonly UserId: string;
}

/** `ResourceProperties` of a user that is only looked up. */
export interface UserLookupProperties extends StoreProperties {
  readonly UserName: string;
  readonly Generation?: string;
}

/** `ResourceProperties` of a group that is only looked up. */
export interface GroupLookupProperties extends StoreProperties {
  readonly DisplayName: string;
  readonly Generation?: string;
}

/** In the `Data` of the answer for everything that is guarded: how it came under management. */
interface GuardedAttributes {
  readonly Outcome: 'CREATED' | 'ADOPTED';
}

/** `Data` of the answers: what `Fn::GetAtt` can read. */
export interface UserAttributes extends GuardedAttributes {
  readonly UserId: string;
  /** Whether the user could sign in when it was last looked at: `ENABLED`, `DISABLED`, or `UNKNOWN` if the service didn't say. */
  readonly UserStatus: string;
}

export interface GroupAttributes extends GuardedAttributes {
  readonly GroupId: string;
}

export interface GroupMembershipAttributes extends GuardedAttributes {
  readonly MembershipId: string;
}

export type UserLookupAttributes = Pick<UserAttributes, 'UserId'>;
export type GroupLookupAttributes = Pick<GroupAttributes, 'GroupId'>;
