import { HandshakeConstraintViolationExceptionReason, InviteAccountToOrganizationCommand } from '@aws-sdk/client-organizations';
import type { COLUMN_OF_CODE } from '../../../lambda/campaign/decide/refusal-column';
import type { Account } from '../../../sandbox/organizations/accounts';
import type { Organization } from '../../../sandbox/organizations/organization';
import type { SeededMember } from '../../../sandbox/organizations/seed';
import { accountIds, CampaignWorld } from '../../support/declared-campaign';
import { INVITE, InvitingOptions, joinRole } from '../../support/declared-invitations';
import { MANAGEMENT } from '../../support/ids';
import type { SynthesizedTemplate } from '../../support/in-process';
import { HOUR, MINUTE } from '../../support/times';

/** The accounts of the roster, in its order. */
export const ACCOUNTS = accountIds(3) as [string, string, string];
/** The account that a reason is about, if it is about one. */
export const CONCERNED = ACCOUNTS[1];

/** A state of the world in which AWS refuses. */
export interface RefusingState {
  readonly state: string;
  readonly options?: InvitingOptions;
  /** Brings the state about, before the campaign is deployed. */
  readonly bring?: (world: CampaignWorld) => void | Promise<void>;
  /** Ends the state, unless it passes by itself. */
  readonly mend?: (world: CampaignWorld) => void;
  /** Whether invitations are accepted by a role, so that AWS refuses that. */
  readonly acceptsByRole?: true;
  /** Whether every account is refused, and not only `CONCERNED`. */
  readonly concernsAll?: true;
}

/** Why the sandbox never refuses an invitation of a campaign with a code. */
export interface Never {
  readonly never: string;
}

export type Arising = Never | readonly [RefusingState, ...RefusingState[]];

const OTHER_MANAGEMENT = '555555555555';
/** When a request is let through, at three a second, in milliseconds. */
const NEARLY_FREE = 333.33;
const BILLING_TRANSFER: Never = { never: 'a reason of billing transfers, which the sandbox doesn\'t make' };
const ENABLING: Never = { never: 'EnableAllFeatures is refused with it; an invitation is refused with INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES' };
const ENDED: Never = { never: 'the list of invitations shows that it has ended before anybody accepts it' };
const MANAGEMENT_ONLY: Never = { never: 'the sandbox has neither marketplaces, licences, contacts nor GovCloud, and says PAYMENT_INSTRUMENT_REQUIRED of a payment method' };

/** Which states bring each reason about: the compiler asks for those that a newer client adds. */
export const STATES_OF_REASON: Readonly<Record<HandshakeConstraintViolationExceptionReason, Arising>> = {
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: [
    { state: 'the quota of accounts is reached', options: { organization: { accountQuota: 2 } }, mend: ({ organization }) => { organization.accountQuota = 10; } },
    {
      state: 'the organization is new, in the other of its words', options: { organization: { isFinalizing: true }, switches: { organizations: { newOrganization: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' } } },
    },
  ],
  ALREADY_IN_AN_ORGANIZATION: [
    { state: 'another organization lets nobody go', options: { others: [{ ...otherWith(), allowsTransfers: false }] }, mend: letGo },
    { state: 'the account manages another organization', options: { others: [{ managementAccount: CONCERNED }] }, acceptsByRole: true, mend: letGo },
  ],
  HANDSHAKE_RATE_LIMIT_EXCEEDED: [
    { state: 'the invitations of the day are used up', options: { organization: { dailyInvitations: 1 } }, mend: ({ organization }) => { organization.dailyInvitations = 20; } },
  ],
  INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: [
    {
      state: 'not every account has approved all features', mend: giveUpAllFeatures,
      options: { organization: { featureSet: 'CONSOLIDATED_BILLING', isEnablingAllFeatures: true, accounts: [{ id: '777777777777' }] } },
    },
  ],
  LEGACY_PERMISSIONS_STILL_IN_USE: BILLING_TRANSFER,
  MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: [
    { ...unlike(MANAGEMENT, 'isEmailVerified'), options: { switches: { organizations: { unverifiedEmail: 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED' } } } },
  ],
  ORGANIZATION_ALREADY_HAS_ALL_FEATURES: ENABLING,
  ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: [
    {
      state: 'the account buys from another seller',
      bring: (world) => { accountIn(world, CONCERNED).sellerOfRecord = 'AWS India'; }, mend: (world) => { accountIn(world, CONCERNED).sellerOfRecord = 'AWS Inc.'; },
    },
  ],
  ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: ENABLING,
  ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: [
    {
      state: 'the account has left an organization just now', options: { switches: { organizations: { membershipChangePause: 2 * HOUR } } },
      bring: (world) => { accountIn(world, CONCERNED).membershipChangedAt = world.time.now(); },
    },
  ],
  PAST_DUE_INVOICE: BILLING_TRANSFER,
  PAYMENT_INSTRUMENT_REQUIRED: [
    { ...unlike(MANAGEMENT, 'hasPaymentInstrument'), concernsAll: true },
    { ...unlike(CONCERNED, 'hasPaymentInstrument'), options: { switches: { organizations: { paymentInstrumentOf: 'BOTH' } } } },
    leavingWithout('PAYMENT_INSTRUMENT'),
  ],
  RESPONSIBILITY_TRANSFER_ALREADY_EXISTS: BILLING_TRANSFER,
  SOURCE_AND_TARGET_CANNOT_MATCH: { never: 'the management account is in the list of accounts, so that it has joined and isn\'t invited' },
  TARGET_ACCOUNT_VALIDATION_FAILURE: BILLING_TRANSFER,
  UNUSED_PREPAYMENT_BALANCE: BILLING_TRANSFER,
};

/** The same for the other codes that have a column. */
export const STATES_OF_CODE: Readonly<Record<keyof typeof COLUMN_OF_CODE, Arising>> = {
  ORGANIZATION_FINALIZING: [{ state: 'the organization is new', options: { organization: { isFinalizing: true } } }],
  ACCOUNT_OWNER_NOT_VERIFIED: [unlike(MANAGEMENT, 'isEmailVerified')],
  NO_ORGANIZATION: { never: 'the list of invitations is refused with it already, and the run ends' },
  MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE: MANAGEMENT_ONLY,
  MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE: MANAGEMENT_ONLY,
  MASTER_ACCOUNT_MISSING_CONTACT_INFO: MANAGEMENT_ONLY,
  MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED: MANAGEMENT_ONLY,
  MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: MANAGEMENT_ONLY,
  INVALID_TARGET: { never: 'accounts and addresses are checked at synthesis, and the sandbox takes every one of their form' },
  TAG_NOT_ALLOWED: { never: 'tags are checked at synthesis, and the sandbox has no tag policies' },
  ACCOUNT_CANNOT_LEAVE_ORGANIZATION: { never: 'an account that manages an organization is refused with MasterCannotLeaveOrganizationException: ALREADY_IN_AN_ORGANIZATION' },
  ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA: [leavingWithout('EULA')],
  ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION: [leavingWithout('PHONE_VERIFICATION')],
  ACCOUNT_CREATION_NOT_COMPLETE: { never: 'the sandbox refuses what an account does that isn\'t active, and not that it leaves' },
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG: [
    { state: 'the account administers a service for another organization', acceptsByRole: true, options: { others: [otherWith({ isDelegatedAdministrator: true })] }, mend: letGo },
  ],
  WAIT_PERIOD_ACTIVE: [
    { state: 'the account was created three days ago', acceptsByRole: true, options: { others: [otherWith({ joinedMethod: 'CREATED', joinedDaysAgo: 3.5 })] } },
  ],
  ACCEPTANCE_DENIED: [
    {
      state: 'the role may not accept', acceptsByRole: true,
      options: { roles: ACCOUNTS.map((account) => joinRole({ account, ...(account === CONCERNED && { actions: ['organizations:DescribeHandshake'] }) })) },
      mend: ({ sandbox: { roles } }) => roles.in(CONCERNED).attachManagedPolicy('Join', 'arn:aws:iam::aws:policy/AdministratorAccess', 0),
    },
  ],
  ACCOUNT_SUSPENDED_OR_CLOSED: { never: 'a closed account has joined already, and is refused its unit: refusals.test.ts' },
  INVITATION_CANCELED: ENDED,
  INVITATION_DECLINED: ENDED,
  INVITATION_EXPIRED: ENDED,
  INVITATION_GONE: ENDED,
  ROLE_NOT_ASSUMABLE: { never: 'the role is assumed before anybody is invited: roles.test.ts' },
  ROLE_NOT_IN_INVITED_ACCOUNT: { never: 'the role is always one of the invited account' },
  CONCURRENT_MODIFICATION: { never: 'the sandbox answers one request after the other' },
  OUT_OF_TIME: { never: 'a run begins no invitation in its last 90 seconds' },
  SERVICE_UNAVAILABLE: { never: 'the sandbox has no outages' },
  THROTTLED: [{ state: 'somebody else uses up the rate', bring: keepInviting }],
};

/** And for what has no column, so that it counts as a failure of the own side. */
export const STATES_OF_OWN_FAILURES = {
  ACCESS_DENIED: [{ state: 'the function may not invite', options: { changeTemplate: withoutInviting } }],
} as const satisfies Record<string, Arising>;

function otherWith(member: Partial<SeededMember> = {}): { readonly managementAccount: string; readonly accounts: readonly SeededMember[] } {
  return { managementAccount: OTHER_MANAGEMENT, accounts: [{ id: CONCERNED, ...member }] };
}

function unlike(id: string, what: 'isEmailVerified' | 'hasPaymentInstrument'): RefusingState {
  const set = (value: boolean) => (world: CampaignWorld): void => { accountIn(world, id)[what] = value; };
  const state = `${id === MANAGEMENT ? 'the management account' : 'the account'} has ${what === 'isEmailVerified' ? 'an address that isn\'t verified' : 'no payment method'}`;
  return { state, bring: set(false), mend: set(true) };
}

function leavingWithout(missingToLeave: NonNullable<Account['missingToLeave']>): RefusingState {
  return {
    state: `the account can't leave another organization without ${missingToLeave}`, acceptsByRole: true, options: { others: [otherWith({ missingToLeave })] },
    mend: (world) => { delete accountIn(world, CONCERNED).missingToLeave; },
  };
}

function accountIn({ sandbox }: CampaignWorld, id: string): Account {
  return sandbox.organizations.accounts.get(id);
}

function letGo({ sandbox: { organizations } }: CampaignWorld): void {
  organizations.leave(organizations.of(CONCERNED) as Organization, CONCERNED);
}

function giveUpAllFeatures({ organization, sandbox: { organizations: { handshakes } } }: CampaignWorld): void {
  for (const request of handshakes.pending(organization.id, 'ENABLE_ALL_FEATURES')) handshakes.end(request, 'CANCELED');
}

/** Takes the permission from the role of the function. */
function withoutInviting({ Resources: resources }: SynthesizedTemplate): void {
  for (const { Type: type, Properties: properties } of Object.values(resources)) {
    if (type !== 'AWS::IAM::Policy') continue;
    const { Statement: statements } = properties.PolicyDocument as { Statement: { Action: string | string[] }[] };
    for (const statement of statements) statement.Action = [statement.Action].flat().map((action) => action === INVITE ? 'organizations:DescribeOrganization' : action);
  }
}

/** Takes every request that the rate lets through, as soon as it does, for longer than a run lasts. */
async function keepInviting(world: CampaignWorld): Promise<void> {
  const client = world.with(`SANDBOX${MANAGEMENT}`);
  const target = { Target: { Type: 'ACCOUNT', Id: MANAGEMENT } } as const;
  const isThrottled = (): Promise<boolean> => client.send(new InviteAccountToOrganizationCommand(target)).then(() => false, ({ name }: Error) => name === 'TooManyRequestsException');
  const end = world.time.now() + 20 * MINUTE;
  while (!await isThrottled());
  void (async () => {
    while (world.time.now() < end) {
      await world.time.sleep(NEARLY_FREE);
      while (await isThrottled()) await world.time.sleep(0.01);
    }
  })();
}
