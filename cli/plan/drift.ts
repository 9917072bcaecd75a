import picomatch from 'picomatch';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { planOn } from './plan-on';
import type { Planned, PlanRequest } from './request';

/** Looks for what differs from what is deployed. Nested stacks are part of their roots. */
export async function planDrift(snapshot: Snapshot, request: PlanRequest): Promise<Planned> {
  const roots = snapshot.stacks.filter(({ rootId, stackId }) => rootId === undefined || rootId === stackId);
  const unknown = request.patterns.find((pattern) => !roots.some(({ stackName }) => isCalled(stackName, pattern)));
  const names = roots.map(({ stackName }) => stackName).join(', ') || 'none';
  if (unknown !== undefined) return { refused: `no deployed stack with resources of this library is called ${unknown}; there are: ${names}` };
  const stacks = roots.filter(({ stackName }) => request.patterns.length === 0 || request.patterns.some((pattern) => isCalled(stackName, pattern)));
  return { plan: await planOn(snapshot, stacks.map(({ stackName, account, region, template }) => ({ stackName, account, region, template })), [], request) };
}

function isCalled(stackName: string, pattern: string): boolean {
  return picomatch(pattern, undefined, true)(stackName);
}
