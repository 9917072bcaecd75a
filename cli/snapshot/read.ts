import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Snapshot, SNAPSHOT_FORMAT, StoreSnapshot } from '../../sandbox/seed/snapshot';
import type { Time } from '../../sandbox/time/time';
import type { ReadingClients } from './clients';
import { readIdentityStore } from './read-identity-store';
import { readOrganization } from './read-organization';
import { readStacks, stacksIn } from './read-stacks';
import type { Steps } from './steps';

/** What is to be read. */
export interface Asked {
  readonly identityStores: readonly { readonly identityStoreId: string; readonly region: string }[];
  readonly organization: boolean;
  readonly stacks?: AskedStacks;
  /** Whether a store that isn't there, or may not be read, is only noted. */
  readonly skipsUnreadableStores?: boolean;
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
 * Reads what is asked for, and changes nothing.
 *
 * @throws what AWS says, if a store can't be read that isn't to be skipped then, or a call fails for another reason than a missing permission
 */
export async function readSnapshot(asked: Asked, clients: ReadingClients, steps: Steps, { time, version, endpoint }: Surroundings): Promise<Snapshot> {
  const startedAt = new Date(time.now()).toISOString();
  const { Account: account = '', Arn: arn = '' } = await steps.read('who is asking', async () => {
    const { Account, Arn } = await clients.sts.send(new GetCallerIdentityCommand({}));
    return { Account, Arn };
  });
  const identityStores: StoreSnapshot[] = [];
  for (const { identityStoreId, region } of asked.identityStores) {
    const read = (): Promise<StoreSnapshot> => readIdentityStore(steps, clients.identityStore(region), identityStoreId, region);
    const store = asked.skipsUnreadableStores ? await steps.ifAllowed(`the identity store ${identityStoreId} in ${region}`, read) : await read();
    if (store) identityStores.push(store);
  }
  const organization = asked.organization ? await readOrganization(steps, clients.organizations) : undefined;
  const stacks = [];
  for (const region of asked.stacks?.regions ?? []) stacks.push(...await readStacks(steps, clients.cloudFormation(region), region, asked.stacks?.names ?? []));
  return {
    format: SNAPSHOT_FORMAT,
    reading: {
      version,
      startedAt,
      endedAt: new Date(time.now()).toISOString(),
      caller: { account, arn },
      region: clients.region,
      stackRegions: (asked.stacks?.regions ?? []).filter((region) => !steps.notRead.some(({ what }) => what === stacksIn(region))),
      ...(endpoint !== undefined && { endpoint }),
    },
    identityStores,
    ...(organization && { organization }),
    stacks,
    notRead: steps.notRead,
  };
}
