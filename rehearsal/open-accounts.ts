import { ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../lib/contract/organizations';
import type { ResourcePlan, StackPlan, Verb } from './plan';

/** Verbs that leave open whether an account joins. */
const OPEN: readonly Verb[] = ['unknown', 'waits for the other side'];

/** Of an account of which an earlier stack leaves open whether it joins, nobody knows what later stacks find. */
export function withOpenAccounts(stacks: readonly StackPlan[]): StackPlan[] {
  const open = new Map<string, string>();
  return stacks.map((stack) => {
    const resources = stack.resources.map((resource) => {
      const because = isAboutJoining(resource) ? open.get(accountIn(resource)) : undefined;
      return because === undefined ? resource : unknownAfter(resource, because);
    });
    for (const resource of stack.resources) {
      const isOpen = resource.type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE && OPEN.includes(resource.verb);
      if (isOpen && !open.has(accountIn(resource))) open.set(accountIn(resource), stack.stackName);
    }
    return { ...stack, resources };
  });
}

/** Whether it counts for a resource if the account is a member. What follows an invitation does nothing when it is removed. */
function isAboutJoining({ type, verb }: ResourcePlan): boolean {
  if (verb === 'not reached' || verb === 'leaves') return false;
  return type === ACCOUNT_INVITATION_RESOURCE_TYPE || (type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE && verb !== 'deletes');
}

/** As it is declared: by its id, or by its address, in which case doesn't count. */
function accountIn({ entity: { name } }: ResourcePlan): string {
  return name.toLowerCase();
}

function unknownAfter({ path, logicalId, type, movedFrom, entity, dependsOn }: ResourcePlan, stackName: string): ResourcePlan {
  return {
    path, logicalId, type, entity, verb: 'unknown', changes: [], unknown: [`whether the account joins when ${stackName} is deployed`],
    ...(movedFrom !== undefined && { movedFrom }), ...(dependsOn && { dependsOn }),
  };
}
