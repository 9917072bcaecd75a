/** CloudFormation types of the custom resources. A type can never change once it is deployed. */
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
  /** The root stack of a nested stack. It knows whether the present operation is a rollback. */
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
