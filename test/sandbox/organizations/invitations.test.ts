import {
  Handshake, InviteAccountToOrganizationCommand, InviteAccountToOrganizationCommandInput, ListHandshakesForOrganizationCommand,
} from '@aws-sdk/client-organizations';
import type { Handshake as StoredHandshake } from '../../../sandbox/organizations/handshakes';
import { MANAGEMENT } from '../../support/ids';
import {
  ALONE, constraint, ELSEWHERE, handshakeConstraint, MEMBER, ORGANIZATION, OrganizationsWorld, OrganizationsWorldOptions, OTHER_MANAGEMENT,
} from '../../support/organizations-world';
import { exception } from '../../support/refusals';
import { BEGIN, DAY, HOUR, MINUTE } from '../../support/times';

let world: OrganizationsWorld;
beforeEach(() => { world = new OrganizationsWorld(); });

type Target = InviteAccountToOrganizationCommandInput['Target'];
const account = (Id: string): Target => ({ Type: 'ACCOUNT', Id });
const email = (Id: string): Target => ({ Type: 'EMAIL', Id });

async function invite(Target: Target, more: Partial<InviteAccountToOrganizationCommandInput> = {}): Promise<Handshake> {
  const { Handshake: handshake } = await world.in(MANAGEMENT).send(new InviteAccountToOrganizationCommand({ Target, ...more }));
  return handshake as Handshake;
}

test('an invitation tells who invites whom into which organization, and until when', async () => {
  const { Id, ...handshake } = await invite(account(ALONE), { Notes: 'Join us' });
  expect(Id).toMatch(/^h-[0-9a-z]{32}$/);
  expect(handshake).toEqual({
    Arn: `arn:aws:organizations::${MANAGEMENT}:handshake/${ORGANIZATION}/invite/${Id}`,
    Parties: [{ Id: 'aaaaaaaaaa', Type: 'ORGANIZATION' }, { Id: ALONE, Type: 'ACCOUNT' }],
    State: 'REQUESTED',
    RequestedTimestamp: new Date(BEGIN),
    ExpirationTimestamp: new Date(BEGIN + 15 * DAY),
    Action: 'INVITE',
    Resources: [
      {
        Type: 'ORGANIZATION',
        Value: ORGANIZATION,
        Resources: [
          { Type: 'MASTER_EMAIL', Value: `account-${MANAGEMENT}@example.com` },
          { Type: 'MASTER_NAME', Value: `account-${MANAGEMENT}` },
          { Type: 'ORGANIZATION_FEATURE_SET', Value: 'ALL' },
        ],
      },
      { Type: 'ACCOUNT', Value: ALONE },
      { Type: 'NOTES', Value: 'Join us' },
    ],
  });
});

test.each(['REQUESTED', 'OPEN'] as const)('an invitation that waits is %s, by switch', async (invitationState) => {
  world = new OrganizationsWorld({ switches: { invitationState } });
  expect(await invite(email('somebody@example.com'))).toMatchObject({ State: invitationState });
});

test.each<[sentence: string, options: OrganizationsWorldOptions, target: Target, refusal: Error]>([
  ['an account of our own organization', {}, account(MEMBER), handshakeConstraint('ALREADY_IN_AN_ORGANIZATION')],
  ['the e-mail of one, in any case', {}, email(`Account-${MEMBER}@EXAMPLE.com`), handshakeConstraint('ALREADY_IN_AN_ORGANIZATION')],
  ['our own management account', {}, account(MANAGEMENT), handshakeConstraint('ALREADY_IN_AN_ORGANIZATION')],
  ['an account of an organization that lets none go', { other: { allowsTransfers: false } }, account(ELSEWHERE), handshakeConstraint('ALREADY_IN_AN_ORGANIZATION')],
  ['an account of another seller', { accounts: [{ id: ALONE, sellerOfRecord: 'AWS EMEA SARL' }] }, account(ALONE),
    handshakeConstraint('ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD')],
  ['an account that has just changed its membership', { accounts: [{ id: ALONE, changedMembershipDaysAgo: 0 }] }, account(ALONE),
    handshakeConstraint('ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED')],
  ['anybody without a payment method', { organization: { managementAccount: { id: MANAGEMENT, hasPaymentInstrument: false } } }, email('a@example.com'),
    handshakeConstraint('PAYMENT_INSTRUMENT_REQUIRED')],
  ['an account without a payment method, by switch', { accounts: [{ id: ALONE, hasPaymentInstrument: false }], switches: { paymentInstrumentOf: 'BOTH' } }, account(ALONE),
    handshakeConstraint('PAYMENT_INSTRUMENT_REQUIRED')],
  ['more accounts than the quota', { organization: { accountQuota: 2 } }, account(ALONE), handshakeConstraint('ACCOUNT_NUMBER_LIMIT_EXCEEDED')],
  ['one account too many, because a closed one counts',
    { organization: { accountQuota: 3, accounts: [{ id: MEMBER }, { id: '333333333333', state: 'SUSPENDED' }] } }, account(ALONE),
    handshakeConstraint('ACCOUNT_NUMBER_LIMIT_EXCEEDED')],
  ['one account too many, because an invitation counts', { organization: { accountQuota: 3, handshakes: [{ email: 'a@example.com' }] } }, account(ALONE),
    handshakeConstraint('ACCOUNT_NUMBER_LIMIT_EXCEEDED')],
  ['anybody once the daily allowance is used up', { organization: { dailyInvitations: 0 } }, account(ALONE), handshakeConstraint('HANDSHAKE_RATE_LIMIT_EXCEEDED')],
  ['more than the quota, by switch', { organization: { accountQuota: 2 }, switches: { limitException: 'ConstraintViolationException' } }, account(ALONE),
    constraint('ACCOUNT_NUMBER_LIMIT_EXCEEDED')],
  ['more than the daily allowance, by switch', { organization: { dailyInvitations: 0 }, switches: { limitException: 'ConstraintViolationException' } },
    account(ALONE), constraint('HANDSHAKE_RATE_LIMIT_EXCEEDED')],
  ['the same account twice', { organization: { handshakes: [{ account: ALONE }] } }, account(ALONE),
    exception('DuplicateHandshakeException', 'There is already a pending handshake with the same action and target.')],
  ['the same e-mail twice, in any case', { organization: { handshakes: [{ email: 'a@example.com' }] } }, email('A@Example.com'),
    exception('DuplicateHandshakeException', 'There is already a pending handshake with the same action and target.')],
  ['anybody until the organization is finished', { organization: { isFinalizing: true } }, account(ALONE),
    exception('FinalizingOrganizationException', 'Your organization is still initializing. This can take up to an hour. Try again later.')],
  ['anybody until the organization is finished, by switch', { organization: { isFinalizing: true }, switches: { newOrganization: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' } },
    account(ALONE), handshakeConstraint('ACCOUNT_NUMBER_LIMIT_EXCEEDED')],
  ['anybody before the e-mail is verified', { organization: { managementAccount: { id: MANAGEMENT, isEmailVerified: false } } }, account(ALONE),
    exception('AccountOwnerNotVerifiedException', 'You can\'t invite accounts until the e-mail address of the management account is verified.')],
  ['anybody before the e-mail is verified, by switch',
    { organization: { managementAccount: { id: MANAGEMENT, isEmailVerified: false } }, switches: { unverifiedEmail: 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED' } },
    account(ALONE), handshakeConstraint('MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED')],
  ['anybody while all features are being enabled',
    { organization: { featureSet: 'CONSOLIDATED_BILLING', isEnablingAllFeatures: true } }, account(ALONE),
    handshakeConstraint('INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES')],
])('refuses to invite %s', async (_sentence, options, target, refusal) => {
  world = new OrganizationsWorld(options);
  const { Handshakes: before } = await world.in(MANAGEMENT).send(new ListHandshakesForOrganizationCommand());
  await expect(invite(target)).rejects.toThrow(refusal);
  const { Handshakes: after } = await world.in(MANAGEMENT).send(new ListHandshakesForOrganizationCommand());
  expect(after).toEqual(before);
});

test.each<[sentence: string, options: OrganizationsWorldOptions, target: Target]>([
  ['an account of another organization, which it need not leave first', {}, account(ELSEWHERE)],
  ['an e-mail that no account has', {}, email('nobody@example.com')],
  ['an account that was invited, declined and is invited again', { organization: { handshakes: [{ account: ALONE, state: 'DECLINED' }] } }, account(ALONE)],
  ['an account without a payment method', { accounts: [{ id: ALONE, hasPaymentInstrument: false }] }, account(ALONE)],
  ['an account while all features are being enabled, by switch',
    {
      organization: { featureSet: 'CONSOLIDATED_BILLING', isEnablingAllFeatures: true },
      switches: { invitesDuringEnableAllFeatures: true },
    }, account(ALONE)],
  ['the last account of the quota', { organization: { accountQuota: 3, handshakes: [{ email: 'a@example.com', state: 'CANCELED' }] } }, account(ALONE)],
  ['an account that changed its membership just now, by switch',
    { accounts: [{ id: ALONE, changedMembershipDaysAgo: 0 }], switches: { membershipChangePause: 0 } }, account(ALONE)],
])('invites %s', async (_sentence, options, target) => {
  world = new OrganizationsWorld(options);
  expect(await invite(target)).toMatchObject({ State: 'REQUESTED' });
});

test.each([
  { duplicatesAcrossTargetTypes: true, result: 'DuplicateHandshakeException' },
  { duplicatesAcrossTargetTypes: false, result: 'REQUESTED' },
])('an invitation by e-mail and one by id for the same account: $result, by switch', async ({ result, ...switches }) => {
  world = new OrganizationsWorld({ switches, accounts: [{ id: ALONE, email: 'payments@example.com' }] });
  await invite(email('payments@example.com'));
  const outcome = await invite(account(ALONE)).then(({ State }) => State, ({ name }: Error) => name);
  expect(outcome).toBe(result);
});

test('an account can be invited by two organizations', async () => {
  await invite(account(ALONE));
  const other = world.in(OTHER_MANAGEMENT).send(new InviteAccountToOrganizationCommand({ Target: account(ALONE) }));
  await expect(other).resolves.toMatchObject({ Handshake: { State: 'REQUESTED' } });
});

describe('the daily allowance', () => {
  test.each([{ accountQuota: 19, allowance: 20 }, { accountQuota: 50, allowance: 50 }])('is $allowance for a quota of $accountQuota accounts', ({ accountQuota, allowance }) => {
    world.organization.accountQuota = accountQuota;
    expect(world.organization.dailyInvitations).toBe(allowance);
  });

  test('counts every invitation but the accepted ones, and comes back after 24 hours', async () => {
    const { handshakes } = world.sandbox.organizations;
    world.organization.dailyInvitations = 3;
    for (const name of ['one', 'two', 'three']) await invite(email(`${name}@example.com`));
    await expect(invite(account(ALONE))).rejects.toThrow(handshakeConstraint('HANDSHAKE_RATE_LIMIT_EXCEEDED'));
    handshakes.end(handshakes.all[0] as StoredHandshake, 'CANCELED');
    await expect(invite(account(ALONE))).rejects.toThrow(handshakeConstraint('HANDSHAKE_RATE_LIMIT_EXCEEDED'));
    handshakes.end(handshakes.all[1] as StoredHandshake, 'ACCEPTED');
    await expect(invite(account(ALONE))).resolves.toMatchObject({ State: 'REQUESTED' });
    await expect(invite(email('last@example.com'))).rejects.toThrow(handshakeConstraint('HANDSHAKE_RATE_LIMIT_EXCEEDED'));
    await world.pass(DAY);
    await expect(invite(email('last@example.com'))).resolves.toMatchObject({ State: 'REQUESTED' });
  });
});

test('what hinders an invitation for a while passes with time', async () => {
  world = new OrganizationsWorld({ organization: { isFinalizing: true }, accounts: [{ id: ALONE, changedMembershipDaysAgo: 0 }] });
  await world.pass(10 * MINUTE - 1);
  await expect(invite(account(ALONE))).rejects.toThrow('Your organization is still initializing.');
  await world.pass(HOUR);
  await expect(invite(account(ALONE))).resolves.toMatchObject({ State: 'REQUESTED' });
});
