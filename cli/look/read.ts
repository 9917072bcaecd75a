import type { Snapshot } from '../../sandbox/seed/snapshot';
import { SystemTime } from '../../sandbox/time/system-time';
import { namedIn } from '../plan/named-stores';
import { ReadingClients, readingClients } from '../snapshot/clients';
import { endpointIn } from '../snapshot/endpoint';
import { Pace } from '../snapshot/pace';
import { tell, untell } from '../snapshot/progress';
import { Asked, readSnapshot } from '../snapshot/read';
import { Steps } from '../snapshot/steps';
import type { StoreOption } from '../snapshot/store-option';

/** What is to be read, and with what. */
export interface LookRequest {
  readonly identityStore: readonly StoreOption[];
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  /** Of the command. */
  readonly version: string;
}

/**
 * Reads the stacks of this library, the identity stores that they name or that are asked for, and the organization.
 *
 * @throws what AWS says, if something can't be read for another reason than a missing permission
 */
export async function readLive(request: LookRequest): Promise<Snapshot> {
  const { profile, region, endpointUrl } = request;
  const endpoint = endpointIn(process.env, endpointUrl);
  const clients = await readingClients(new Pace(new SystemTime(true)), {
    ...(profile !== undefined && { profile }), ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }),
  });
  const surroundings = { time: new SystemTime(true), version: request.version, ...(endpoint !== undefined && { endpoint }) };
  const read = (asked: Asked): Promise<Snapshot> => readSnapshot(asked, clients, new Steps(undefined, tell), surroundings);
  const deployed = await read({ identityStores: [], organization: false, stacks: { regions: [clients.region], names: [] } });
  const beside = await read({ identityStores: wantedStores(deployed, clients, request), organization: true });
  untell();
  const { startedAt, stackRegions } = deployed.reading;
  return { ...beside, stacks: deployed.stacks, reading: { ...beside.reading, startedAt, stackRegions }, notRead: [...deployed.notRead, ...beside.notRead] };
}

function wantedStores({ stacks }: Snapshot, clients: ReadingClients, { identityStore }: LookRequest): Asked['identityStores'] {
  const named = stacks.flatMap(({ template, region, parameters }) => namedIn(template, region, parameters).stores);
  const stores = new Map(named.map((store) => [store.identityStoreId, store]));
  for (const { identityStoreId, region = clients.region } of identityStore) stores.set(identityStoreId, { identityStoreId, region });
  return [...stores.values()];
}
