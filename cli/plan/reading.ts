import type { StackToDeploy } from '../../rehearsal/rehearse';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { SystemTime } from '../../sandbox/time/system-time';
import type { ReadingClients } from '../snapshot/clients';
import { endpointIn } from '../snapshot/endpoint';
import { tell, untell } from '../snapshot/progress';
import { Asked, readSnapshot } from '../snapshot/read';
import { Steps } from '../snapshot/steps';
import { namedIn } from './named-stores';
import type { PlanRequest } from './request';

/** Reads what the stacks are about, and what is deployed where they are. */
export async function snapshotFor(stacks: readonly StackToDeploy[], clients: ReadingClients, request: PlanRequest): Promise<Snapshot> {
  const names = stacks.map(({ stackName }) => stackName);
  const deployed = await deployedIn([...new Set([clients.region, ...stacks.map(({ region }) => region)])], names, clients, request);
  const existing = deployed.stacks.filter(({ stackName }) => names.includes(stackName));
  const roots = existing.map(({ stackId }) => stackId);
  const nested = deployed.stacks.filter(({ rootId = '' }) => roots.includes(rootId));
  const updated = stacks.map((stack) => ({ ...stack, parameters: { ...existing.find((each) => isSame(each, stack))?.parameters, ...stack.parameters } }));
  return readBeside(deployed, wanted([...updated, ...existing, ...nested], clients, request), clients, request);
}

type StackOfStores = Pick<StackToDeploy, 'template' | 'nestedTemplates' | 'region' | 'parameters'>;

/** The stores that templates name, and others that are asked for; the organization if anything is about it. */
function wanted(stacks: readonly StackOfStores[], clients: ReadingClients, { identityStore }: PlanRequest): Asked {
  const named = stacks.flatMap(({ template, nestedTemplates, region, parameters = {} }) =>
    [template, ...nestedTemplates?.values() ?? []].map((each) => namedIn(each, region, parameters)));
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
  const deployed = await deployedIn([clients.region], [], clients, request);
  return readBeside(deployed, wanted(deployed.stacks, clients, request), clients, request);
}

function deployedIn(regions: readonly string[], names: readonly string[], clients: ReadingClients, request: PlanRequest): Promise<Snapshot> {
  return read({ identityStores: [], organization: false, stacks: { regions, names } }, clients, request);
}

async function readBeside(deployed: Snapshot, asked: Asked, clients: ReadingClients, request: PlanRequest): Promise<Snapshot> {
  const { stacks, reading: { startedAt, stackRegions }, notRead } = deployed;
  const named = await read(asked, clients, request);
  return { ...named, stacks, reading: { ...named.reading, startedAt, stackRegions }, notRead: [...notRead, ...named.notRead] };
}

function isSame(one: Pick<StackToDeploy, 'stackName' | 'region'>, other: Pick<StackToDeploy, 'stackName' | 'region'>): boolean {
  return one.stackName === other.stackName && one.region === other.region;
}
