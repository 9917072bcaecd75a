import type { ScanRequest } from '../../cli/scan/request';
import { Scan, scan } from '../../cli/scan/scan';
import { NOTHING_WRITTEN, RECORD_FORMAT, ScanRecord } from '../../cli/scan/written-before';
import type { DeployedFiles } from '../../rehearsal/contents/ledgers';
import { rehearse } from '../../rehearsal/rehearse';
import type { Plan } from '../../rehearsal/plan';
import { plainContent } from '../../sandbox/s3/plain-content';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { failuresOf, InProcess } from './in-process';
import { ASSETS } from './ids';
import { codeIn, snapshotOf } from './planned';
import { seededRandom } from './seeded-random';
import type { WrittenStack } from './written-app';

type Wanted = Partial<Pick<ScanRequest, 'onlyGroup' | 'own' | 'as'>>;

/** What scan writes of everything in a snapshot. */
export function scanOf(snapshot: Snapshot, wanted: Wanted = {}, before: ScanRecord = NOTHING_WRITTEN): Scan {
  const { reading, notRead, identityStores: [store], organization } = snapshot;
  return scan({ reading, notRead, ...(store && { store }), ...(organization && { organization }) }, { onlyGroup: [], as: 'typescript', version: '1.2.3', ...wanted }, before);
}

/** What the next scan finds in the folder. */
export function recordAfter({ files: { stacks, scopes } }: Scan): ScanRecord {
  return { format: RECORD_FORMAT, files: {}, ...(stacks && { stacks }), ...(scopes && { scopes }) };
}

/** The plan of stacks that were written. */
export async function planOfWritten(world: InProcess, stacks: readonly WrittenStack[]): Promise<Plan> {
  const snapshot = await snapshotOf(world, stacks.map(({ stackName }) => stackName));
  return rehearse({
    snapshot, stacks, code: codeIn([...stacks, ...snapshot.stacks]), files: filesOf(stacks), version: '1.2.3', now: new Date(world.time.now()), newRandom: () => seededRandom(1),
  });
}

/** The files of the contents of stacks that were written. */
function filesOf(stacks: readonly WrittenStack[]): DeployedFiles {
  return new Map(stacks.flatMap(({ contentsFiles }) => [...contentsFiles]).map(([key, bytes]) => [key, () => bytes]));
}

/** Deploys stacks that were written, one after the other, and gives what failed. */
export async function deployWritten({ sandbox: { cloudFormation, buckets }, time }: InProcess, stacks: readonly WrittenStack[]): Promise<string[]> {
  const failures: string[] = [];
  for (const { stackName, template, contentsFiles } of stacks) {
    for (const [key, bytes] of contentsFiles) buckets.existing(ASSETS).put(key, plainContent(bytes));
    const stack = cloudFormation.find(stackName) ?? cloudFormation.newStack(stackName);
    const target = cloudFormation.target(stack, template, []);
    if (cloudFormation.changes(stack, target)) await time.run(cloudFormation.deploy(stack, target, { rollback: true }));
    failures.push(...failuresOf(stack));
  }
  return failures;
}
