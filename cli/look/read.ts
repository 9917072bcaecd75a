import type { Snapshot, StackSnapshot } from '../../sandbox/seed/snapshot';
import { SystemTime } from '../../sandbox/time/system-time';
import type { Time } from '../../sandbox/time/time';
import { namedIn } from '../plan/named-stores';
import { ReadingClients, readingClients } from '../snapshot/clients';
import { endpointIn } from '../snapshot/endpoint';
import { Pace } from '../snapshot/pace';
import { tell, untell } from '../snapshot/progress';
import { AskedBesideStacks, readSnapshot } from '../snapshot/read';
import { Steps } from '../snapshot/steps';
import type { StoreOption } from '../snapshot/store-option';

/** What is to be read, and with what. */
export interface LookRequest {
  readonly identityStore?: readonly StoreOption[];
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
export async function readLive(request: LookRequest, time: Pick<Time, 'now'> = new SystemTime(true)): Promise<Snapshot> {
  const { profile, region, endpointUrl } = request;
  const endpoint = endpointIn(process.env, endpointUrl);
  const clients = await readingClients(new Pace(new SystemTime(true)), {
    ...(profile !== undefined && { profile }), ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }),
  });
  const namedBy = (stacks: readonly StackSnapshot[]): AskedBesideStacks => wanted(stacks, clients, request);
  const asked = { identityStores: [], organization: true, stacks: { regions: [clients.region], names: [] }, namedBy };
  const surroundings = { time, version: request.version, ...(endpoint !== undefined && { endpoint }) };
  const snapshot = await readSnapshot(asked, clients, new Steps(undefined, tell), surroundings);
  untell();
  return snapshot;
}

/** The stores that the stacks name, and those that are asked for. */
function wanted(stacks: readonly StackSnapshot[], clients: ReadingClients, { identityStore = [] }: LookRequest): AskedBesideStacks {
  const named = stacks.flatMap(({ template, region, parameters }) => namedIn(template, region, parameters).stores);
  const given = identityStore.map(({ identityStoreId, region = clients.region }) => ({ identityStoreId, region }));
  return { identityStores: [...named, ...given], organization: true };
}
