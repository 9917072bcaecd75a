import { COLUMN_OF_REASON, RefusalColumn } from '../../../lambda/campaign/decide/refusal-column';
import { DailyInvitations } from '../../../lib';
import type { SeededOrganization } from '../../../sandbox/organizations/seed';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE, UNIT } from '../../support/declared-invitations';
import { ALWAYS, serviceError } from '../../support/effects';
import { PAYMENTS } from '../../support/ids';
import { HOUR } from '../../support/times';

/** What a refused invitation means for a campaign. */

const [FIRST, SECOND, THIRD] = accountIds(3) as [string, string, string];
const ROWS = [{ account: FIRST }, { account: SECOND }, { account: THIRD }];

async function deployed(organization: Partial<SeededOrganization> = {}, prepare: (world: CampaignWorld) => void = () => undefined): Promise<CampaignWorld> {
  const world = new CampaignWorld({ organization });
  prepare(world);
  await world.deploy('A', campaign(ROWS));
  await world.passHours(0.5);
  return world;
}

function columns(column: RefusalColumn): string[] {
  return Object.entries(COLUMN_OF_REASON).filter(([, each]) => each === column).map(([reason]) => reason);
}

describe('a reason to wait', () => {
  test('for the day\'s invitations lets the campaign go on an hour later', async () => {
    const world = await deployed({ dailyInvitations: 2 });
    expect(world.status).toMatchObject({ condition: 'WAITING', code: 'HANDSHAKE_RATE_LIMIT_EXCEEDED', counts: { INVITED: 2, QUEUED: 1 } });
    world.answerAs('accept', SECOND);
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 2, JOINED: 1 });
    expect(world.status.condition).toBe('RUNNING');
  });

  test('for the quota of accounts is told, and asks AWS once an hour', async () => {
    const world = await deployed({ accountQuota: 2 });
    expect(world.status).toMatchObject({ condition: 'WAITING', code: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED', counts: { INVITED: 1, QUEUED: 2 } });
    await world.passHours(3);
    expect(world.calls.filter((call) => call === INVITE).length).toBe(2 + 3);
    const conditions = world.sandbox.home.events.all.filter(({ detailType }) => detailType === 'Invitation Campaign Change').map(({ detail }) => detail);
    expect(conditions).toEqual([expect.objectContaining({ condition: 'WAITING', code: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' })]);
    world.organization.accountQuota = 10;
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 3 });
  });

  test('for a new organization, or one that enables all features, passes by itself', async () => {
    const world = await deployed({}, (made) => { made.organization.finalizedAt = made.time.now() + 2 * HOUR; });
    expect(world.status).toMatchObject({ condition: 'WAITING', code: 'ORGANIZATION_FINALIZING' });
    await world.passHours(2);
    expect(world.counts).toEqual({ INVITED: 3 });
  });
});

describe('a reason to stop', () => {
  test('keeps everybody from being invited until another generation is deployed', async () => {
    const management = { isEmailVerified: false };
    const world = await deployed({}, (made) => { Object.assign(made.sandbox.organizations.accounts.get(made.organization.managementAccountId), management); });
    expect(world.status).toMatchObject({ condition: 'STOPPED', code: 'ACCOUNT_OWNER_NOT_VERIFIED', counts: { QUEUED: 3 } });
    Object.assign(world.sandbox.organizations.accounts.get(world.organization.managementAccountId), { isEmailVerified: true });
    await world.passHours(30);
    expect(world.calls.filter((call) => call === INVITE).length).toBe(1);
    await world.deploy('A', campaign(ROWS, { generation: '2' }));
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 3 });
  });
});

describe('a reason of one account', () => {
  test('gives up an account of another seller, and invites the others', async () => {
    const world = await deployed({}, ({ sandbox: { organizations } }) => { Object.assign(organizations.accounts.get(SECOND), { sellerOfRecord: 'AWS India' }); });
    expect(world.status).toMatchObject({ stuck: [{ row: 2, name: SECOND, state: 'SKIPPED', code: 'ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD' }], counts: { INVITED: 2 } });
    await world.passHours(30);
    expect(world.calls.filter((call) => call === INVITE).length).toBe(3);
  });

  // The run planned as many accounts as it had invitations, so that a refused one took the place of another.
  test('uses up none of the day\'s invitations', async () => {
    const world = new CampaignWorld();
    Object.assign(world.sandbox.organizations.accounts.get(FIRST), { sellerOfRecord: 'AWS India' });
    await world.deploy('A', campaign(ROWS, { invitationsPerDay: DailyInvitations.of(1) }));
    await world.passHours(0.5);
    expect(world.counts).toEqual({ SKIPPED: 1, INVITED: 1, QUEUED: 1 });
  });

  test('tries an account of another organization once a day, until that lets it go', async () => {
    const world = new CampaignWorld({ others: [{ managementAccount: '555555555555', accounts: [{ id: SECOND }], allowsTransfers: false }] });
    await world.deploy('A', campaign(ROWS));
    await world.passHours(23);
    expect(world.status.stuck).toEqual([{ row: 2, name: SECOND, state: 'BLOCKED', code: 'ALREADY_IN_AN_ORGANIZATION' }]);
    expect(world.calls.filter((call) => call === INVITE).length).toBe(3);
    await world.passHours(26);
    expect(world.calls.filter((call) => call === INVITE).length).toBe(5);
    const other = world.sandbox.organizations.all[1];
    if (other) world.sandbox.organizations.leave(other, SECOND);
    await world.passHours(25);
    expect(world.counts).toEqual({ INVITED: 3 });
  });
});

describe('an organization that may not be looked at', () => {
  // Nothing but the log of the function said so.
  test('is told once, and so is that the campaign goes on', async () => {
    const world = new CampaignWorld();
    world.fault('organizations:ListHandshakesForOrganization', serviceError('AccessDeniedException'), ALWAYS);
    await world.deploy('A', campaign(ROWS));
    await world.passHours(2);
    world.sandbox.faults.clear();
    await world.passHours(1);
    const conditions = world.sandbox.home.events.all.filter(({ detailType }) => detailType === 'Invitation Campaign Change').map(({ detail }) => detail);
    expect(conditions).toEqual([expect.objectContaining({ condition: 'WAITING', code: 'ACCESS_DENIED' }), expect.objectContaining({ condition: 'RUNNING' })]);
    expect(world.counts).toEqual({ INVITED: 3 });
  });
});

describe('failures of the own side', () => {
  test('stop the campaign when there are several in a row, over runs', async () => {
    const world = new CampaignWorld();
    world.fault(INVITE, serviceError('InvalidInputException'), 5);
    await world.deploy('A', campaign(ROWS));
    await world.passHours(0.5);
    expect(world.status).toMatchObject({ condition: 'RUNNING', counts: { QUEUED: 3 } });
    await world.passHours(1);
    expect(world.status).toMatchObject({ condition: 'STOPPED', code: 'INVALID_ORGANIZATIONS_INPUT' });
    await world.passHours(2);
    expect(world.calls.filter((call) => call === INVITE).length).toBe(5);
  });

  // What comes after an invitation was counted as well, whatever was in its way.
  test('aren\'t what accounts are refused for that are closed', async () => {
    const closed = accountIds(6);
    const world = new CampaignWorld({ organization: { accounts: closed.map((id) => ({ id })) } });
    for (const id of closed) Object.assign(world.sandbox.organizations.accounts.get(id), { state: 'SUSPENDED' });
    await world.deploy('A', campaign([...closed.map((account) => ({ account, organizationalUnitId: UNIT })), { account: PAYMENTS }]));
    await world.passHours(1);
    expect(world.counts).toEqual({ JOINED: 6, INVITED: 1 });
    expect(world.status.stuck[0]).toEqual({ row: 1, name: closed[0], state: 'JOINED', code: 'ACCOUNT_SUSPENDED_OR_CLOSED' });
  });

  test('are forgotten when something goes well', async () => {
    const world = new CampaignWorld();
    world.fault(INVITE, serviceError('InvalidInputException'), 2);
    await world.deploy('A', campaign(ROWS, { stopAfterConsecutiveFailures: 3, invitationsPerDay: DailyInvitations.of(2) }));
    await world.passHours(2);
    expect(world.head).toMatchObject({ failures: 0 });
  });
});

describe('the reasons of AWS', () => {
  test('have one column each', () => {
    expect(Object.fromEntries((['WAIT', 'STOP', 'SKIP'] as const).map((column) => [column, columns(column)]))).toEqual({
      WAIT: ['ACCOUNT_NUMBER_LIMIT_EXCEEDED', 'HANDSHAKE_RATE_LIMIT_EXCEEDED', 'INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES', 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION'],
      STOP: ['MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED'],
      SKIP: ['ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD', 'SOURCE_AND_TARGET_CANNOT_MATCH'],
    });
  });
});
