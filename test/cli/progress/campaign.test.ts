import type { Stack } from 'aws-cdk-lib';
import { columnsOf } from '../../../cli/plan/wrap';
import type { CampaignProgress } from '../../../cli/progress/campaign/read-campaign';
import { follow } from '../../../cli/progress/follow';
import { progressPolicy } from '../../../cli/progress/policy';
import { progressLines } from '../../../cli/progress/progress';
import type { CampaignStatus } from '../../../lib/contract/campaign-status';
import { DailyInvitations, InvitationCampaignProps, RosterRow } from '../../../lib';
import type { Handshake } from '../../../sandbox/organizations/handshakes';
import { accountIds, campaign } from '../../support/declared-campaign';
import { declareContents } from '../../support/declared-contents';
import { InvitingOptions } from '../../support/declared-invitations';
import { ALWAYS, serviceError } from '../../support/effects';
import { ProgressWorld } from '../../support/progress-world';
import { HOUR } from '../../support/times';

const ACCOUNTS = accountIds(8);
const [FIRST, SECOND, THIRD] = ACCOUNTS as [string, string, string];
const ROWS = ACCOUNTS.map((account) => ({ account }));
const NO_BAR = `  ${'░'.repeat(40)} 0 %`;

function invitingWorld(options: InvitingOptions = {}): ProgressWorld {
  return new ProgressWorld(progressPolicy(), options);
}

/** Deploys a campaign and lets its first run come, which is at once. */
async function begun(rows: readonly RosterRow[], props: Partial<InvitationCampaignProps> = {}, world = new ProgressWorld()): Promise<ProgressWorld> {
  await world.deploy('Merger', campaign(rows, props));
  await world.pass(HOUR / 2);
  return world;
}

async function linesIn(world: ProgressWorld): Promise<string[]> {
  return (await world.printed('Merger')).text.split('\n');
}

async function exitCodeIn(world: ProgressWorld): Promise<number> {
  return (await world.printed('Merger')).exitCode;
}

describe('a campaign', () => {
  test('has yet to begin when its roster was just taken', async () => {
    const world = new ProgressWorld();
    await world.deploy('Merger', campaign(ROWS));
    expect(await linesIn(world)).toEqual(['Merger2F6FD9CC: a roster was taken, which the next run follows', '  Runs come every hour.']);
    expect(await exitCodeIn(world)).toBe(3);
  });

  test('shows how many accounts are where, what is left of the day, and who hasn\'t answered until when', async () => {
    const world = await begun(ROWS, { invitationsPerDay: DailyInvitations.of(7) });
    world.answerAs('accept', ACCOUNTS[6]);
    await world.pass(HOUR);
    expect(await linesIn(world)).toEqual([
      'Merger2F6FD9CC: goes on',
      `  ${'█'.repeat(5)}${'░'.repeat(35)} 12 %`,
      '  1 of 8 accounts at their end: 7 invited, 1 joined.',
      '  7 of at most 7 invitations in 24 hours.',
      '  2026-01-01: 8 invited, 1 joined',
      '  7 accounts haven\'t answered:',
      ...ACCOUNTS.slice(0, 5).map((account) => `    ${account} until 2026-01-16T00:00:00Z`),
      '    and 2 more',
      '  The last run ended at 2026-01-01T01:00:00Z; the next one begins by 2026-01-01T02:00:00Z.',
    ]);
    expect(await exitCodeIn(world)).toBe(3);
  });

  test('that waits says for what, and who can\'t be invited', async () => {
    const others = [{ managementAccount: '555555555555', accounts: [{ id: SECOND }], allowsTransfers: false }];
    const world = await begun(ROWS, {}, invitingWorld({ organization: { dailyInvitations: 2 }, others }));
    expect(await linesIn(world)).toEqual([
      'Merger2F6FD9CC: waits: HANDSHAKE_RATE_LIMIT_EXCEEDED',
      '  Why: An organization may try to invite 20 accounts a day, or as many as its quota of accounts if',
      '  that is more. Accepted invitations don\'t count. Nothing has to be deployed: each run tries again.',
      '  npx cdk-org-guard explain HANDSHAKE_RATE_LIMIT_EXCEEDED tells more.',
      NO_BAR,
      '  0 of 8 accounts at their end: 5 queued, 2 invited, 1 blocked.',
      '  2 invitations in 24 hours, as many as AWS takes.',
      '  2026-01-01: 2 invited, 1 blocked',
      '  2 accounts haven\'t answered:',
      `    ${FIRST} until 2026-01-16T00:00:00Z`,
      `    ${THIRD} until 2026-01-16T00:00:00Z`,
      `  1 blocked with ALREADY_IN_AN_ORGANIZATION: ${SECOND}`,
      '  The last run ended at 2026-01-01T00:00:00Z; the next one begins by 2026-01-01T01:00:00Z.',
    ]);
    expect(await exitCodeIn(world)).toBe(3);
  });

  test('that has stopped says why and what to do, until a deployment lets it go on', async () => {
    const world = invitingWorld();
    Object.assign(world.sandbox.organizations.accounts.get(world.organization.managementAccountId), { isEmailVerified: false });
    await begun([{ account: FIRST }], {}, world);
    expect(await linesIn(world)).toEqual([
      'Merger2F6FD9CC: stopped: ACCOUNT_OWNER_NOT_VERIFIED',
      '  What to do: Follow the link in the verification mail that AWS sent to that address, or send it',
      '  again from the AWS Organizations console, then deploy again. Another generation of the campaign is',
      '  enough for a deployment. npx cdk-org-guard explain ACCOUNT_OWNER_NOT_VERIFIED tells more.',
      NO_BAR,
      '  0 of 1 account at their end: 1 queued.',
      '  0 invitations in 24 hours, as many as AWS takes.',
      '  The last run ended at 2026-01-01T00:00:00Z; the next one begins by 2026-01-01T01:00:00Z.',
    ]);
    expect(await exitCodeIn(world)).toBe(1);
    await world.deploy('Merger', campaign([{ account: FIRST }], { generation: '2' }));
    expect((await linesIn(world))[0]).toBe('Merger2F6FD9CC: a roster was taken, which the next run follows');
    expect(await exitCodeIn(world)).toBe(3);
  });

  test('whose ledger is lost has stopped, though no run could tell anything of its rows', async () => {
    const world = await begun([{ account: FIRST }]);
    for (const bucket of world.sandbox.buckets.made) bucket.keys.filter((key) => key.startsWith('ledger/')).forEach((key) => bucket.delete(key));
    await world.pass(HOUR);
    expect(await world.all({ stack: 'Merger' })).toMatchObject([{ condition: 'STOPPED', code: 'CAMPAIGN_LEDGER_LOST', status: { condition: 'RUNNING' } }]);
    expect((await linesIn(world)).slice(0, 6)).toEqual([
      'Merger2F6FD9CC: stopped: CAMPAIGN_LEDGER_LOST',
      '  What to do: Deploy again, and the campaign begins anew: who is invited, is a member or has',
      '  declined in the last 30 days isn\'t invited, but members are placed once more, and invitations of',
      '  before are never canceled. Another generation of the campaign is enough for a deployment. npx',
      '  cdk-org-guard explain CAMPAIGN_LEDGER_LOST tells more.',
      NO_BAR,
    ]);
  });

  test('that is finished is at rest for a day', async () => {
    const world = await begun([{ account: FIRST }, { email: 'account-300000000001@example.com' }]);
    world.answerAs('decline', SECOND);
    world.sandbox.handshakeAnswers.accept(world.invitations[0] as Handshake, world.sandbox.callers.personIn(FIRST));
    await world.pass(HOUR);
    expect(await linesIn(world)).toEqual([
      'Merger2F6FD9CC: finished',
      `  ${'█'.repeat(40)} 100 %`,
      '  2 of 2 accounts at their end: 1 joined, 1 declined.',
      '  1 invitation in 24 hours, as many as AWS takes.',
      '  2026-01-01: 2 invited, 1 joined, 1 declined',
      '  The last run ended at 2026-01-01T01:00:00Z; the next one begins by 2026-01-02T00:00:00Z.',
    ]);
    expect(await exitCodeIn(world)).toBe(0);
  });

  test('shows little of an e-mail address, and its row', async () => {
    const world = await begun([{ email: 'account-300000000001@example.com' }]);
    expect((await linesIn(world)).slice(5, 7)).toEqual(['  1 account hasn\'t answered:', '    a***@example.com (row 1) until 2026-01-16T00:00:00Z']);
  });

  test('of which no run has told anything for hours is silent', async () => {
    const world = invitingWorld({
      changeTemplate: ({ Resources: resources }) => {
        for (const { Type: type, Properties: properties } of Object.values(resources)) if (type === 'AWS::Scheduler::Schedule') properties.ScheduleExpression = 'rate(10 days)';
      },
    });
    await begun([{ account: FIRST }], {}, world);
    await world.pass(3 * HOUR);
    expect((await linesIn(world)).filter((line) => /run/.test(line))).toEqual([
      'Merger2F6FD9CC: no run has ended for hours', '  The log of the function tells how its runs have ended.',
      '  The last run ended at 2026-01-01T00:00:00Z; the next one is due.',
    ]);
    expect(await exitCodeIn(world)).toBe(1);
  });

  test('only looks while its stack is being deployed', async () => {
    const world = await begun([{ account: FIRST }]);
    world.fault('deliver:Update', { kind: 'DELAYED', milliseconds: 30_000 });
    const deploying = world.deploying('Merger', campaign([{ account: FIRST }, { account: SECOND }]));
    await world.pass(10_000);
    expect((await linesIn(world))[0]).toBe('Merger2F6FD9CC: the stack is being deployed; meanwhile runs only look');
    expect(await exitCodeIn(world)).toBe(3);
    await world.time.run(deploying);
  });
});

test('a stack with contents and a campaign shows both, and isn\'t at its end before both are', async () => {
  const world = new ProgressWorld();
  await world.deploy('Merger', (stack: Stack) => {
    campaign([{ account: FIRST }])(stack);
    declareContents({ users: ['ada'] })(stack);
  });
  await world.pass(HOUR / 2);
  const lines = await linesIn(world);
  expect(lines.filter((line) => !line.startsWith(' '))).toEqual([expect.stringMatching(/^PeopleE38C8D03: at rest since /), 'Merger2F6FD9CC: goes on']);
  expect(await exitCodeIn(world)).toBe(3);
});

test('a campaign of which more rows are stuck than are named says so', async () => {
  const world = await begun([{ account: FIRST }]);
  const [told] = (await world.all({ stack: 'Merger' })).filter(({ kind }) => kind === 'campaign') as [CampaignProgress];
  const stuck = accountIds(50).map((name, row) => ({ row, name, state: 'SKIPPED' as const, code: 'INVALID_TARGET' }));
  const progress = { ...told, status: { ...told.status as CampaignStatus, stuck } };
  expect(progressLines(progress, { width: 160, hasColour: false }, world.time.now()).slice(-3, -1)).toEqual([
    `  50 skipped with INVALID_TARGET: ${accountIds(5).join(', ')}, …`, '  Perhaps more: the first 50 are counted.',
  ]);
});

test.each([10, 18, 25, 40, 79])('no line about a campaign is longer than a terminal of %i columns', async (width) => {
  const world = await begun(ROWS, {}, invitingWorld({ organization: { dailyInvitations: 2 } }));
  const { text } = await world.printed('Merger', width);
  expect(text.split('\n').filter((line) => columnsOf(line) > width)).toEqual([]);
});

test('the state of a campaign has its colour on terminals that have some', async () => {
  const world = await begun([{ account: FIRST }]);
  const [progress] = await world.all({ stack: 'Merger' });
  expect(progress && progressLines(progress, { width: 100, hasColour: true }, world.time.now())[0]).toBe('\u001B[36mMerger2F6FD9CC: goes on\u001B[39m');
});

test('whoever follows a campaign elsewhere than on a terminal is told each change once', async () => {
  const world = await begun([{ account: FIRST }, { account: SECOND }]);
  const written: string[] = [];
  const looks = [0, 1, 2, 3].map((minutes) => async () => {
    if (minutes === 2) world.answerAs('decline', SECOND);
    if (minutes === 3) world.sandbox.handshakeAnswers.decline(world.invitations[0] as Handshake, world.sandbox.callers.personIn(FIRST));
    await world.pass(minutes < 2 ? 60_000 : HOUR);
    return world.all({ stack: 'Merger' });
  });
  const time = { now: () => 0, sleep: async () => undefined };
  const screen = { columns: 100, write: (text: string) => written.push(text) };
  await follow(async () => (looks.shift() as (typeof looks)[0])(), { format: 'text', screen, environment: {}, time });
  expect(written.join('').split('\n').slice(0, 4)).toEqual([
    '1970-01-01T00:00:00Z Merger2F6FD9CC: goes on, 0 %, 2 invited', '1970-01-01T00:00:00Z Merger2F6FD9CC: goes on, 50 %, 1 invited, 1 declined',
    '1970-01-01T00:00:00Z Merger2F6FD9CC: finished, 100 %, 2 declined', 'Merger2F6FD9CC: finished',
  ]);
});

test('a ledger that may not be read is told', async () => {
  const world = await begun([{ account: FIRST }]);
  world.fault('s3:GetObject', serviceError('AccessDenied', {}, 403), ALWAYS);
  expect(await world.all({ stack: 'Merger' })).toMatchObject([{
    kind: 'campaign', condition: 'UNKNOWN', notRead: [expect.stringMatching(/\/head\.json: /), expect.stringMatching(/\/status\.json: /)],
  }]);
  expect(await exitCodeIn(world)).toBe(1);
});
