import type { Snapshot, StackSnapshot } from '../../sandbox/seed/snapshot';
import type { Time } from '../../sandbox/time/time';
import { namedIn } from '../plan/named-stores';
import type { ReadingClients } from '../snapshot/clients';
import { Access, clientsFor } from '../snapshot/clients-for';
import type { AskedBesideStacks } from '../snapshot/read';
import { readWithProgress } from '../snapshot/read-with-progress';
import { StoreOption, storesIn } from '../snapshot/store-option';

/** What is to be read, and with what. */
export interface LookRequest extends Access {
  readonly identityStore?: readonly StoreOption[];
  /** Of the command. */
  readonly version: string;
}

/**
 * Reads the stacks of this library, the identity stores that they name or that are asked for, and the organization.
 *
 * @throws what AWS says, if something can't be read for another reason than a missing permission
 */
export async function readLive(request: LookRequest, time?: Pick<Time, 'now'>): Promise<Snapshot> {
  const clients = await clientsFor(request);
  const namedBy = (stacks: readonly StackSnapshot[]): AskedBesideStacks => wanted(stacks, clients, request);
  const asked = { identityStores: [], organization: true, stacks: { regions: [clients.region], names: [] }, namedBy };
  return readWithProgress(asked, clients, request, time && { time });
}

/** The stores that the stacks name, and those that are asked for. */
function wanted(stacks: readonly StackSnapshot[], { region: own }: ReadingClients, { identityStore }: LookRequest): AskedBesideStacks {
  const named = stacks.flatMap(({ template, region, parameters }) => namedIn(template, region, parameters).stores);
  return { identityStores: [...named, ...storesIn(own, identityStore)], organization: true };
}
