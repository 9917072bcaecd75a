/**
 * What the constructs and their functions agree on. Both sides import this file and nothing else of each other,
 * so a name that changes on one side only is a compile error and not a failed deployment.
 */

/** CloudFormation types of the custom resources. A type can never change once it is deployed. */
export const USER_RESOURCE_TYPE = 'Custom::IdentityStoreUser';
export const GROUP_RESOURCE_TYPE = 'Custom::IdentityStoreGroup';
export const GROUP_MEMBERSHIP_RESOURCE_TYPE = 'Custom::IdentityStoreGroupMembership';
export const USER_LOOKUP_RESOURCE_TYPE = 'Custom::IdentityStoreUserLookup';
export const GROUP_LOOKUP_RESOURCE_TYPE = 'Custom::IdentityStoreGroupLookup';

/**
 * How long CloudFormation waits for an answer, in seconds: a dead function fails the deployment in minutes and not
 * after CloudFormation's own limit of one hour.
 */
export const SERVICE_TIMEOUT_SECONDS = 900;

/** The environment variable from which a function knows the name of its own role: what it has created may say that it was created by that. */
export const ROLE_NAME = 'ROLE_NAME';

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

/** The attributes of a user that are one text each, by the names of the service. */
export const USER_TEXTS = [
  'DisplayName', 'NickName', 'ProfileUrl', 'UserType', 'Title', 'PreferredLanguage', 'Locale', 'Timezone', 'Website', 'Birthdate',
] as const;
export const NAME_PARTS = ['FamilyName', 'GivenName', 'MiddleName', 'Formatted', 'HonorificPrefix', 'HonorificSuffix'] as const;
export const ADDRESS_PARTS = ['StreetAddress', 'Locality', 'Region', 'PostalCode', 'Country', 'Formatted', 'Type'] as const;
export const ENTERPRISE_EXTENSION = 'aws:identitystore:enterprise';
/** The attributes of the enterprise extension, in whose document names begin with a small letter. */
export const ENTERPRISE_TEXTS = ['employeeNumber', 'costCenter', 'organization', 'division', 'department'] as const;

type Texts<Names extends readonly string[]> = { readonly [Name in Names[number]]?: string };

/** An e-mail address, a phone number or a role. */
export interface TypedValue {
  readonly Value: string;
  readonly Type?: string;
}

export interface PhotoProperties extends TypedValue {
  readonly Display?: string;
  readonly Primary?: boolean;
}

export type NameProperties = Texts<typeof NAME_PARTS>;
export type AddressProperties = Texts<typeof ADDRESS_PARTS>;
export type EnterpriseProperties = Texts<typeof ENTERPRISE_TEXTS> & { readonly manager?: { readonly value: string } };

/** `ResourceProperties` of a user, in the shape of the service's own requests. */
export interface UserProperties extends NamedProperties, Texts<typeof USER_TEXTS> {
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

/** What ids and ARNs look like: at synthesis, and at deployment for those that only then are known. */
export const ACCOUNT_ID = { form: /^\d{12}$/, allowed: 'an account id of 12 digits' };

export const ORGANIZATIONAL_UNIT_ID = {
  form: /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/,
  allowed: 'the id of an OU such as "ou-ab12-cdefghij", or of the root such as "r-ab12"',
};

/** With a path; never with a wildcard, which would be a permission for many roles. */
export const ROLE_ARN = {
  form: /^arn:[a-z-]+:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  allowed: 'the ARN of a role such as "arn:aws:iam::111122223333:role/Join"',
};

export const ACCOUNT_INVITATION_RESOURCE_TYPE = 'Custom::OrganizationsAccountInvitation';
export const ACCOUNT_MEMBERSHIP_RESOURCE_TYPE = 'Custom::OrganizationsAccountMembership';
export const ALL_FEATURES_RESOURCE_TYPE = 'Custom::OrganizationsAllFeatures';

/** Whom an invitation is for: one of the two. */
export interface TargetProperties {
  readonly AccountId?: string;
  readonly Email?: string;
}

export interface TagProperties {
  readonly Key: string;
  readonly Value: string;
}

/** `ResourceProperties` of an invitation. */
export interface AccountInvitationProperties {
  readonly Target: TargetProperties;
  readonly Notes?: string;
  /** The stack at the top, in a nested stack: it knows whether what happens is a rollback. */
  readonly RootStackId?: string;
  readonly Tags?: readonly TagProperties[];
  readonly Generation?: string;
}

/** `ResourceProperties` of what follows an invitation: acceptance and placement. */
export interface AccountMembershipProperties {
  readonly Target: TargetProperties;
  /** Empty if the account was a member when it was to be invited. */
  readonly HandshakeId: string;
  readonly HandshakeArn: string;
  /** Of a target that is an e-mail address; empty as long as it isn't known. */
  readonly AccountId?: string;
  /** The role in the invited account that accepts. */
  readonly RoleArn?: string;
  readonly ExternalId?: string;
  /** How long acceptance is waited for. */
  readonly TimeoutMinutes?: string;
  readonly OnTimeout?: 'FAIL' | 'CONTINUE';
  readonly OrganizationalUnitId?: string;
  readonly Tags?: readonly TagProperties[];
  readonly Generation?: string;
}

/** `ResourceProperties` of the request for all features. */
export interface AllFeaturesProperties {
  readonly Finalize: boolean;
  readonly Generation?: string;
}

/** `Data` of the answer for an invitation. What isn't known is empty. */
export interface AccountInvitationAttributes {
  readonly HandshakeId: string;
  readonly HandshakeArn: string;
  readonly ExpiresAt: string;
  readonly AccountId: string;
  readonly State: 'PENDING' | 'MEMBER';
  readonly Outcome: 'CREATED' | 'REUSED' | 'ALREADY_MEMBER';
}

export interface AccountMembershipAttributes {
  readonly AccountId: string;
  readonly State: 'PENDING' | 'MEMBER';
}

export interface AllFeaturesAttributes {
  readonly HandshakeId: string;
  readonly State: 'PENDING' | 'ENABLED';
  readonly Outcome: 'PENDING' | 'ALREADY_ENABLED';
}
