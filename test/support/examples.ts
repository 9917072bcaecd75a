import { synthesize } from '../../cli/plan/synthesize';
import { readAssembly } from '../../rehearsal/assembly/read-assembly';
import type { Plan } from '../../rehearsal/plan';
import { rehearse, StackToDeploy } from '../../rehearsal/rehearse';
import { ROOT } from '../../scripts/root';
import { MANAGEMENT } from './ids';
import type { InProcess } from './in-process';
import { codeIn, snapshotOf } from './planned';
import { seededRandom } from './seeded-random';

/**
 * Deploys an app of examples/.
 *
 * @param example for example `quickstart/app`
 * @throws if the app can't be synthesized, or one of its stacks fails
 */
export async function deployExample(world: InProcess, example: string): Promise<void> {
  const { cloudFormation } = world.sandbox;
  for (const { stackName, template } of await stacksOf(example)) {
    const stack = cloudFormation.newStack(stackName);
    await world.time.run(cloudFormation.deploy(stack, cloudFormation.target(stack, template, []), { rollback: true }));
    if (stack.status !== 'CREATE_COMPLETE') throw new Error(`${stackName} is ${stack.status}`);
  }
}

/** What would come of an app of examples/. */
export async function planOfExample(world: InProcess, example: string): Promise<Plan> {
  const stacks = await stacksOf(example);
  const snapshot = await snapshotOf(world, stacks.map(({ stackName }) => stackName));
  return rehearse({
    snapshot, stacks, code: codeIn([...stacks, ...snapshot.stacks]), version: '1.2.3', now: new Date(world.time.now()), newRandom: () => seededRandom(1),
  });
}

/** The stacks of an example, as `cdk` synthesizes them. */
async function stacksOf(example: string): Promise<StackToDeploy[]> {
  const surroundings = { project: ROOT, home: ROOT, environment: process.env, output: process.stderr.fd };
  const synthesis = await synthesize(`node --import tsx examples/${example}.ts`, surroundings);
  if (synthesis.refused !== undefined) throw new Error(synthesis.refused);
  const { assembly, refused } = readAssembly(synthesis.directory);
  synthesis.remove();
  if (refused !== undefined) throw new Error(refused);
  return assembly.stacks.map(({ stackName, template, constructPaths }) => ({ stackName, account: MANAGEMENT, region: 'us-east-1', template, constructPaths }));
}
