import { byEmail, DATA, invitation, INVITE, InvitingWorld } from '../../support/declared-invitations';
import { ALWAYS, serviceError } from '../../support/effects';
import { HOMEPAGE } from '../../support/homepage';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';
import { failuresOf } from '../../support/in-process';
import { readable, refusedInvitation } from '../../support/refused-invitation';

/** What else AWS Organizations answers to an invitation than a reason. */

const ORGANIZATION = 'organizations:DescribeOrganization';
const LIST = 'organizations:ListHandshakesForOrganization';
const UNVERIFIED = { managementAccount: { id: MANAGEMENT, email: 'root@example.com', isEmailVerified: false } };

describe('an invitation is not sent', () => {
  test.each([
    { Reason: 'INVALID_PARTY_TYPE_TARGET', code: 'INVALID_TARGET' },
    { Reason: 'INVALID_EMAIL_ADDRESS_TARGET', code: 'INVALID_TARGET' },
    { Reason: 'INVALID_FULL_NAME_TARGET', code: 'INVALID_TARGET' },
    { Reason: 'INVALID_PATTERN_TARGET_ID', code: 'INVALID_TARGET' },
    { Reason: 'TARGET_NOT_SUPPORTED', code: 'INVALID_TARGET' },
    { Reason: 'DUPLICATE_TAG_KEY', code: 'TAG_NOT_ALLOWED' },
    { Reason: 'INVALID_SYSTEM_TAGS_PARAMETER', code: 'TAG_NOT_ALLOWED' },
    { Reason: 'INVALID_PATTERN', code: 'INVALID_ORGANIZATIONS_INPUT' },
    { Reason: 'ADDED_LATER', code: 'INVALID_ORGANIZATIONS_INPUT' },
    { Reason: undefined, code: 'INVALID_ORGANIZATIONS_INPUT' },
  ])('because of InvalidInputException $Reason', async ({ Reason, code }) => {
    const world = new InvitingWorld();
    world.fault(INVITE, serviceError('InvalidInputException', { ...(Reason !== undefined && { Reason }) }));
    expect(await refusedInvitation(world)).toMatch(new RegExp(`^${code}: inviting account 111122223333 was refused .*\\[InvalidInputException${Reason ? ` ${Reason}` : ''}, ${INVITE}\\]`));
  });

  test('because of notes that could be part of a web page', async () => {
    expect(await refusedInvitation(new InvitingWorld(), { notes: '<b>Join</b>' })).toBe('INVALID_ORGANIZATIONS_INPUT: inviting account 111122223333 was refused by AWS Organizations as invalid: "You '
      + 'provided a value that does not match the required pattern.". Correct the declared value that AWS objects to (target, notes, tags or unit; its reason is in brackets), then deploy again. '
      + `[InvalidInputException INVALID_PATTERN, ${INVITE}] ${HOMEPAGE}/blob/main/docs/reasons.md#invalid_organizations_input`);
  });

  test.each(['MAX_TAG_LIMIT_EXCEEDED', 'TAG_POLICY_VIOLATION'])('because of %s', async (Reason) => {
    const world = new InvitingWorld();
    world.fault(INVITE, serviceError('ConstraintViolationException', { Reason }));
    expect(await refusedInvitation(world)).toMatch(/^TAG_NOT_ALLOWED: /);
  });

  test.each(['MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED', 'INVALID_PAYMENT_INSTRUMENT'])('because of %s', async (Reason) => {
    const world = new InvitingWorld();
    world.fault(INVITE, serviceError('ConstraintViolationException', { Reason }));
    expect(await refusedInvitation(world)).toMatch(/^PAYMENT_INSTRUMENT_REQUIRED: /);
  });

  // Each was CONSTRAINT_VIOLATION, which says to look the reason up.
  test.each([
    'ACCOUNT_CANNOT_LEAVE_ORGANIZATION', 'ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA', 'ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION', 'ACCOUNT_CREATION_NOT_COMPLETE',
    'ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED', 'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG', 'MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE',
    'MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE', 'MASTER_ACCOUNT_MISSING_CONTACT_INFO', 'MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED',
    'MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED', 'WAIT_PERIOD_ACTIVE',
  ])('because of %s, which has words of its own', async (Reason) => {
    const world = new InvitingWorld();
    world.fault(INVITE, serviceError('ConstraintViolationException', { Reason }));
    expect(await refusedInvitation(world)).toMatch(new RegExp(`^${Reason}: inviting account 111122223333 is not possible .*\\[ConstraintViolationException ${Reason}, ${INVITE}\\]`));
  });

  test('before the address of the management account is verified, and the message names that address', async () => {
    expect(await refusedInvitation(new InvitingWorld({ organization: UNVERIFIED }))).toBe('ACCOUNT_OWNER_NOT_VERIFIED: inviting account 111122223333 is not possible because the '
      + 'management account has not verified its e-mail address (r***@example.com). Follow the link in the verification mail that AWS sent to that address, or send it again from '
      + `the AWS Organizations console, then deploy again. [AccountOwnerNotVerifiedException, ${INVITE}] ${HOMEPAGE}/blob/main/docs/reasons.md#account_owner_not_verified`);
  });

  test('without an organization', async () => {
    const world = new InvitingWorld({ organization: { managementAccount: '999999999999' } });
    expect(await refusedInvitation(world)).toMatch(/^NO_ORGANIZATION: looking up account 111122223333 is not possible because the account of this stack is in no organization\. Deploy/);
  });

  test.each(['SomethingOld', 'SomethingNew'])('because of an exception that this version doesn\'t know (%s)', async (name) => {
    const world = new InvitingWorld();
    world.fault(INVITE, serviceError(name));
    expect(await refusedInvitation(world)).toMatch(new RegExp(`^UNEXPECTED: inviting account 111122223333 failed in a way this version doesn't know: "${name} on demand"`));
  });
});

describe('somewhere else than in the management account', () => {
  const elsewhere = { managementAccount: '999999999999', accounts: [{ id: MANAGEMENT, isDelegatedAdministrator: true }] };

  test('a delegated administrator is told the right account', async () => {
    expect(await refusedInvitation(new InvitingWorld({ organization: elsewhere }), byEmail())).toBe('NOT_MANAGEMENT_ACCOUNT: inviting the account of '
      + '"account-111122223333@example.com" is only possible in the management account of the organization, and this stack is in 123456789012. Deploy this stack to the '
      + 'management account 999999999999. '
      + `[AccessDeniedException, ${INVITE}] ${HOMEPAGE}/blob/main/docs/reasons.md#not_management_account`);
  });

  test('any other member is told so as well', async () => {
    const world = new InvitingWorld({ organization: { ...elsewhere, accounts: [{ id: MANAGEMENT }] } });
    expect(await refusedInvitation(world)).toMatch(/^NOT_MANAGEMENT_ACCOUNT: looking up account 111122223333 is only possible .* 999999999999\. \[/);
  });

  test('a missing permission is told from it', async () => {
    const world = new InvitingWorld();
    world.fault(INVITE, serviceError('AccessDeniedException'), ALWAYS);
    expect(await refusedInvitation(world)).toMatch(/^ACCESS_DENIED: inviting account 111122223333 is not allowed .* denies organizations:InviteAccountToOrganization in this account/);
  });
});

describe('what passes is waited out', () => {
  test.each([
    { name: 'ConcurrentModificationException', status: 400 },
    { name: 'TooManyRequestsException', status: 400 },
    { name: 'ServiceException', status: 500 },
    { name: 'AccessDeniedException', status: 400 },
    { name: 'Unheard', status: 503 },
  ])('$name', async ({ name, status }) => {
    const world = new InvitingWorld();
    for (const operation of ['organizations:DescribeAccount', INVITE]) world.fault(operation, serviceError(name, {}, status), 3);
    await world.deploy('A', invitation());
    expect(world.attributesOf('A')).toMatchObject({ Outcome: 'CREATED' });
    expect(world.invitations).toHaveLength(1);
  });

  test.each([
    { name: 'ConcurrentModificationException', code: 'CONCURRENT_MODIFICATION' },
    { name: 'TooManyRequestsException', code: 'THROTTLED' },
    { name: 'ServiceException', code: 'SERVICE_UNAVAILABLE' },
  ])('$name, until the time is up', async ({ name, code }) => {
    const world = new InvitingWorld();
    world.fault(INVITE, serviceError(name), 500);
    expect(await refusedInvitation(world)).toMatch(new RegExp(`^${code}: inviting account 111122223333 .*\\d+ times in \\d+ s.* AWS Organizations|^${code}: .*\\d+ times`));
  });
});

describe('a read that fails while it explains doesn\'t hide what happened first', () => {
  const enabling = { featureSet: 'CONSOLIDATED_BILLING', isEnablingAllFeatures: true, accounts: [{ id: DATA }] } as const;

  test.each(['AccessDeniedException', 'TooManyRequestsException', 'ServiceException', 'SomethingNew'])('%s', async (name) => {
    const frozen = new InvitingWorld({ organization: enabling });
    frozen.fault(LIST, serviceError(name), 500);
    expect(await refusedInvitation(frozen)).toMatch(/^INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: .* while the organization enables all features\. Have/);

    const unverified = new InvitingWorld({ organization: UNVERIFIED });
    unverified.fault(ORGANIZATION, serviceError(name), 500);
    expect(await refusedInvitation(unverified)).toMatch(/^ACCOUNT_OWNER_NOT_VERIFIED: .* has not verified its e-mail address\. Follow/);

    const denied = new InvitingWorld();
    denied.fault(INVITE, serviceError('AccessDeniedException'), 500);
    denied.fault(ORGANIZATION, serviceError(name), 500);
    expect(await refusedInvitation(denied)).toMatch(/^ACCESS_DENIED: inviting account 111122223333 /);
  });
});

describe('an invitation that AWS says is pending, and nobody finds', () => {
  const pendingByEmail = { handshakes: [{ email: 'account-111122223333@example.com' }, { email: 'bob@example.com', state: 'DECLINED' as const }] };

  test('is reported after 30 seconds with what is pending, other people\'s addresses masked', async () => {
    const world = new InvitingWorld({ organization: pendingByEmail });
    expect(await refusedInvitation(world)).toBe('DUPLICATE_HANDSHAKE_UNMATCHED: the invitation of account 111122223333 can\'t be sent because AWS says that one is pending, but none '
      + `of the pending invitations is for that target: ${world.invitations[0]?.id} for a***@example.com. If one of them is for the same account (invited by its e-mail address instead of `
      + 'its id, or the other way round), declare that target or cancel it; else deploy again in a few minutes. '
      + `[DuplicateHandshakeException, ${INVITE}] ${HOMEPAGE}/blob/main/docs/reasons.md#duplicate_handshake_unmatched`);
    expect(world.log[0]?.milliseconds).toBeLessThan(31_000);
    expect(world.log[0]?.milliseconds).toBeGreaterThan(15_000);
  });

  test('is reported for an e-mail address as well', async () => {
    const world = new InvitingWorld({ organization: { handshakes: [{ account: PAYMENTS }] } });
    expect(world.sandbox.organizations.accounts.get(PAYMENTS).email).toBe('account-111122223333@example.com');
    expect(await refusedInvitation(world, byEmail())).toContain(`${world.invitations[0]?.id} for 111122223333. If`);
  });

  test('doesn\'t collide where AWS takes the two targets for different ones', async () => {
    const world = new InvitingWorld({ organization: pendingByEmail, switches: { organizations: { duplicatesAcrossTargetTypes: false } } });
    await world.deploy('A', invitation());
    expect(world.attributesOf('A')).toMatchObject({ Outcome: 'CREATED' });
  });

  test('among very many is reported with the first of them, and what to do is still there', async () => {
    const handshakes = Array.from({ length: 120 }, (_, index) => ({ email: `other${index}@example.com` }));
    const world = new InvitingWorld({ organization: { handshakes: [...handshakes, { email: 'account-111122223333@example.com' }] } });
    expect(await refusedInvitation(world)).toMatch(/ for o\*\*\*@example\.com, and 101 more\. If one of them .* \[DuplicateHandshakeException, [^\]]+\] https:/);
  });
});

test('a failed deletion says why, and the next one succeeds', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation());
  world.fault('organizations:CancelHandshake', serviceError('InvalidInputException', { Reason: 'INVALID_PATTERN' }));
  const stack = await world.destroy('A');
  expect(stack.status).toBe('DELETE_FAILED');
  expect(readable(failuresOf(stack)[0] ?? '')).toMatch(new RegExp(`^INVALID_ORGANIZATIONS_INPUT: canceling handshake ${world.invitations[0]?.id} was refused`));
  expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
});
