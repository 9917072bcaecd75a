/** What members of an account may do who are assigned to it with this. */
export interface PermissionSet {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly description?: string;
  readonly sessionDuration?: string;
  readonly relayState?: string;
  /** The ARNs of policies that AWS manages. */
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly PolicyReference[];
  readonly inlinePolicy?: string;
  readonly permissionsBoundary?: PermissionsBoundary;
  readonly tags: readonly Tag[];
}

/** A policy that has this name in every account. */
export interface PolicyReference {
  readonly Name: string;
  readonly Path?: string;
}

export interface PermissionsBoundary {
  readonly CustomerManagedPolicyReference?: PolicyReference;
  readonly ManagedPolicyArn?: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export type PrincipalType = 'USER' | 'GROUP';

/** That a user or group has a permission set in an account. */
export interface AccountAssignment {
  readonly permissionSetArn: string;
  readonly accountId: string;
  readonly principalType: PrincipalType;
  readonly principalId: string;
}

export function isSameAssignment(one: AccountAssignment, other: AccountAssignment): boolean {
  return one.permissionSetArn === other.permissionSetArn && one.accountId === other.accountId
    && one.principalType === other.principalType && one.principalId === other.principalId;
}
