import type { Stack } from 'aws-cdk-lib';
import { readingClients } from '../../cli/snapshot/clients';
import { Pace } from '../../cli/snapshot/pace';
import { readSnapshot } from '../../cli/snapshot/read';
import { Steps } from '../../cli/snapshot/steps';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import type { DeployedFiles } from '../../rehearsal/contents/ledgers';
import type { KnownCode, Service } from '../../rehearsal/functions/code';
import { WireHandler } from '../../rehearsal/functions/wire-handler';
import type { Plan } from '../../rehearsal/plan';
import { rehearse, StackToDeploy } from '../../rehearsal/rehearse';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import type { Time } from '../../sandbox/time/time';
import { ASSETS, STORE } from './ids';
import type { InProcess } from './in-process';
import { seededRandom } from './seeded-random';

/** What the reader of the command finds in a world. Of the stacks, those with something guarded, and those with these names. */
export async function snapshotOf(world: Pick<InProcess, 'time' | 'sandbox'>, names: readonly string[] = []): Promise<Snapshot> {
  const time: Time = { now: () => world.time.now(), sleep: (milliseconds) => world.time.run(world.time.sleep(milliseconds)) };
  const { region, credentials } = clientSettings('SANDBOXPERSON');
  const requestHandler = new WireHandler((request) => world.sandbox.answer(request));
  const clients = await readingClients(new Pace(time), { region, credentials, endpoint: 'https://aws.invalid', requestHandler: requestHandler as never });
  const asked = { identityStores: [{ identityStoreId: STORE, region }], organization: true, stacks: { regions: [region], names } };
  return readSnapshot(asked, clients, new Steps(), { time, version: '1.2.3' });
}

/** The plan of stacks, one after the other, on a copy of a world. */
export async function planOf(world: InProcess, declared: Readonly<Record<string, (stack: Stack) => void>>): Promise<Plan> {
  const stacks = Object.entries(declared).map(([stackName, declare]): StackToDeploy =>
    ({ stackName, account: '123456789012', region: 'us-east-1', template: world.synthesize(stackName, declare) }));
  const snapshot = await snapshotOf(world, Object.keys(declared));
  return rehearse({
    snapshot, stacks, code: codeIn([...stacks, ...snapshot.stacks]), files: filesIn(world), version: '1.2.3', now: new Date(world.time.now()), newRandom: () => seededRandom(1),
  });
}

/** The assets that are files. */
export function filesIn({ sandbox: { buckets } }: Pick<InProcess, 'sandbox'>): DeployedFiles {
  const bucket = buckets.existing(ASSETS);
  return new Map(bucket.keys.map((key) => [key, () => bucket.current(key)?.content?.bytes ?? new Uint8Array()]));
}

/** What in a world differs from what is deployed there. */
export async function driftOf(world: InProcess): Promise<Plan> {
  const snapshot = await snapshotOf(world);
  const stacks = snapshot.stacks.map(({ stackName, account, region, template }) => ({ stackName, account, region, template }));
  return rehearse({
    snapshot, stacks, code: codeIn(snapshot.stacks), isDrift: true, version: '1.2.3', now: new Date(world.time.now()), newRandom: () => seededRandom(1),
  });
}

/** A line for each resource, as `adopts group admins`. */
export function linesOf({ stacks }: Plan): string[] {
  return stacks.flatMap(({ resources }) => resources.map(({ verb, entity: { kind, name } }) => `${verb} ${kind} ${name}`));
}

/** The code of the functions is known by the hash that the templates have. */
export function codeIn(stacks: readonly Pick<StackToDeploy, 'template'>[]): KnownCode {
  const functions = stacks.flatMap(({ template }) => Object.entries((JSON.parse(template) as { Resources: Record<string, AnyResource> }).Resources))
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  return new Map(functions.flatMap(([logicalId, { Properties: { Code } }]): [string, Service][] => {
    if (!logicalId.startsWith('CdkOrgGuard')) return [];
    const [, service = 'identity-store'] = SERVICES.find(([part]) => logicalId.includes(part)) ?? [];
    return [[String(Code?.S3Key).replace('.zip', ''), service]];
  }));
}

/** Parts of the logical ids of functions. */
const SERVICES: readonly (readonly [string, Service])[] = [['Organizations', 'organizations'], ['Contents', 'contents'], ['Campaign', 'campaign']];

interface AnyResource {
  readonly Type: string;
  readonly Properties: { readonly Code?: { readonly S3Key?: string } };
}
