import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { NotRead, Snapshot, SNAPSHOT_FORMAT, StackSnapshot } from '../../sandbox/seed/snapshot';
import type { Time } from '../../sandbox/time/time';
import type { ReadingClients } from './clients';
import { deployedSince } from './deployed-since';
import { readIdentityStore } from './read-identity-store';
import { readCampaigns } from './read-campaigns';
import { readLedgers } from './read-ledgers';
import { readOrganization } from './read-organization';
import { readStacks, stacksIn } from './read-stacks';
import type { Steps } from './steps';

/** What is to be read. */
export interface Asked extends AskedBesideStacks {
  readonly stacks?: AskedStacks;
  /** What the stacks that are there are about. */
  readonly namedBy?: (stacks: readonly StackSnapshot[]) => AskedBesideStacks;
}

export interface AskedBesideStacks {
  readonly identityStores: readonly AskedStore[];
  readonly organization: boolean;
}

export interface AskedStore {
  readonly identityStoreId: string;
  readonly region: string;
}

export interface AskedStacks {
  readonly regions: readonly string[];
  /** Those that are read also if they hold nothing of this library. */
  readonly names: readonly string[];
}

interface Surroundings {
  readonly time: Pick<Time, 'now'>;
  readonly version: string;
  readonly endpoint?: string;
}

/**
 * Reads what is asked for, and changes nothing. A stack that is deployed meanwhile counts as not read: what belongs to it may be from before or from after.
 *
 * @throws what AWS says, if a call fails for another reason than a missing permission
 */
export async function readSnapshot(asked: Asked, clients: ReadingClients, steps: Steps, { time, version, endpoint }: Surroundings): Promise<Snapshot> {
  // An interrupted reading began when its first part did.
  const startedAt = await steps.read('the time', async () => new Date(time.now()).toISOString());
  const { Account: account = '', Arn: arn = '' } = await clients.sts.send(new GetCallerIdentityCommand({}));
  const { regions = [], names = [] } = asked.stacks ?? {};
  const stacks: StackSnapshot[] = [];
  for (const region of regions) stacks.push(...await readStacks(steps, clients.cloudFormation(region), region, names));
  const ledgers = await readLedgers(steps, clients.s3, stacks);
  const campaigns = await readCampaigns(steps, clients.s3, stacks);
  const named = asked.namedBy?.(stacks);
  const stores = distinct([...asked.identityStores, ...named?.identityStores ?? []]);
  const read = [];
  for (const store of stores) {
    const { identityStoreId, region } = store;
    read.push({ store, snapshot: await readIdentityStore(steps, clients.identityStore(region), identityStoreId, region) });
  }
  const organization = asked.organization || named?.organization ? await readOrganization(steps, clients.organizations) : undefined;
  const meanwhile: NotRead[] = [];
  for (const region of regions) meanwhile.push(...(await deployedSince(clients.cloudFormation(region), region, stacks, names)).map(whyNot));
  const isToldAlready = (what: string): boolean => steps.notRead.some((each) => [each.what, each.what.replace('resources of the ', '')].includes(what));
  const notRead = [...steps.notRead, ...meanwhile.filter(({ what }) => !isToldAlready(what))];
  const missingStores = read.filter(({ snapshot }) => snapshot === undefined).map(({ store }) => store);
  return {
    format: SNAPSHOT_FORMAT,
    reading: {
      version,
      startedAt,
      endedAt: new Date(time.now()).toISOString(),
      caller: { account, arn },
      region: clients.region,
      stackRegions: regions.filter((region) => !notRead.some(({ what }) => what === stacksIn(region))),
      ...(endpoint !== undefined && { endpoint }),
    },
    identityStores: read.flatMap(({ snapshot }) => snapshot ?? []),
    ...(missingStores.length > 0 && { missingStores }),
    ...(organization && { organization }),
    stacks,
    ...(ledgers.length > 0 && { ledgers }),
    ...(campaigns.length > 0 && { campaigns }),
    notRead,
  };
}

const MEANWHILE = 'it was deployed while this was read';

function whyNot(what: string): NotRead {
  return { what, why: MEANWHILE };
}

/** Whether nothing was deployed while this was read. */
export function isOfOneMoment({ notRead }: Snapshot): boolean {
  return !notRead.some(({ why }) => why === MEANWHILE);
}

/** The same id in two Regions is asked for in both. */
function distinct(stores: readonly AskedStore[]): AskedStore[] {
  return [...new Map(stores.map(({ identityStoreId, region }) => [`${identityStoreId} ${region}`, { identityStoreId, region }])).values()];
}
