import type { Seed } from '../../../sandbox/seed/seed';
import type { SeededOrganization } from '../../../sandbox/organizations/seed';
import type { CommandResult } from '../../../lib/testing';
import type { DeclaredInvitation, DeclaredInvitations } from './invitations';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';

/** A member. */
export const DATA = '222233334444';
/** A member of an organization that doesn't allow transfers. */
export const LENT = '444455556666';
export const WORKLOADS = 'ou-ab12-12345678';
export const PRODUCTION = 'ou-ab12-87654321';

/** The role that asks, in a stack that gives it a name. */
export const ACCEPTOR_ROLE = 'OrganizationAcceptor';
export const EXTERNAL_ID = 'joins-the-platform';

/** A role in the account that stands alone, which trusts exactly the one that asks. */
export const JOIN_ROLE = {
  account: PAYMENTS,
  roleName: 'OrganizationJoinRole',
  trustPolicy: { Version: '2012-10-17', Statement: [{
    Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:role/${ACCEPTOR_ROLE}` }, Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } },
  }] },
  policies: [{ Version: '2012-10-17', Statement: [
    { Effect: 'Allow', Action: 'organizations:AcceptHandshake', Resource: '*' },
    { Effect: 'Allow', Action: 'iam:CreateServiceLinkedRole', Resource: '*', Condition: { StringEquals: { 'iam:AWSServiceName': 'organizations.amazonaws.com' } } },
  ] }],
};

/** An organization with an account, another organization with another one, and an account that stands alone. */
export function organizationSeed(organization: Partial<SeededOrganization> = {}, others: Seed = {}): Seed {
  return {
    organizations: [
      {
        managementAccount: MANAGEMENT,
        organizationalUnits: { Workloads: WORKLOADS, 'Workloads/Production': PRODUCTION },
        accounts: [{ id: DATA }],
        ...organization,
      },
      { managementAccount: '555555555555', allowsTransfers: false, accounts: [{ id: LENT }] },
    ],
    accounts: [{ id: PAYMENTS, email: 'payments@example.com' }],
    ...others,
  };
}

/** A stack with invitations. */
export function stack(name: string, ...invitations: DeclaredInvitation[]): DeclaredInvitations {
  return { name, invitations };
}

/** What was printed, without colours and the line breaks that `cdk` makes. */
export function printed({ output }: CommandResult): string {
  return output.replace(/\u001b\[\d+m/g, '').replace(/\s+/g, ' ');
}

export const STACK_TRACE = /\s+at .+:\d+:\d+|index\.js:\d/;

/** Of what a log must not have: addresses, signed URLs. */
export const PERSONAL = /example\.com|X-Amz-Signature|https?:/i;
