import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { answerControl } from '../../../sandbox/control/control';
import { parseSeed } from '../../../sandbox/seed/parse';
import type { State } from '../../../sandbox/control/state';
import { describeState } from '../../../sandbox/command/describe';
import { ownAccount } from '../../../sandbox/organizations/seed';
import type { SeededHandshake } from '../../../sandbox/organizations/seed';
import { MovableTime } from '../../../sandbox/time/movable-time';
import { MANAGEMENT } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { ALONE, ELSEWHERE, MEMBER, ORGANIZATION, OrganizationsWorld } from '../../support/organizations-world';
import { DAY, HOUR } from '../../support/times';

const UNIT = 'ou-aaaa-11111111';
const UNLESS_TAKEN = '900000000000';

function worldWith(handshakes: SeededHandshake[]): OrganizationsWorld {
  return new OrganizationsWorld({
    accounts: [{ id: ALONE, email: 'payments@example.com', name: 'Payments' }],
    organization: { organizationalUnits: { Workloads: UNIT }, accounts: [{ id: MEMBER, organizationalUnit: 'Workloads' }], handshakes },
  });
}

async function control(world: OrganizationsWorld, method: string, path: string, body: object = {}): Promise<{ status: number; answer: any }> {
  const controlled = { sandbox: world.sandbox, clock: new MovableTime(world.time), reset: async () => undefined };
  const request = { method, host: '127.0.0.1', path: `/_sandbox/${path}`, query: new URLSearchParams(), headers: {}, body: Buffer.from(JSON.stringify(body)) };
  const { status, body: answer } = await answerControl(controlled, request);
  return { status, answer: JSON.parse(String(answer)) };
}

describe('the other side of an invitation', () => {
  test('is told what became of a handshake that has an answer', async () => {
    const world = worldWith([{ account: ALONE, state: 'DECLINED' }]);
    const [declined] = world.sandbox.organizations.handshakes.all;
    await expect(control(world, 'POST', 'accept', { handshake: declined?.id }))
      .resolves.toEqual({ status: 400, answer: { message: `the handshake ${declined?.id} isn't pending any more: it is DECLINED` } });
  });

  test.each([
    { sentence: 'an account', handshakes: [{ account: ALONE }], handshake: ALONE, accountId: ALONE },
    { sentence: 'an account by its e-mail', handshakes: [{ email: 'Payments@example.com' }], handshake: ALONE, accountId: ALONE },
    { sentence: 'an e-mail', handshakes: [{ email: 'payments@example.com' }], handshake: 'PAYMENTS@example.com', accountId: ALONE },
    { sentence: 'an e-mail that no account had', handshakes: [{ email: 'new@example.com' }], handshake: 'new@example.com', accountId: UNLESS_TAKEN },
  ])('accepts what is for $sentence', async ({ handshakes, handshake, accountId }) => {
    const world = worldWith(handshakes);
    const [pending] = world.sandbox.organizations.handshakes.all;
    await expect(control(world, 'POST', 'accept', { handshake })).resolves.toEqual({ status: 200, answer: { handshakeId: pending?.id, state: 'ACCEPTED', accountId } });
    expect(world.sandbox.organizations.of(accountId)?.id).toBe(ORGANIZATION);
  });

  test('declines a handshake by its id', async () => {
    const world = worldWith([{ account: ALONE }, { email: 'payments@example.com' }]);
    const [, second] = world.sandbox.organizations.handshakes.all;
    await expect(control(world, 'POST', 'decline', { handshake: second?.id })).resolves.toMatchObject({ answer: { state: 'DECLINED', accountId: ALONE } });
  });

  test.each<[sentence: string, handshakes: SeededHandshake[], handshake: string, message: unknown]>([
    ['there is no such handshake', [], 'h-12345678', 'there is no handshake h-12345678'],
    ['nothing waits for the account', [{ account: ELSEWHERE }], ALONE, `no handshake waits for ${ALONE}`],
    ['what was for the account has an answer', [{ account: ALONE, state: 'DECLINED' }], ALONE,
      expect.stringMatching(new RegExp(`^no handshake waits for ${ALONE}; h-[0-9a-f]{32} is DECLINED$`))],
    ['no name is given', [], '', 'a handshake is named by its id, or by the account id or e-mail that it is for'],
    ['several wait for the account', [{ account: ALONE }, { email: 'payments@example.com' }], ALONE,
      expect.stringMatching(new RegExp(`^several handshakes wait for ${ALONE}: h-[0-9a-f]{32}, h-[0-9a-f]{32}$`))],
    ['the service refuses', [{ account: MEMBER }], MEMBER,
      'HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION: The account is already a member of an organization.'],
  ])('is told when %s', async (_sentence, handshakes, handshake, message) => {
    await expect(control(worldWith(handshakes), 'POST', 'accept', { handshake })).resolves.toEqual({ status: 400, answer: { message } });
  });
});

test('the clock is shown and moved', async () => {
  const world = worldWith([]);
  await expect(control(world, 'GET', 'clock')).resolves.toEqual({ status: 200, answer: { now: '2026-01-01T00:00:00.000Z' } });
  await expect(control(world, 'POST', 'clock', { milliseconds: 15 * DAY + HOUR })).resolves.toEqual({ status: 200, answer: { now: '2026-01-16T01:00:00.000Z' } });
});

test('the state has organizations with their units, accounts and handshakes, and the accounts that stand alone', async () => {
  const world = worldWith([{ account: ALONE, requestedDaysAgo: 5 }]);
  const { answer } = await control(world, 'GET', 'state') as { answer: State };
  const [handshake] = world.sandbox.organizations.handshakes.all;
  const account = (accountId: string) => ({ accountId, name: `account-${accountId}`, email: `account-${accountId}@example.com`, state: 'ACTIVE' });
  expect(answer.organizations[0]).toEqual({
    organizationId: ORGANIZATION,
    managementAccountId: MANAGEMENT,
    featureSet: 'ALL',
    organizationalUnits: [{ organizationalUnitId: UNIT, path: 'Workloads' }],
    accounts: [{ ...account(MANAGEMENT), organizationalUnit: '' }, { ...account(MEMBER), organizationalUnit: 'Workloads' }],
    handshakes: [{ handshakeId: handshake?.id, action: 'INVITE', recipient: ALONE, state: 'REQUESTED', expiresAt: '2026-01-11T00:00:00.000Z' }],
  });
  expect(answer.accounts).toEqual([{ accountId: ALONE, name: 'Payments', email: 'payments@example.com', state: 'ACTIVE' }]);
  const lines = describeState(answer).split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
  expect(lines.slice(0, 5)).toEqual([
    `Organization ${ORGANIZATION}: 2 accounts, features ALL`,
    `unit | ${UNIT} | Workloads`,
    `management | ${MANAGEMENT} | (root) | ACTIVE | account-${MANAGEMENT} <account-${MANAGEMENT}@example.com>`,
    `account | ${MEMBER} | Workloads | ACTIVE | account-${MEMBER} <account-${MEMBER}@example.com>`,
    `INVITE | ${handshake?.id} | ${ALONE} | REQUESTED | until 2026-01-11T00:00:00.000Z`,
  ]);
  expect(lines.slice(-2)).toEqual(['Accounts in no organization:', `${ALONE} | Payments | payments@example.com | ACTIVE`]);
});

test('an organization of nobody but the sandbox\'s own account is nothing to read about', () => {
  const accounts = [{ accountId: MANAGEMENT, name: 'a', email: 'a@example.com', state: 'ACTIVE', organizationalUnit: '' }];
  const organization = { organizationId: ORGANIZATION, managementAccountId: MANAGEMENT, featureSet: 'ALL', organizationalUnits: [], accounts, handshakes: [] };
  expect(describeState({ stacks: [], identityStores: [], buckets: [], events: [], organizations: [organization], accounts: [] })).toBe('The sandbox is empty.');
});

describe('a seed', () => {
  test('is what the documentation shows', () => {
    const page = readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'sandbox.md'), 'utf8');
    const [, example = ''] = /\n## Organizations\n[^]*?```json\n([^]*?)```/.exec(page) ?? [];
    const { organizations } = new InProcess({ seed: parseSeed(example) }).sandbox;
    expect(organizations.handshakes.all.map((handshake) => organizations.handshakes.stateOf(handshake))).toEqual(['REQUESTED', 'DECLINED']);
    expect(organizations.of('222233334444')?.pathOf('222233334444')).toMatch(/^o-a1b2c3d4e5\/r-[0-9a-f]{4}\/ou-ab12-12345678\/ou-ab12-87654321\/222233334444\/$/);
    expect(organizations.accounts.byEmail('payments@example.com')).toMatchObject({ id: '111122223333', name: 'Payments' });
  });

  const organization = (members: object): object => ({ organizations: [{ managementAccount: MANAGEMENT, ...members }] });

  test.each<[seed: object, account: string | undefined]>([
    [{}, undefined],
    [{ organizations: [{ managementAccount: MEMBER }, { managementAccount: ELSEWHERE }] }, MEMBER],
    [{ organizations: [{ managementAccount: { id: MEMBER } }] }, MEMBER],
    [{ account: ALONE, organizations: [{ managementAccount: MEMBER }] }, ALONE],
  ])('%j puts stacks into the account %s', (seed, account) => {
    expect(ownAccount(parseSeed(JSON.stringify(seed)))).toBe(account);
  });

  test.each<[seed: object, message: string]>([
    [{ orgs: [] }, 'the seed has no member orgs, only identityStores, parameters, secrets, buckets, account, organizations, accounts, roles, managedPolicies, switches'],
    [{ account: '1' }, 'account must be an account id of 12 digits'],
    [{ organizations: {} }, 'organizations must be a list'],
    [{ organizations: [1] }, 'organizations[0] must be an object'],
    [{ organizations: [{}] }, 'organizations[0] must have the member managementAccount'],
    [organization({ managementAccount: '1' }), 'organizations[0].managementAccount must be an account id of 12 digits'],
    [organization({ managementAccount: { email: 'a@b.c' } }), 'organizations[0].managementAccount must have the member id'],
    [organization({ featureSet: 'SOME' }), 'organizations[0].featureSet must be one of ALL, CONSOLIDATED_BILLING'],
    [organization({ accountQuota: '10' }), 'organizations[0].accountQuota must be a number'],
    [organization({ allowsTransfers: 'no' }), 'organizations[0].allowsTransfers must be true or false'],
    [organization({ organizationalUnits: { Workloads: 'ou-1' } }), 'organizations[0].organizationalUnits.Workloads must be the id of an organizational unit, such as ou-ab12-12345678'],
    [organization({ organizationalUnits: [1] }), 'organizations[0].organizationalUnits[0] must be a text'],
    [organization({ accounts: [{ id: MEMBER, state: 'OPEN' }] }),
      'organizations[0].accounts[0].state must be one of PENDING_ACTIVATION, ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED'],
    [organization({ accounts: [{ id: MEMBER, tags: [] }] }), 'organizations[0].accounts[0].tags must be an object'],
    [organization({ handshakes: [{ action: 'JOIN' }] }), 'organizations[0].handshakes[0].action must be one of INVITE, TRANSFER_RESPONSIBILITY'],
    [{ organizations: [{ id: ORGANIZATION, managementAccount: MANAGEMENT }, { id: ORGANIZATION, managementAccount: MEMBER }] }, 'organizations[1].id must differ from organizations[0].id'],
    [{ organizations: [{ managementAccount: MANAGEMENT }, { managementAccount: { id: MANAGEMENT } }] },
      'organizations[1].managementAccount.id must differ from organizations[0].managementAccount'],
    [organization({ accounts: [{ id: MANAGEMENT }] }), 'organizations[0].accounts[0].id must differ from organizations[0].managementAccount'],
    [organization({ accounts: [{ id: MEMBER }, { id: MEMBER }] }), 'organizations[0].accounts[1].id must differ from organizations[0].accounts[0].id'],
    [{ organizations: [{ managementAccount: MANAGEMENT, accounts: [{ id: MEMBER }] }, { managementAccount: ELSEWHERE, accounts: [{ id: MEMBER }] }] },
      'organizations[1].accounts[0].id must differ from organizations[0].accounts[0].id'],
    [{ ...organization({ accounts: [{ id: MEMBER }] }), accounts: [{ id: MEMBER }] }, 'organizations[0].accounts[0].id must differ from accounts[0].id'],
    [{ accounts: [{ id: ALONE }, { id: ALONE }] }, 'accounts[1].id must differ from accounts[0].id'],
    [{ account: ALONE, accounts: [{ id: ALONE }] }, 'accounts[0].id must differ from account, which manages the organization'],
    [{ accounts: [{ id: ALONE, email: 'a@b.cd' }, { id: MEMBER, email: 'A@b.cd' }] }, 'accounts[1].email must differ from accounts[0].email'],
    [{ accounts: [{ id: ALONE, email: 'somebody' }] }, 'accounts[0].email must be an e-mail address of 6 to 64 characters'],
    [{ accounts: [{ id: ALONE, name: '' }] }, 'accounts[0].name must be a text of 1 to 128 characters'],
    [{ accounts: [{ id: ALONE, changedMembershipDaysAgo: 1e300 }] }, 'accounts[0].changedMembershipDaysAgo must be a number from 0 to 36500'],
    [organization({ accountQuota: 0 }), 'organizations[0].accountQuota must be a whole number of at least 1'],
    [organization({ accountQuota: 2.5 }), 'organizations[0].accountQuota must be a whole number'],
    [organization({ dailyInvitations: -1 }), 'organizations[0].dailyInvitations must be a whole number that isn\'t negative'],
    [organization({ createdDaysAgo: -1 }), 'organizations[0].createdDaysAgo must be a number from 0 to 36500'],
    [organization({ isEnablingAllFeatures: true }), 'organizations[0].isEnablingAllFeatures must be false where featureSet isn\'t CONSOLIDATED_BILLING'],
    [organization({ isFinalizing: true, createdDaysAgo: 1 }), 'organizations[0].isFinalizing must be false for an organization that is older than an hour'],
    [organization({ managementAccount: { id: MANAGEMENT, isDelegatedAdministrator: true } }), 'organizations[0].managementAccount.isDelegatedAdministrator must be false for a management account'],
    [organization({ organizationalUnits: ['Workloads', 'Workloads'] }), 'organizations[0].organizationalUnits[1] must differ from organizations[0].organizationalUnits[0]'],
    [organization({ organizationalUnits: ['Workloads/'] }), 'organizations[0].organizationalUnits[0] must be a path of names of 1 to 128 characters, with / between them'],
    [organization({ organizationalUnits: ['a/b/c/d/e/f'] }), 'organizations[0].organizationalUnits[0] must be at most 5 units deep'],
    [organization({ organizationalUnits: { a: UNIT, b: UNIT } }), 'organizations[0].organizationalUnits.b must differ from organizations[0].organizationalUnits.a'],
    [organization({ organizationalUnits: { a: 'ou-ab12-12345678', b: 'ou-cd34-12345678' } }), 'organizations[0].organizationalUnits.b must begin with ou-ab12-, as organizations[0].organizationalUnits.a does'],
    [organization({ accounts: [{ id: MEMBER, organizationalUnit: 'Workloads' }] }), 'organizations[0].accounts[0].organizationalUnit must be the path of a unit of the organization, not "Workloads"'],
    [organization({ createdDaysAgo: 1, accounts: [{ id: MEMBER, joinedDaysAgo: 2 }] }), 'organizations[0].accounts[0].joinedDaysAgo must not be more than the age of the organization, which is 1 day'],
    [organization({ accounts: [{ id: MEMBER, tags: { 'aws:team': 'data' } }] }), 'organizations[0].accounts[0].tags.aws:team is refused: INVALID_SYSTEM_TAGS_PARAMETER: You specified an invalid value.'],
    [organization({ handshakes: [{}] }), 'organizations[0].handshakes[0] must have either account or email'],
    [organization({ handshakes: [{ account: ALONE }, { account: ALONE }] }), 'organizations[0].handshakes[1] must differ from organizations[0].handshakes[0]'],
    [organization({ handshakes: [{ account: MANAGEMENT }] }), 'organizations[0].handshakes[0] must not wait for an account of the organization'],
    [organization({ createdDaysAgo: 3, handshakes: [{ account: ALONE, requestedDaysAgo: 14 }] }), 'organizations[0].handshakes[0].requestedDaysAgo must not be more than the age of the organization, which is 3 days'],
    [{ roles: [{ account: ALONE, roleName: 'a b', trustPolicy: {} }] }, 'roles[0].roleName must be the name of a role'],
    [{ roles: [{ account: ALONE, roleName: 'a', trustPolicy: {} }, { account: ALONE, roleName: 'A', trustPolicy: {} }] }, 'roles[1].roleName must differ from roles[0].roleName'],
    [{ roles: [{ account: ALONE, roleName: 'a' }] }, 'roles[0] must have the member trustPolicy'],
    [{ roles: [{ account: ALONE, roleName: 'a', trustPolicy: 'all' }] }, 'roles[0].trustPolicy must be an object'],
  ])('%j is refused: %s', (seed, message) => {
    expect(() => parseSeed(JSON.stringify(seed))).toThrow(new Error(message));
  });

  test.each<[what: string, plant: () => OrganizationsWorld, message: string]>([
    ['an account in an undeclared unit', () => new OrganizationsWorld({ organization: { accounts: [{ id: MEMBER, organizationalUnit: 'Workloads' }] } }),
      `the account ${MEMBER} is in the organizational unit Workloads, which isn't declared`],
    ['an account in two organizations', () => new OrganizationsWorld({ other: { accounts: [{ id: MEMBER }] } }), `the account ${MEMBER} can't be in two organizations`],
    ['an e-mail of two accounts', () => new OrganizationsWorld({ accounts: [{ id: ALONE, email: 'a@b.cd' }, { id: '999999999999', email: 'A@b.cd' }] }),
      `the accounts ${ALONE} and 999999999999 can't both have the e-mail A@b.cd`],
    ['a handshake for nobody', () => worldWith([{}]), 'a handshake of the seed must be for either an account or an e-mail'],
  ])('contradicts itself with %s', (_what, plant, message) => {
    expect(plant).toThrow(new Error(message));
  });
});
