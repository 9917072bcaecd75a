import { HandshakeConstraintViolationExceptionReason } from '@aws-sdk/client-organizations';
import { AccountInvitationProps, InvitationTarget } from '../../../lib';
import { byEmail, DATA, invitation, INVITE, InvitingOptions, InvitingWorld } from '../../support/declared-invitations';
import { lost, serviceError } from '../../support/effects';
import { HOMEPAGE } from '../../support/homepage';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';
import { refusedInvitation } from '../../support/refused-invitation';

/** Every way in which an invitation is refused, and what the person who deploys reads. */

const OTHERS = [{ managementAccount: '555555555555', accounts: [{ id: PAYMENTS }], allowsTransfers: false }];

interface Arising {
  readonly reason: string;
  readonly options: InvitingOptions;
  readonly props?: Partial<AccountInvitationProps>;
  /** The whole message without its evidence. */
  readonly message: string;
}

const FROM_STATE: readonly Arising[] = [
  {
    reason: 'ALREADY_IN_AN_ORGANIZATION',
    options: { others: OTHERS },
    message: 'ALREADY_IN_AN_ORGANIZATION: inviting account 111122223333 is not possible because the account is in another organization, or manages one. Have it leave '
      + 'the other organization, or ask that organization\'s administrators to remove it (a management account deletes its own organization), then deploy again.',
  },
  {
    reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED',
    options: { organization: { accountQuota: 2, handshakes: [{ account: DATA }] } },
    message: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED: inviting account 111122223333 would exceed the number of accounts that the organization may have; 1 pending invitation counts. Request a higher quota "Default '
      + 'maximum number of accounts" in Service Quotas (Region us-east-1), or cancel pending invitations that nobody needs, then deploy again; if the organization is new, '
      + 'wait an hour first.',
  },
  {
    reason: 'HANDSHAKE_RATE_LIMIT_EXCEEDED',
    options: { organization: { dailyInvitations: 1, handshakes: [{ account: DATA, state: 'DECLINED' }] } },
    message: 'HANDSHAKE_RATE_LIMIT_EXCEEDED: inviting account 111122223333 is not possible because the invitations that the organization may send in 24 hours are used up; '
      + 'the one that counts was sent at 2026-01-01T00:00:00.000Z, so one more can be sent after 2026-01-02T00:00:00.000Z. Deploy again when the oldest invitation of the last 24 hours is a day old; declined, canceled and expired ones count as well.',
  },
  {
    reason: 'INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES',
    options: { organization: { featureSet: 'CONSOLIDATED_BILLING', isEnablingAllFeatures: true, accounts: [{ id: DATA }, { id: '777777777777' }] } },
    message: 'INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: inviting account 111122223333 is not possible while the organization enables all features; not approved yet by '
      + '444455556666, 777777777777. Have these accounts approve the change under Invitations in their AWS Organizations console and finish it in the management account '
      + '(AllFeatures with finalize), then deploy again.',
  },
  {
    reason: 'PAYMENT_INSTRUMENT_REQUIRED',
    options: { organization: { managementAccount: { id: MANAGEMENT, hasPaymentInstrument: false } } },
    message: 'PAYMENT_INSTRUMENT_REQUIRED: inviting account 111122223333 is not possible because the account or the management account has no valid payment method. Look under '
      + 'Billing and Cost Management, Payment preferences, in both accounts, add one where it is missing, then deploy again.',
  },
  {
    reason: 'ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD',
    options: { organization: { managementAccount: { id: MANAGEMENT, sellerOfRecord: 'AWS Europe' } } },
    message: 'ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: inviting account 111122223333 is not possible because account and organization are of different AWS sellers or '
      + 'partitions. Ask AWS Support whether the seller of record of the account can be changed, or use an organization of the same seller.',
  },
  {
    reason: 'ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED',
    options: { others: [{ managementAccount: '555555555555', accounts: [{ id: PAYMENTS, joinedDaysAgo: 0 }] }] },
    message: 'ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: inviting account 111122223333 is not possible because the account joined or left an organization too often or '
      + 'too recently. Deploy again after the time that AWS names, or tomorrow if it names none: "The membership of the account was changed too recently.".',
  },
  {
    reason: 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED',
    options: {
      switches: { organizations: { unverifiedEmail: 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED' } },
      organization: { managementAccount: { id: MANAGEMENT, email: 'root@example.com', isEmailVerified: false } },
    },
    message: 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: inviting account 111122223333 is not possible because the e-mail address of the management account (r***@example.com) is not '
      + 'verified. Send the verification again under Settings of the AWS Organizations console in the management account, follow the link in that mail, then deploy again.',
  },
];

test.each(FROM_STATE)('$reason arises from the state of the organization', async ({ reason, options, props, message }) => {
  const world = new InvitingWorld(options);
  expect(await refusedInvitation(world, props))
    .toBe(`${message} [HandshakeConstraintViolationException ${reason}, ${INVITE}] ${HOMEPAGE}/blob/main/docs/reasons.md#${reason.toLowerCase()}`);
});

describe.each(['HandshakeConstraintViolationException', 'ConstraintViolationException'])('%s', (exception) => {
  const reasons = Object.values(HandshakeConstraintViolationExceptionReason);

  test('has all sixteen reasons', () => expect(reasons).toHaveLength(16));

  test.each(reasons)('%s is explained', async (Reason) => {
    const world = new InvitingWorld();
    world.fault(INVITE, serviceError(exception, { Reason }));
    const message = await refusedInvitation(world);
    expect(message).toMatch(new RegExp(`^${Reason}: inviting account 111122223333 (is not possible|would exceed) .* \\[${exception} ${Reason}, ${INVITE}\\] `));
    expect(message).not.toMatch(/[{}?\n]/);
    expect(world.invitations).toEqual([]);
  });

  test('a reason that this version doesn\'t know is passed on', async () => {
    const world = new InvitingWorld();
    world.fault(INVITE, serviceError(exception, { Reason: 'ADDED_LATER' }));
    const code = exception.startsWith('Handshake') ? 'HANDSHAKE_CONSTRAINT' : 'CONSTRAINT_VIOLATION';
    expect(await refusedInvitation(world)).toMatch(new RegExp(`^${code}: inviting account 111122223333 .*"${exception} on demand".*\\[${exception} ADDED_LATER, ${INVITE}\\]`));
  });
});

test.each([
  { limit: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED', organization: { accountQuota: 1 } },
  { limit: 'HANDSHAKE_RATE_LIMIT_EXCEEDED', organization: { dailyInvitations: 0 } },
])('$limit means the same in either of its two exceptions', async ({ limit, organization }) => {
  const world = new InvitingWorld({ organization, switches: { organizations: { limitException: 'ConstraintViolationException' } } });
  expect(await refusedInvitation(world)).toMatch(new RegExp(`^${limit}: .*\\[ConstraintViolationException ${limit}, ${INVITE}\\]`));
});

test.each([
  { newOrganization: 'FinalizingOrganizationException', code: 'ORGANIZATION_FINALIZING' },
  { newOrganization: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED', code: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' },
] as const)('a new organization is told to wait an hour ($newOrganization)', async ({ newOrganization, code }) => {
  const world = new InvitingWorld({ organization: { isFinalizing: true }, switches: { organizations: { newOrganization } } });
  expect(await refusedInvitation(world)).toMatch(new RegExp(`^${code}: .* hour`));
});

test.each([
  { invitesDuringEnableAllFeatures: true, states: ['REQUESTED'] },
  { invitesDuringEnableAllFeatures: false, states: [] },
])('inviting while all features are being enabled: $invitesDuringEnableAllFeatures', async ({ invitesDuringEnableAllFeatures, states }) => {
  const world = new InvitingWorld({
    organization: { featureSet: 'CONSOLIDATED_BILLING', isEnablingAllFeatures: true, accounts: [{ id: DATA }] }, switches: { organizations: { invitesDuringEnableAllFeatures } },
  });
  await world.deploy('A', invitation());
  expect(world.states).toEqual(states);
});

test('an account that manages the organization is a member of it by itself', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation({ target: InvitationTarget.account(MANAGEMENT) }));
  expect(world.attributesOf('A')).toMatchObject({ Outcome: 'ALREADY_MEMBER' });
});

test('ALREADY_IN_AN_ORGANIZATION resolves when the account has just joined ours', async () => {
  const world = new InvitingWorld();
  world.fault(INVITE, serviceError('HandshakeConstraintViolationException', { Reason: 'ALREADY_IN_AN_ORGANIZATION' }));
  world.fault('organizations:DescribeAccount', serviceError('AccountNotFoundException'));
  world.join();
  await world.deploy('A', invitation());
  expect(world.attributesOf('A')).toMatchObject({ Outcome: 'ALREADY_MEMBER', AccountId: PAYMENTS });
});

test('an invitation whose answer was lost is found when the next attempt is refused', async () => {
  const world = new InvitingWorld();
  world.fault(INVITE, lost('AFTER'));
  world.fault(INVITE, serviceError('ConstraintViolationException', { Reason: 'HANDSHAKE_RATE_LIMIT_EXCEEDED' }));
  await world.deploy('A', invitation(byEmail()));
  expect(world.attributesOf('A')).toMatchObject({ Outcome: 'CREATED' });
  expect(world.states).toEqual(['REQUESTED']);
});
