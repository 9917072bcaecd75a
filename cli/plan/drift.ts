import picomatch from 'picomatch';
import { unreadStacks } from '../../rehearsal/not-read';
import type { StackToDeploy } from '../../rehearsal/rehearse';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { planOn } from './plan-on';
import type { Planned, PlanRequest } from './request';

/** The stacks that are meant, or why none are. */
export type Comparison =
  | { readonly stacks: readonly StackToDeploy[]; readonly refused?: undefined }
  | { readonly stacks?: undefined; readonly refused: string };

/** Looks for what differs from what is deployed. */
export async function planDrift(snapshot: Snapshot, request: PlanRequest): Promise<Planned> {
  const { stacks, refused } = stacksToCompare(snapshot, request.patterns);
  return refused === undefined ? { plan: await planOn(snapshot, stacks, [], request) } : { refused };
}

/**
 * The deployed stacks that are meant, with their own templates. Nested stacks are part of their roots. Those that couldn't be read are among them: nobody
 * knows whether they hold anything.
 */
export function stacksToCompare(snapshot: Snapshot, patterns: readonly string[]): Comparison {
  const { reading: { caller: { account }, region, stackRegions }, notRead } = snapshot;
  if (stackRegions.length === 0) {
    const why = notRead.map((each) => `${each.what}: ${each.why}`);
    return { refused: `nobody knows what is deployed, because the stacks in ${region} were not read${why.length === 0 ? '' : ` (${why.join('; ')})`}` };
  }
  const roots = snapshot.stacks.filter(({ rootId, stackId }) => rootId === undefined || rootId === stackId);
  const unread = unreadStacks(snapshot).map((stack): StackToDeploy => ({ stackName: stack.stackName, region: stack.region, account, template: '{}' }));
  const all = new Map([...unread, ...roots].map((stack) => [`${stack.stackName} ${stack.region}`, stack]));
  const unknown = patterns.find((pattern) => ![...all.values()].some(({ stackName }) => isCalled(stackName, pattern)));
  const names = [...all.values()].map(({ stackName }) => stackName).join(', ') || 'none';
  if (unknown !== undefined) return { refused: `no deployed stack with resources of this library is called ${unknown}; there are: ${names}` };
  const meant = [...all.values()].filter(({ stackName }) => patterns.length === 0 || patterns.some((pattern) => isCalled(stackName, pattern)));
  return { stacks: meant.map(({ stackName, region: place, template, account: of }) => ({ stackName, account: of, region: place, template })) };
}

function isCalled(stackName: string, pattern: string): boolean {
  return picomatch(pattern, undefined, true)(stackName);
}
