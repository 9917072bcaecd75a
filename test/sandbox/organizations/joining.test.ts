import {
  AcceptHandshakeCommand, DescribeAccountCommand, InviteAccountToOrganizationCommand, LeaveOrganizationCommand, ListAccountsCommand,
  ListAccountsForParentCommand, ListChildrenCommand, ListParentsCommand, ListTagsForResourceCommand, RemoveAccountFromOrganizationCommand,
} from '@aws-sdk/client-organizations';
import { MANAGEMENT } from '../../support/ids';
import {
  ALONE, constraint, ELSEWHERE, handshakeConstraint, MEMBER, ORGANIZATION, OrganizationsWorld, OrganizationsWorldOptions, OTHER_MANAGEMENT,
} from '../../support/organizations-world';
import { exception } from '../../support/refusals';
import { BEGIN, DAY, MINUTE, SECOND } from '../../support/times';

const NO_MANAGEMENT = exception('MasterCannotLeaveOrganizationException', 'The management account of an organization can\'t leave it.');
const NOT_FOUND = exception('AccountNotFoundException', 'You specified an account that doesn\'t exist.');

let world: OrganizationsWorld;
beforeEach(() => { world = new OrganizationsWorld(); });

async function invite(account: string, Tags: { Key: string; Value: string }[] = []): Promise<string> {
  const input = { Target: { Type: 'ACCOUNT' as const, Id: account }, ...(Tags.length > 0 && { Tags }) };
  const { Handshake: handshake } = await world.in(MANAGEMENT).send(new InviteAccountToOrganizationCommand(input));
  return handshake?.Id as string;
}

async function accept(account: string, HandshakeId: string): Promise<void> {
  await world.in(account).send(new AcceptHandshakeCommand({ HandshakeId }));
}

async function members(account = MANAGEMENT): Promise<(string | undefined)[] | undefined> {
  const { Accounts } = await world.in(account).send(new ListAccountsCommand());
  return Accounts?.map(({ Id }) => Id);
}

test('whoever accepts is a member, in the root, with the tags of the invitation', async () => {
  await accept(ALONE, await invite(ALONE, [{ Key: 'team', Value: 'payments' }]));
  const { Account } = await world.in(MANAGEMENT).send(new DescribeAccountCommand({ AccountId: ALONE }));
  const { rootId } = world.organization;
  expect(Account).toEqual({
    Id: ALONE,
    Arn: `arn:aws:organizations::${MANAGEMENT}:account/${ORGANIZATION}/${ALONE}`,
    Email: `account-${ALONE}@example.com`,
    Name: `account-${ALONE}`,
    State: 'ACTIVE',
    Paths: [`${ORGANIZATION}/${rootId}/${ALONE}/`],
    JoinedMethod: 'INVITED',
    JoinedTimestamp: new Date(BEGIN),
  });
  const { Parents } = await world.in(MANAGEMENT).send(new ListParentsCommand({ ChildId: ALONE }));
  expect(Parents).toEqual([{ Id: rootId, Type: 'ROOT' }]);
  const { Tags } = await world.in(MANAGEMENT).send(new ListTagsForResourceCommand({ ResourceId: ALONE }));
  expect(Tags).toEqual([{ Key: 'team', Value: 'payments' }]);
});

test.each([
  { accountStatus: false, state: 'SUSPENDED' as const, Status: undefined },
  { accountStatus: true, state: 'SUSPENDED' as const, Status: 'SUSPENDED' },
  { accountStatus: true, state: 'CLOSED' as const, Status: 'SUSPENDED' },
])('an account that is $state has the status $Status, by switch', async ({ accountStatus, state, Status }) => {
  world = new OrganizationsWorld({ switches: { accountStatus }, organization: { accounts: [{ id: MEMBER, state }] } });
  const { Account } = await world.in(MANAGEMENT).send(new DescribeAccountCommand({ AccountId: MEMBER }));
  expect(Account?.State).toBe(state);
  expect(Account?.Status).toBe(Status);
});

describe('a new member', () => {
  /** Which reads show it. */
  async function shownBy(): Promise<Record<string, boolean>> {
    const client = world.in(MANAGEMENT);
    const { rootId } = world.organization;
    const children = await client.send(new ListChildrenCommand({ ParentId: rootId, ChildType: 'ACCOUNT' }));
    const inRoot = await client.send(new ListAccountsForParentCommand({ ParentId: rootId }));
    return {
      DescribeAccount: await client.send(new DescribeAccountCommand({ AccountId: ALONE })).then(() => true, () => false),
      ListParents: await client.send(new ListParentsCommand({ ChildId: ALONE })).then(() => true, () => false),
      ListAccounts: (await members() ?? []).includes(ALONE),
      ListChildren: (children.Children ?? []).some(({ Id }) => Id === ALONE),
      ListAccountsForParent: (inRoot.Accounts ?? []).some(({ Id }) => Id === ALONE),
    };
  }

  const BY = (shown: boolean) => ({ DescribeAccount: shown, ListParents: shown, ListAccounts: shown, ListChildren: shown, ListAccountsForParent: shown });

  test.each([{ readLag: 0 }, { readLag: 5 * SECOND }])('is shown by reads after $readLag ms, by switch', async ({ readLag }) => {
    world = new OrganizationsWorld({ switches: { readLag } });
    await accept(ALONE, await invite(ALONE));
    await expect(shownBy()).resolves.toEqual(BY(readLag === 0));
    await world.pass(readLag);
    await expect(shownBy()).resolves.toEqual(BY(true));
  });
});

test.each([
  { paymentInstrumentOf: 'MANAGEMENT_ACCOUNT', outcome: 'JOINED' },
  { paymentInstrumentOf: 'BOTH', outcome: 'PAYMENT_INSTRUMENT_REQUIRED' },
] as const)('an account that has lost its payment method: $outcome, by switch', async ({ paymentInstrumentOf, outcome }) => {
  world = new OrganizationsWorld({ switches: { paymentInstrumentOf } });
  const id = await invite(ALONE);
  world.account(ALONE).hasPaymentInstrument = false;
  expect(await accept(ALONE, id).then(() => 'JOINED', ({ Reason }: { Reason: string }) => Reason)).toBe(outcome);
});

test.each<[change: string, change: (world: OrganizationsWorld) => void, refusal: Error]>([
  ['the organization has lost its payment method', (it) => { it.account(MANAGEMENT).hasPaymentInstrument = false; }, handshakeConstraint('PAYMENT_INSTRUMENT_REQUIRED')],
  ['the account has moved to another seller', (it) => { it.account(ALONE).sellerOfRecord = 'AWS India'; },
    handshakeConstraint('ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD')],
  ['the account has joined an organization that lets none go',
    (it) => { it.sandbox.organizations.join(it.otherOrganization, ALONE); it.otherOrganization.allowsTransfers = false; },
    handshakeConstraint('ALREADY_IN_AN_ORGANIZATION')],
  ['the account has joined in another way', (it) => { it.sandbox.organizations.join(it.organization, ALONE); }, handshakeConstraint('ALREADY_IN_AN_ORGANIZATION')],
  ['the account has left an organization just now', (it) => { it.account(ALONE).membershipChangedAt = BEGIN; },
    handshakeConstraint('ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED')],
])('an invitation can\'t be accepted once %s', async (_change, change, refusal) => {
  const id = await invite(ALONE);
  change(world);
  await expect(accept(ALONE, id)).rejects.toThrow(refusal);
  expect(world.sandbox.organizations.handshakes.find(id)).not.toHaveProperty('end');
});

describe('straight from another organization', () => {
  test('an account joins without leaving first', async () => {
    await accept(ELSEWHERE, await invite(ELSEWHERE));
    await expect(members()).resolves.toEqual([MANAGEMENT, MEMBER, ELSEWHERE]);
    await expect(members(OTHER_MANAGEMENT)).resolves.toEqual([OTHER_MANAGEMENT]);
  });

  test.each<[sentence: string, options: OrganizationsWorldOptions, account: string, refusal: Error]>([
    ['the account that manages it', {}, OTHER_MANAGEMENT, NO_MANAGEMENT],
    ['an account that was created there three days ago', { other: { accounts: [{ id: ELSEWHERE, joinedMethod: 'CREATED', joinedDaysAgo: 3 }] } }, ELSEWHERE,
      constraint('WAIT_PERIOD_ACTIVE')],
    ['a delegated administrator', { other: { accounts: [{ id: ELSEWHERE, isDelegatedAdministrator: true }] } }, ELSEWHERE,
      constraint('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG')],
    ['anybody to an organization of six days', { organization: { createdDaysAgo: 6 } }, ELSEWHERE, constraint('WAIT_PERIOD_ACTIVE')],
  ])('not %s', async (_sentence, options, account, refusal) => {
    world = new OrganizationsWorld(options);
    const id = await invite(account);
    await expect(accept(account, id)).rejects.toThrow(refusal);
    await expect(members(OTHER_MANAGEMENT)).resolves.toContain(account);
  });
});

describe('an organization', () => {
  test('is left by its member, or removes it; the account loses its tags and can come back after a pause', async () => {
    await accept(ALONE, await invite(ALONE, [{ Key: 'team', Value: 'payments' }]));
    await world.in(ALONE).send(new LeaveOrganizationCommand());
    await expect(members()).resolves.toEqual([MANAGEMENT, MEMBER]);
    await expect(invite(ALONE)).rejects.toThrow(handshakeConstraint('ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED'));
    await world.pass(10 * MINUTE);
    await accept(ALONE, await invite(ALONE));
    const { Tags } = await world.in(MANAGEMENT).send(new ListTagsForResourceCommand({ ResourceId: ALONE }));
    expect(Tags).toEqual([]);
    await world.in(MANAGEMENT).send(new RemoveAccountFromOrganizationCommand({ AccountId: ALONE }));
    await expect(members()).resolves.toEqual([MANAGEMENT, MEMBER]);
  });

  test.each<[sentence: string, options: OrganizationsWorldOptions, account: string, refusal: Error]>([
    ['its management account', {}, MANAGEMENT, NO_MANAGEMENT],
    ['an account that it created three days ago', { organization: { accounts: [{ id: MEMBER, joinedMethod: 'CREATED', joinedDaysAgo: 3 }] } }, MEMBER,
      constraint('WAIT_PERIOD_ACTIVE')],
    ['a delegated administrator', { organization: { accounts: [{ id: MEMBER, isDelegatedAdministrator: true }] } }, MEMBER,
      constraint('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG')],
    ['an account that has not agreed to the terms', { organization: { accounts: [{ id: MEMBER, missingToLeave: 'EULA' }] } }, MEMBER,
      constraint('ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA')],
    ['an account without a payment method', { organization: { accounts: [{ id: MEMBER, missingToLeave: 'PAYMENT_INSTRUMENT' }] } }, MEMBER,
      constraint('MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED')],
    ['an account whose phone number is not verified', { organization: { accounts: [{ id: MEMBER, missingToLeave: 'PHONE_VERIFICATION' }] } }, MEMBER,
      constraint('ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION')],
  ])('doesn\'t lose %s', async (_sentence, options, account, refusal) => {
    world = new OrganizationsWorld(options);
    await expect(world.in(MANAGEMENT).send(new RemoveAccountFromOrganizationCommand({ AccountId: account }))).rejects.toThrow(refusal);
    await expect(world.in(account).send(new LeaveOrganizationCommand())).rejects.toThrow(refusal);
  });

  test('loses an account that it created four days ago', async () => {
    world = new OrganizationsWorld({ organization: { accounts: [{ id: MEMBER, joinedMethod: 'CREATED', joinedDaysAgo: 3 }] } });
    await world.pass(DAY);
    await world.in(MEMBER).send(new LeaveOrganizationCommand());
    await expect(members()).resolves.toEqual([MANAGEMENT]);
  });

  test('can\'t remove or describe an account of another one', async () => {
    await expect(world.in(MANAGEMENT).send(new RemoveAccountFromOrganizationCommand({ AccountId: ELSEWHERE }))).rejects.toThrow(NOT_FOUND);
    await expect(world.in(MANAGEMENT).send(new DescribeAccountCommand({ AccountId: ELSEWHERE }))).rejects.toThrow(NOT_FOUND);
  });
});
