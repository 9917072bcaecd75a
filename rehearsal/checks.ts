import { reasonsIn } from '../sandbox/cloudformation/unknown';
import { ServiceError } from '../sandbox/protocol/service-error';
import type { StackSnapshot } from '../sandbox/seed/snapshot';
import type { Fork } from './fork';
import { ROLLED_BACK } from './stopped-updates';

/** Statuses in which the next deployment tries again what has failed, whatever the template says. */
export const RETRIED: readonly string[] = ['CREATE_FAILED', 'UPDATE_FAILED'];

/**
 * Checks a copy on stacks whose deployment is known: what is deployed, deployed once more, sends no event, and its outputs are those of the stack. Says of
 * each stack for which that isn't so what is different: a plan of it would be a guess.
 *
 * @param fork a copy with all stacks, for nothing but this
 * @param deployed also the nested ones, each of which is checked by itself
 * @returns by the ids of the stacks
 */
export async function objectionsTo(fork: Fork, deployed: readonly StackSnapshot[]): Promise<ReadonlyMap<string, string>> {
  fork.publishDeployed(deployed);
  const objections = new Map<string, string>();
  for (const stack of deployed.filter(({ status }) => !RETRIED.includes(status))) {
    const what = await objectionTo(fork, stack);
    if (what !== undefined) objections.set(stack.stackId, `what was read of the stack ${stack.stackName} doesn't explain what is deployed: ${what}`);
  }
  return objections;
}

async function objectionTo(fork: Fork, deployed: StackSnapshot): Promise<string | undefined> {
  const first = fork.journal.entries.length;
  const failure = await failureOf(fork, deployed);
  const [sent] = fork.journal.entries.slice(first).filter(({ unknown = [] }) => !unknown.includes(ROLLED_BACK));
  if (sent) return `the same template would ${VERBS[sent.requestType]} ${sent.logicalId}`;
  if (failure !== undefined) return failure;
  // A rollback brings back the outputs of before, also of what it had to make anew.
  return deployed.status === 'UPDATE_ROLLBACK_COMPLETE' ? undefined : differentOutput(fork, deployed);
}

async function failureOf(fork: Fork, deployed: StackSnapshot): Promise<string | undefined> {
  try {
    return await fork.deployAgain(deployed);
  } catch (thrown) {
    if (thrown instanceof ServiceError) return thrown.message;
    throw thrown;
  }
}

const VERBS = { Create: 'create', Update: 'update', Delete: 'delete' } as const;

/** Outputs that can't be worked out from what was read are left alone. */
function differentOutput(fork: Fork, { account, region, stackId, outputs }: StackSnapshot): string | undefined {
  const real = new Map(outputs.map(({ key, value }) => [key, value]));
  const computed = fork.cloudFormationOf({ account, region }).existing(stackId).outputs.filter(({ value }) => reasonsIn(value).length === 0);
  const different = computed.find(({ key, value }) => real.get(key) !== value);
  if (!different) return undefined;
  const { key, value } = different;
  return `its output ${key} is ${real.has(key) ? JSON.stringify(real.get(key)) : 'not there'}, and comes to ${JSON.stringify(value)}`;
}
