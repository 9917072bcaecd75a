import { accountIds } from '../support/declared-campaign';
import { MANAGEMENT } from '../support/ids';
import { CampaignScenario } from './support/campaign-scenario';

const WORKLOADS = 'ou-ab12-12345678';
const ACCOUNTS = accountIds(45);
/** Says no. */
const DECLINING = ACCOUNTS[1] as string;
/** Buys from another seller. */
const FOREIGN = ACCOUNTS[2] as string;
/** In an organization that lets nobody go, until somebody takes it out of there. */
const LENT = ACCOUNTS[6] as string;
const PLACED = ACCOUNTS[0] as string;
const JOINING = ACCOUNTS.filter((account) => ![DECLINING, FOREIGN].includes(account));
const LINES = ['account,organizationalUnitId', ...ACCOUNTS.map((account) => `${account},${account === PLACED ? WORKLOADS : ''}`)];

let scenario: CampaignScenario;
beforeEach(async () => {
  scenario = await CampaignScenario.start({
    organizations: [
      { managementAccount: MANAGEMENT, accountQuota: 100, dailyInvitations: 100, organizationalUnits: { Workloads: WORKLOADS } },
      { managementAccount: '555555555555', allowsTransfers: false, accounts: [{ id: LENT }] },
    ],
    accounts: [{ id: FOREIGN, sellerOfRecord: 'AWS India' }],
  });
});
afterEach(() => scenario.stop());

test('45 accounts are invited over three days, and what becomes of each is told', async () => {
  const deployed = await scenario.deploy(LINES);
  expect(deployed).toMatchObject({ exitCode: 0, output: expect.stringMatching(/Merger\.Placed = 0\nMerger\.Rows = 45\n/) });

  await scenario.pass(1);
  expect(await scenario.firstInvitedAt()).toBeGreaterThan(await scenario.deployedAt());
  await scenario.answer('decline', [DECLINING]);
  await scenario.pass(24);
  expect(await progress()).toEqual([3, [
    'Merger/Accounts: goes on',
    `█${'░'.repeat(39)} 4 %`,
    '2 of 45 accounts at their end: 3 queued, 39 invited, 1 declined, 1 blocked, 1 skipped.',
    '20 of at most 20 invitations in 24 hours.',
    '39 accounts haven\'t answered:',
    'and 34 more',
    `1 skipped with ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: ${FOREIGN}`,
    `1 blocked with ALREADY_IN_AN_ORGANIZATION: ${LENT}`,
  ]]);
  await scenario.leave(LENT);
  await scenario.pass(24);
  expect(await scenario.invitedByDay()).toEqual([
    ACCOUNTS.slice(0, 22).filter((account) => account !== FOREIGN && account !== LENT), ACCOUNTS.slice(22, 42), [...ACCOUNTS.slice(42), LENT],
  ]);

  await scenario.answer('accept', JOINING);
  await scenario.pass(1);
  expect(await progress()).toEqual([0, [
    'Merger/Accounts: finished',
    `${'█'.repeat(40)} 100 %`,
    '45 of 45 accounts at their end: 42 joined, 1 placed, 1 declined, 1 skipped.',
    '0 of at most 20 invitations in 24 hours.',
    `1 skipped with ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: ${FOREIGN}`,
  ]]);
  expect(await scenario.members()).toEqual(JOINING.map((account) => `${account} in ${account === PLACED ? 'Workloads' : 'the root'}`));
  expect(await Promise.all([PLACED, DECLINING, FOREIGN, LENT].map((account) => scenario.toldOf(account)))).toEqual([
    ['QUEUED INVITED', 'INVITED JOINED', 'JOINED PLACED'],
    ['QUEUED INVITED', 'INVITED DECLINED'],
    ['QUEUED SKIPPED ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD'],
    ['QUEUED BLOCKED ALREADY_IN_AN_ORGANIZATION', 'BLOCKED INVITED', 'INVITED JOINED'],
  ]);

  const again = await scenario.deploy(LINES.filter((line) => !line.startsWith(FOREIGN)));
  expect(again).toMatchObject({ exitCode: 0, output: expect.stringMatching(/Merger\.Placed = 1\nMerger\.Rows = 44\n/) });
  expect((await scenario.invitations()).length).toBe(44);
});

/** How the command `progress` ends, and what it prints, but for days and times. */
async function progress(): Promise<[number | null, string[]]> {
  const { exitCode, output } = await scenario.progress();
  return [exitCode, output.trim().split('\n').map((line) => line.trim()).filter((line) => !/\d{4}-\d\d-\d\d/.test(line))];
}
