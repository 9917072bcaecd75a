import type { StackToDeploy } from '../../rehearsal/rehearse';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { SystemTime } from '../../sandbox/time/system-time';
import { ReadingClients, readingClients } from '../snapshot/clients';
import { endpointIn } from '../snapshot/endpoint';
import { Pace } from '../snapshot/pace';
import { tell, untell } from '../snapshot/progress';
import { Asked, readSnapshot } from '../snapshot/read';
import { Steps } from '../snapshot/steps';
import { namedIn } from './named-stores';
import type { PlanRequest } from './request';

/** Clients with the credentials that are asked for. */
export function clientsFor({ profile, region, endpointUrl }: PlanRequest): Promise<ReadingClients> {
  const endpoint = endpointIn(process.env, endpointUrl);
  return readingClients(new Pace(new SystemTime(true)), {
    ...(profile !== undefined && { profile }), ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }),
  });
}

/** Reads what the stacks are about, and what is deployed where they are. */
export function snapshotFor(stacks: readonly StackToDeploy[], clients: ReadingClients, request: PlanRequest): Promise<Snapshot> {
  const deployed = { regions: [...new Set([clients.region, ...stacks.map(({ region }) => region)])], names: stacks.map(({ stackName }) => stackName) };
  return read({ ...wanted(stacks, clients, request), stacks: deployed }, clients, request);
}

/** The stores that templates name, and others that are asked for; the organization if anything is about it. */
function wanted(stacks: readonly Pick<StackToDeploy, 'template' | 'region' | 'parameters'>[], clients: ReadingClients, { identityStore }: PlanRequest): Asked {
  const named = stacks.map(({ template, region, parameters = {} }) => namedIn(template, region, parameters));
  const stores = new Map(named.flatMap((each) => each.stores).map((store) => [store.identityStoreId, store]));
  for (const { identityStoreId, region = clients.region } of identityStore) stores.set(identityStoreId, { identityStoreId, region });
  return { identityStores: [...stores.values()], organization: named.some(({ organization }) => organization) };
}

async function read(asked: Asked, clients: ReadingClients, { version, endpointUrl }: PlanRequest): Promise<Snapshot> {
  const endpoint = endpointIn(process.env, endpointUrl);
  const surroundings = { time: new SystemTime(true), version, ...(endpoint !== undefined && { endpoint }) };
  const snapshot = await readSnapshot(asked, clients, new Steps(undefined, tell), surroundings);
  untell();
  return snapshot;
}

/** Reads what is deployed, and the stores that it names. */
export async function deployedSnapshot(clients: ReadingClients, request: PlanRequest): Promise<Snapshot> {
  const everyStack: Asked = { identityStores: [], organization: false, stacks: { regions: [clients.region], names: [] } };
  const { stacks, reading: { stackRegions }, notRead } = await read(everyStack, clients, request);
  const named = await read(wanted(stacks, clients, request), clients, request);
  return { ...named, stacks, reading: { ...named.reading, stackRegions }, notRead: [...notRead, ...named.notRead] };
}
