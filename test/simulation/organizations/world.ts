import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Organization } from '../../../sandbox/organizations/organization';
import type { OrganizationsSeed } from '../../../sandbox/organizations/seed';
import type { Sandbox } from '../../../sandbox/sandbox';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';

/** In no organization at first, as `PAYMENTS`. */
export const DATA = '444455556666';
export const MEMBER = '222222222222';
/** What an account becomes that doesn't exist before somebody answers the invitation sent to its address. */
export const NEWCOMER = '900000000000';
const OTHER_MANAGEMENT = '555555555555';

export const UNITS = ['ou-ab12-12345678', 'ou-ab12-87654321'] as const;

/** Whom invitations are for, as people write it: an account id or an address. */
export const TARGETS = [
  PAYMENTS, PAYMENTS, DATA, DATA, MEMBER, 'account-111122223333@example.com', 'Account-444455556666@Example.com', 'newcomer@example.com',
] as const;

export const ORGANIZATIONS_SEED: OrganizationsSeed = {
  organizations: [
    {
      managementAccount: MANAGEMENT,
      organizationalUnits: { Workloads: UNITS[0], Other: UNITS[1] },
      accounts: [{ id: MEMBER, tags: { Team: 'Old', Owner: 'somebody' } }],
    },
    { managementAccount: OTHER_MANAGEMENT },
  ],
  accounts: [{ id: PAYMENTS }, { id: DATA }],
  roles: [PAYMENTS, DATA, MEMBER].map((account) => ({
    account,
    roleName: 'Join',
    trustPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: MANAGEMENT }, Action: 'sts:AssumeRole' }] },
    policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
  })),
};

export function roleIn(account: string): string {
  return `arn:aws:iam::${account}:role/Join`;
}

export function organizationOf({ organizations }: Sandbox): Organization {
  return organizations.all[0] as Organization;
}

export function otherOrganizationOf({ organizations }: Sandbox): Organization {
  return organizations.all[1] as Organization;
}

/** The account that an address or an account id stands for. */
export function accountOf(target: string): string {
  return /^\d{12}$/.test(target) ? target : /^account-(\d{12})@/i.exec(target)?.[1] ?? NEWCOMER;
}

/** Whom a resource is about. */
export function targetOf({ Target }: Properties): string {
  const { AccountId, Email } = Target as { readonly AccountId?: string; readonly Email?: string };
  return String(AccountId ?? Email);
}
