import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { CommandResult, Sandbox } from '../../lib/testing';
import type { CampaignPlan } from '../../rehearsal/campaigns/campaign-plan';
import type { Plan } from '../../rehearsal/plan';
import { accountIds } from '../support/declared-campaign';
import { MANAGEMENT } from '../support/ids';
import { COMMAND } from './support/beside';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('roster-app');
const ACCOUNTS = accountIds(9);

let sandbox: Sandbox;
let directory: string;
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'roster-'));
  sandbox = await Sandbox.start({ seed: { organizations: [{ managementAccount: MANAGEMENT, accountQuota: 100 }] } });
});
afterEach(async () => {
  await sandbox.stop();
  rmSync(directory, { recursive: true });
});

function write(accounts: readonly string[]): void {
  writeFileSync(path.join(directory, 'roster.csv'), ['account', ...accounts, ''].join('\n'));
}

function cdk(...words: readonly string[]): Promise<CommandResult> {
  return sandbox.cdk([...words, '--app', APP, '--output', path.join(directory, 'assembly'), '--context', `roster=${path.join(directory, 'roster.csv')}`, '--context', 'perDay=3']);
}

/** What the plan of the roster as it is now says. */
async function plan(): Promise<{ readonly exitCode: number; readonly text: string; readonly campaign: CampaignPlan; readonly readAt: number }> {
  expect(await cdk('synth', '--quiet')).toMatchObject({ exitCode: 0 });
  const run = (...words: readonly string[]): Promise<CommandResult> =>
    sandbox.run(process.execPath, [COMMAND, 'plan', '--app', path.join(directory, 'assembly'), '--fail-on', 'removals', ...words]);
  const { exitCode, output: text } = await run();
  const { output: json } = await run('--format', 'json');
  const { stacks, made } = JSON.parse(json) as Plan;
  return { exitCode, text, campaign: stacks[0]?.resources[0]?.campaign as CampaignPlan, readAt: Date.parse(made.snapshot.endedAt) };
}

/** How many invitations are in which state. */
async function invitations(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { handshakes } of (await sandbox.state()).organizations) for (const { state } of handshakes) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

test('a plan of a roster says what the deployment and the days after it bring', async () => {
  write(ACCOUNTS.slice(0, 4));
  const first = await plan();
  expect(first.exitCode).toBe(0);
  expect(first.campaign.invitations).toEqual({ count: 4, first: 4, perDay: 3, days: 2, reinvitations: 2 });
  expect(await cdk('deploy', '--require-approval', 'never')).toMatchObject({ exitCode: 0 });
  await sandbox.advanceClock(Duration.hours(2));
  expect(await invitations()).toEqual({ REQUESTED: 3 });

  write(ACCOUNTS.slice(2));
  const second = await plan();
  expect(second.exitCode).toBe(4);
  expect(second.campaign).toMatchObject({ roster: { rows: 7, added: 5, removed: 2, changed: 0 }, gone: { canceled: 2 }, invitations: { count: 6, days: 2 } });
  expect(second.text).toContain('The roster has 7 accounts: 5 new, 2 no longer in it.');
  expect(await cdk('deploy', '--require-approval', 'never')).toMatchObject({ exitCode: 0 });
  expect(await invitations()).toEqual({ REQUESTED: 3 });
  await sandbox.advanceClock(Duration.hours(2));
  expect((await invitations()).CANCELED).toBe(second.campaign.gone.canceled);
  await sandbox.advanceClock(Duration.days(second.campaign.invitations?.days ?? 0));
  expect(await invitations()).toEqual({ CANCELED: 2, REQUESTED: 7 });
  if (process.env.SHOW) process.stderr.write(first.text + second.text);
});

test('a plan goes by the clock of the sandbox that it reads, also once it was moved', async () => {
  write(ACCOUNTS.slice(0, 3));
  expect(await cdk('deploy', '--require-approval', 'never')).toMatchObject({ exitCode: 0 });
  await sandbox.advanceClock(Duration.hours(2));
  await sandbox.advanceClock(Duration.days(20));
  write(ACCOUNTS.slice(1, 5));
  const { exitCode, campaign, readAt } = await plan();
  expect(readAt - Date.now()).toBeGreaterThan(Duration.days(20).toMilliseconds());
  expect(exitCode).toBe(4);
  expect(campaign).toMatchObject({ roster: { rows: 4, added: 2, removed: 1 }, gone: { canceled: 1, names: [ACCOUNTS[0]] }, unknown: [] });
  expect(campaign.invitations).toMatchObject({ count: 2, first: 2 });
});
