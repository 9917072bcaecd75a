import type { StackToDeploy } from '../../rehearsal/rehearse';
import type { Snapshot, StackSnapshot } from '../../sandbox/seed/snapshot';
import type { Time } from '../../sandbox/time/time';
import type { ReadingClients } from '../snapshot/clients';
import { Asked, AskedBesideStacks, isOfOneMoment } from '../snapshot/read';
import { readWithProgress } from '../snapshot/read-with-progress';
import { storesIn } from '../snapshot/store-option';
import { namedIn } from './named-stores';
import type { PlanRequest } from './request';

/** Reads what the stacks are about, and what is deployed where they are. */
export function snapshotFor(
  stacks: readonly StackToDeploy[], clients: ReadingClients, request: PlanRequest, time?: Time,
): Promise<Snapshot> {
  const names = stacks.map(({ stackName }) => stackName);
  const regions = [...new Set([clients.region, ...stacks.map(({ region }) => region)])];
  const namedBy = (deployed: readonly StackSnapshot[]): AskedBesideStacks => {
    const existing = deployed.filter(({ stackName }) => names.includes(stackName));
    const roots = existing.map(({ stackId }) => stackId);
    const nested = deployed.filter(({ rootId = '' }) => roots.includes(rootId));
    const updated = stacks.map((stack) => ({ ...stack, parameters: { ...existing.find((each) => isSame(each, stack))?.parameters, ...stack.parameters } }));
    return wanted([...updated, ...existing, ...nested], clients, request);
  };
  return readAtRest({ identityStores: [], organization: false, stacks: { regions, names }, namedBy }, clients, request, time);
}

/** Reads what is deployed, and the stores that it names. */
export function deployedSnapshot(clients: ReadingClients, request: PlanRequest, time?: Time): Promise<Snapshot> {
  const namedBy = (deployed: readonly StackSnapshot[]): AskedBesideStacks => wanted(deployed, clients, request);
  return readAtRest({ identityStores: [], organization: false, stacks: { regions: [clients.region], names: [] }, namedBy }, clients, request, time);
}

type StackOfStores = Pick<StackToDeploy, 'template' | 'nestedTemplates' | 'region' | 'parameters'>;

/** The stores that templates name, and others that are asked for; the organization if anything is about it. */
function wanted(stacks: readonly StackOfStores[], clients: ReadingClients, { identityStore }: PlanRequest): AskedBesideStacks {
  const named = stacks.flatMap(({ template, nestedTemplates, region, parameters = {} }) =>
    [template, ...nestedTemplates?.values() ?? []].map((each) => namedIn(each, region, parameters)));
  const identityStores = [...named.flatMap((each) => each.stores), ...storesIn(clients.region, identityStore)];
  return { identityStores, organization: named.some(({ organization }) => organization) };
}

/** How often it is read until nothing is being deployed meanwhile. */
const READINGS = 3;

/** Reads it all again if something is being deployed. That there is no plan of a stack then is said by what is read last. */
async function readAtRest(asked: Asked, clients: ReadingClients, request: PlanRequest, time: Time | undefined): Promise<Snapshot> {
  const read = (): Promise<Snapshot> => readWithProgress(asked, clients, request, time && { time });
  let snapshot = await read();
  for (let readings = 1; readings < READINGS && !isAtRest(snapshot, asked.stacks?.names ?? []); readings++) snapshot = await read();
  return snapshot;
}

function isAtRest(snapshot: Snapshot, names: readonly string[]): boolean {
  return isOfOneMoment(snapshot) && !snapshot.stacks.some(({ stackName, status }) => names.includes(stackName) && /(?<!REVIEW)_IN_PROGRESS$/.test(status));
}

function isSame(one: Pick<StackToDeploy, 'stackName' | 'region'>, other: Pick<StackToDeploy, 'stackName' | 'region'>): boolean {
  return one.stackName === other.stackName && one.region === other.region;
}
