import { CloudFormationClient, paginateListStacks, StackSummary } from '@aws-sdk/client-cloudformation';
import type { StackSnapshot } from '../../sandbox/seed/snapshot';
import { allOf, isDenial } from './steps';

/**
 * Which stacks of a Region aren't any more as they were read: they have been deployed, made or deleted since.
 *
 * @param names of stacks that matter even if they weren't there
 * @returns what they are called among what isn't read, for example `stack People in us-east-1`; nothing if the stacks may not be read
 */
export async function deployedSince(
  client: CloudFormationClient, region: string, stacks: readonly StackSnapshot[], names: readonly string[],
): Promise<string[]> {
  const summaries = await allOf(paginateListStacks({ client }, {}), ({ StackSummaries }) => StackSummaries).catch((thrown: unknown) => {
    if (isDenial(thrown)) return undefined;
    throw thrown;
  });
  if (!summaries) return [];
  const before = stacks.filter((stack) => stack.region === region);
  const changed = before.filter((stack) => !summaries.some((summary) => summary.StackId === stack.stackId && isAsRead(summary, stack)));
  const rootNames = changed.map(({ rootId, stackId, stackName }) => before.find((each) => each.stackId === (rootId ?? stackId))?.stackName ?? stackName);
  const isNew = ({ StackId, StackName = '', StackStatus }: StackSummary): boolean =>
    names.includes(StackName) && StackStatus !== 'DELETE_COMPLETE' && !before.some(({ stackId }) => stackId === StackId);
  return [...new Set([...rootNames, ...summaries.filter(isNew).map(({ StackName = '' }) => StackName)])].map((name) => stackIn(name, region));
}

/** What a stack is called among what isn't read. */
export function stackIn(name: string, region: string): string {
  return `stack ${name} in ${region}`;
}

/** When a stack was changed last. */
export function lastChangeOf({ LastUpdatedTime, CreationTime }: Pick<StackSummary, 'LastUpdatedTime' | 'CreationTime'>): string {
  // What was read before an interruption has texts instead of dates.
  return new Date(LastUpdatedTime ?? CreationTime ?? 0).toISOString();
}

function isAsRead(summary: StackSummary, { status, lastChangedAt }: StackSnapshot): boolean {
  return summary.StackStatus === status && lastChangeOf(summary) === lastChangedAt;
}
