import { whyOutdated } from '../../../cli/plan/outdated';
import { ReadingClients, readingClients } from '../../../cli/snapshot/clients';
import { Pace } from '../../../cli/snapshot/pace';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';
import type { Snapshot } from '../../../sandbox/seed/snapshot';
import { group } from '../../support/declared-groups';
import { InProcess } from '../../support/in-process';
import { snapshotOf } from '../../support/planned';

const REQUEST = { patterns: [], parameters: [], identityStore: [], version: '1.2.3' };
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'SANDBOXPERSON' };

let world: InProcess;
let snapshot: Snapshot;
beforeEach(async () => {
  world = new InProcess();
  await world.deploy('People', group('Team', { displayName: 'team' }));
  snapshot = await snapshotOf(world);
});

function clients(): Promise<ReadingClients> {
  const { region, credentials } = clientSettings('SANDBOXPERSON');
  const requestHandler = new WireHandler((request) => world.sandbox.answer(request)) as never;
  return readingClients(new Pace({ now: () => 0, sleep: async () => undefined }), { region, credentials, endpoint: 'https://aws.invalid', requestHandler });
}

async function change(): Promise<void> {
  await world.deploy('People', group('Team', { displayName: 'team', description: 'since' }));
}

test('a snapshot is planned from as long as its stacks are as they were', async () => {
  expect(await whyOutdated(snapshot, REQUEST, CREDENTIALS, clients)).toBeUndefined();
});

test.each<[what: string, happen: () => Promise<unknown>]>([['deployed', change], ['deleted', () => world.destroy('People')]])('a snapshot with a stack that was %s since is refused', async (_what, happen) => {
  await happen();
  expect(await whyOutdated(snapshot, REQUEST, CREDENTIALS, clients))
    .toBe(`the stack People in us-east-1 was deployed, or deleted, since the snapshot was taken (${snapshot.reading.endedAt}); take another one`);
});

test.each<[why: string, environment: NodeJS.ProcessEnv, account: string]>([
  ['without credentials', {}, '123456789012'], ['with those of another account', CREDENTIALS, '999988887777'],
])('%s nobody knows whether something was deployed since', async (_why, environment, account) => {
  await change();
  const { reading } = snapshot;
  expect(await whyOutdated({ ...snapshot, reading: { ...reading, caller: { ...reading.caller, account } } }, REQUEST, environment, clients)).toBeUndefined();
});
