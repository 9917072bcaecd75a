import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AssemblyStack, AssemblyTemplate } from '../../rehearsal/assembly/assembly';
import { readAssembly } from '../../rehearsal/assembly/read-assembly';
import { selectStacks } from '../../rehearsal/assembly/select-stacks';
import type { Plan } from '../../rehearsal/plan';
import { rehearse, StackToDeploy } from '../../rehearsal/rehearse';
import { parseSeed } from '../../sandbox/seed/parse';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { SystemTime } from '../../sandbox/time/system-time';
import { ReadingClients, readingClients } from '../snapshot/clients';
import { endpointIn } from '../snapshot/endpoint';
import { Pace } from '../snapshot/pace';
import { tell, untell } from '../snapshot/progress';
import { readSnapshot } from '../snapshot/read';
import { Steps } from '../snapshot/steps';
import type { StoreOption } from '../snapshot/store-option';
import { knownCode } from './known-code';
import { namedIn } from './named-stores';
import { synthesize } from './synthesize';

/** What is asked for. */
export interface PlanRequest {
  readonly patterns: readonly string[];
  readonly app?: string;
  /** The file of a snapshot. */
  readonly from?: string;
  readonly exclusively?: boolean;
  readonly parameters: GivenParameters;
  readonly identityStore: readonly StoreOption[];
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  /** Of the command. */
  readonly version: string;
}

export type GivenParameters = readonly { readonly stack?: string; readonly name: string; readonly value: string }[];

/** Why there is no plan, and what to do. */
export interface NoPlan {
  readonly plan?: undefined;
  readonly refused: string;
}

export type Planned = NoPlan | { readonly plan: Plan; readonly refused?: undefined };

/** Where stacks are that don't say it themselves. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/** The code of the functions is beside the command. */
const ASSETS = path.join(__dirname, '..');

/**
 * Synthesises the app, reads what is there and rehearses the deployment.
 *
 * @throws what AWS says, if something can't be read for another reason than a missing permission
 */
export async function makePlan(request: PlanRequest): Promise<Planned> {
  const from = request.from === undefined ? undefined : snapshotIn(request.from);
  if (from?.refused !== undefined) return from;
  const clients = from ? undefined : await clientsFor(request);
  const place = from ? { account: from.snapshot.reading.caller.account, region: from.snapshot.reading.region } : await placeOf(clients as ReadingClients);
  const synthesis = await synthesize(request.app, { project: process.cwd(), home: homedir(), environment: process.env, ...place, output: process.stderr.fd });
  if (synthesis.refused !== undefined) return synthesis;
  try {
    const { assembly, refused } = readAssembly(synthesis.directory);
    if (refused !== undefined) return { refused };
    const selection = selectStacks(assembly, request.patterns, { exclusively: request.exclusively ?? false });
    if (selection.refused !== undefined) return selection;
    const stacks = selection.stacks.map((stack) => toDeploy(stack, place, request.parameters));
    const snapshot = from?.snapshot ?? await snapshotFor(stacks, clients as ReadingClients, request);
    return { plan: await planOn(snapshot, stacks, selection.stacks, request) };
  } finally {
    synthesis.remove();
  }
}

function planOn(snapshot: Snapshot, stacks: readonly StackToDeploy[], assembly: readonly AssemblyStack[], { version }: PlanRequest): Promise<Plan> {
  return rehearse({ snapshot, stacks, code: knownCode(ASSETS, assembly), version, now: new Date(), newRandom: () => Math.random });
}

function snapshotIn(file: string): NoPlan | { readonly snapshot: Snapshot; readonly refused?: undefined } {
  const { snapshot } = parseSeed(readFileSync(file, 'utf8'));
  if (!snapshot) return { refused: `${file} is a seed of the sandbox, and no snapshot` };
  if (snapshot.isRedacted) return { refused: `${file} is redacted, so that nothing in it is what is really there; take a snapshot without --redact` };
  return { snapshot };
}

function clientsFor({ profile, region, endpointUrl }: PlanRequest): Promise<ReadingClients> {
  const endpoint = endpointIn(process.env, endpointUrl);
  return readingClients(new Pace(new SystemTime()), {
    ...(profile !== undefined && { profile }), ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }),
  });
}

async function placeOf({ sts, region }: ReadingClients): Promise<Place> {
  const { Account: account = '' } = await sts.send(new GetCallerIdentityCommand({}));
  return { account, region };
}

function toDeploy(stack: AssemblyStack, place: Place, given: GivenParameters): StackToDeploy {
  const { stackName, account = place.account, region = place.region, template, constructPaths } = stack;
  const named = given.filter((parameter) => parameter.stack === undefined || parameter.stack === stackName || parameter.stack === stack.hierarchicalId);
  return {
    stackName, account, region, template, constructPaths,
    nestedTemplates: new Map(nestedIn(stack)),
    parameters: { ...stack.parameters, ...Object.fromEntries(named.map(({ name, value }) => [name, value])) },
  };
}

function nestedIn({ nestedTemplates }: AssemblyTemplate): [string, string][] {
  return [...nestedTemplates.values()].flatMap((nested) => [[nested.objectKey.split('/').at(-1) ?? '', nested.template] as [string, string], ...nestedIn(nested)]);
}

/** Reads what the stacks are about, and what is deployed where they are. */
async function snapshotFor(stacks: readonly StackToDeploy[], clients: ReadingClients, { identityStore, version, endpointUrl }: PlanRequest): Promise<Snapshot> {
  const named = stacks.map(({ template, region, parameters = {} }) => namedIn(template, region, parameters));
  const stores = new Map(named.flatMap((each) => each.stores).map((store) => [store.identityStoreId, store]));
  for (const { identityStoreId, region = clients.region } of identityStore) stores.set(identityStoreId, { identityStoreId, region });
  const asked = {
    identityStores: [...stores.values()],
    organization: named.some(({ organization }) => organization),
    stacks: { regions: [...new Set([clients.region, ...stacks.map(({ region }) => region)])], names: stacks.map(({ stackName }) => stackName) },
  };
  const endpoint = endpointIn(process.env, endpointUrl);
  const surroundings = { time: new SystemTime(), version, ...(endpoint !== undefined && { endpoint }) };
  const snapshot = await readSnapshot(asked, clients, new Steps(undefined, tell), surroundings);
  untell();
  return snapshot;
}
