import type { PolicyType } from '@aws-sdk/client-organizations';
import type { Account } from './accounts';

/** How old organizations and memberships are unless a seed says it, in days. */
export const USUAL_AGE = 365;

/** What there is of organizations, accounts and their roles from the beginning. Ages are in days. */
export interface OrganizationsSeed {
  /** The sandbox's own account, in which its stacks are. Without this it is the management account of the first organization. */
  readonly account?: string;
  /** Without this there is one, which the sandbox's own account manages. */
  readonly organizations?: readonly SeededOrganization[];
  /** Accounts that are in no organization. Any other account id is such an account too. */
  readonly accounts?: readonly SeededAccount[];
  /** Roles that can be assumed. */
  readonly roles?: readonly SeededRole[];
  /** Managed policies that roles have, or have as their permissions boundary. */
  readonly managedPolicies?: readonly SeededManagedPolicy[];
}

export interface SeededAccount extends Partial<Omit<Account, 'id' | 'membershipChangedAt'>> {
  readonly id: string;
  readonly changedMembershipDaysAgo?: number;
}

export interface SeededMember extends Omit<SeededAccount, 'changedMembershipDaysAgo'> {
  /** The path of the organizational unit it is in, for example `Workloads/Production`; the root without one. */
  readonly organizationalUnit?: string;
  readonly joinedMethod?: 'INVITED' | 'CREATED';
  readonly joinedDaysAgo?: number;
  readonly isDelegatedAdministrator?: boolean;
  /** The services that it administers; of a delegated administrator `sso.amazonaws.com` without it. */
  readonly delegatedServices?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SeededOrganization {
  readonly id?: string;
  readonly managementAccount: string | SeededMember;
  readonly featureSet?: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly createdDaysAgo?: number;
  /** Whether it isn't finished initializing, which takes an hour. */
  readonly isFinalizing?: boolean;
  /** Whether it has asked its accounts to approve all features, and not finished. */
  readonly isEnablingAllFeatures?: boolean;
  readonly accountQuota?: number;
  readonly dailyInvitations?: number;
  readonly allowsTransfers?: boolean;
  /** The services that may act in its accounts; without it `sso.amazonaws.com`, if it has all features, and those that members administer. */
  readonly serviceAccess?: readonly string[];
  /** The types of policies that are enabled in its root; none without it. */
  readonly policyTypes?: readonly PolicyType[];
  /** Paths of organizational units, or their ids by their paths. */
  readonly organizationalUnits?: readonly string[] | Readonly<Record<string, string>>;
  readonly accounts?: readonly SeededMember[];
  readonly handshakes?: readonly SeededHandshake[];
}

export interface SeededHandshake {
  readonly action?: 'INVITE' | 'TRANSFER_RESPONSIBILITY';
  readonly account?: string;
  readonly email?: string;
  readonly notes?: string;
  readonly requestedDaysAgo?: number;
  readonly state?: 'ACCEPTED' | 'DECLINED' | 'CANCELED';
}

export interface SeededRole {
  readonly account: string;
  readonly roleName: string;
  /** For example `/service/`; `/` without one. */
  readonly path?: string;
  readonly trustPolicy: object;
  readonly policies?: readonly object[];
  /** The ARN of a managed policy. */
  readonly permissionsBoundary?: string;
}

export interface SeededManagedPolicy {
  readonly account: string;
  readonly policyName: string;
  readonly path?: string;
  readonly document: object;
}

/** The account in which the stacks of a sandbox with this seed are. */
export function ownAccount({ account, organizations: [first] = [] }: OrganizationsSeed): string | undefined {
  return account ?? (first && managementOf(first).id);
}

/** The account that manages an organization of the seed. */
export function managementOf({ managementAccount }: SeededOrganization): SeededMember {
  return typeof managementAccount === 'string' ? { id: managementAccount } : managementAccount;
}
