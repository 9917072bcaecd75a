import { campaignsIn } from '../../../cli/look/model/campaigns';
import { snapshotPage } from '../../../cli/look/snapshot-page';
import { readingPolicy } from '../../../cli/snapshot/operations';
import { readSnapshot } from '../../../cli/snapshot/read';
import { redacted } from '../../../cli/snapshot/redact';
import { Steps } from '../../../cli/snapshot/steps';
import { parseSeed } from '../../../sandbox/seed/parse';
import type { Snapshot } from '../../../sandbox/seed/snapshot';
import { accountIds, campaign } from '../../support/declared-campaign';
import { ProgressWorld } from '../../support/progress-world';
import { HOUR } from '../../support/times';

const ROWS = accountIds(3).map((account) => ({ account }));

async function deployed(policy: object = readingPolicy()): Promise<ProgressWorld> {
  const world = new ProgressWorld(policy, { organization: { dailyInvitations: 2 } });
  await world.deploy('Merger', campaign(ROWS));
  return world;
}

/** As a role with the policy of the world reads it. */
async function snapshotIn(world: ProgressWorld): Promise<Snapshot> {
  const asked = { identityStores: [], organization: false, stacks: { regions: ['us-east-1'], names: [] } };
  return readSnapshot(asked, await world.clients(), new Steps(), { time: world.time, version: '1.2.3' });
}

function rowOf(snapshot: Snapshot): string[] {
  const [, row = ''] = /aria-label="Campaigns".*<tbody>\s*(.*?)<\/tbody>/s.exec(snapshotPage(snapshot)) ?? [];
  return [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replace(/<[^>]*>/g, ''));
}

test('a page has how many accounts of a campaign are in which state, and why it waits, with the permissions that are printed', async () => {
  const world = await deployed();
  await world.pass(HOUR / 2);
  const snapshot = await snapshotIn(world);
  expect(snapshot.notRead).toEqual([]);
  expect(rowOf(snapshot)).toEqual([
    'Merger2F6FD9CC', 'Merger', 'waiting: HANDSHAKE_RATE_LIMIT_EXCEEDED', '3', '0', '1', '2', '0', '0', '0', '0', '0', '0', '0', '2026-01-01 00:00 UTC',
  ]);
});

test('a campaign that has yet to begin is told so', async () => {
  expect(rowOf(await snapshotIn(await deployed()))).toEqual(['Merger2F6FD9CC', 'Merger', 'no run has told anything yet']);
});

test('a snapshot has what a campaign remembers, of which nothing is left when it is redacted, and can be read again', async () => {
  const world = await deployed();
  await world.pass(HOUR / 2);
  const snapshot = await snapshotIn(world);
  expect(Object.keys(snapshot.campaigns?.[0]?.ledger?.objects ?? {}).map((key) => key.split('/')[0])).toEqual(['head', 'file', 'ledger']);
  expect(redacted(snapshot).campaigns?.map((each) => Object.keys(each))).toEqual([['stackId', 'logicalId', 'status']]);
  expect(campaignsIn(redacted(snapshot))).toMatchObject([{ status: { rows: 3, remaining: 3 } }]);
  expect(parseSeed(JSON.stringify(snapshot)).snapshot).toEqual(snapshot);
});

test('a campaign that may not be read is told', async () => {
  const { Statement: statements } = readingPolicy() as { readonly Statement: readonly object[] };
  const world = await deployed({ Version: '2012-10-17', Statement: statements.slice(0, 1) });
  await world.pass(HOUR / 2);
  expect((await snapshotIn(world)).notRead).toEqual([{ what: 'how far Merger2F6FD9CC in Merger is', why: expect.stringContaining('s3:ListBucket') as string }]);
});
