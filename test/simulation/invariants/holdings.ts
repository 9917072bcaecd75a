import type { Stack, StackResource } from '../../../sandbox/cloudformation/stack';
import type { Kind } from '../domain';
import type { Run } from '../run';

/** Read here as documented, and not with the library's own code, so that the simulation can't share its mistakes. */
const FORM = /^(created|adopted|member|found|enabled|requested):([^;]+)/;

/** What a resource holds, by its physical id. */
export interface Holding {
  readonly ownership: 'created' | 'adopted' | 'member' | 'found' | 'enabled' | 'requested';
  readonly id: string;
}

export function holdingIn(physicalId: string): Holding | undefined {
  const [, ownership, id] = FORM.exec(physicalId) ?? [];
  return id === undefined ? undefined : { ownership: ownership as Holding['ownership'], id };
}

/** What a resource holds, by an answer of its function. */
export function heldBy(body: string): Holding | undefined {
  return holdingIn((JSON.parse(body) as { readonly PhysicalResourceId: string }).PhysicalResourceId);
}

/** A guarded resource that is in a stack. */
export interface Guarded {
  readonly stack: Stack;
  readonly resource: StackResource;
  readonly kind: Kind;
  readonly holding: Holding | undefined;
}

export function guardedIn(run: Run, stack: Stack): Guarded[] {
  return [...stack.resources.values()].flatMap((resource): Guarded[] => {
    const kind = kindOf(run, resource.type);
    return kind && !resource.status.startsWith('DELETE_') ? [{ stack, resource, kind, holding: holdingIn(resource.physicalId) }] : [];
  });
}

export function kindOf(run: Run, resourceType: string): Kind | undefined {
  return Object.values(run.options.domain.kinds).find((kind) => kind.resourceType === resourceType);
}

/** The stacks with which nothing is being done. */
export function settledStacks(run: Run): Stack[] {
  return run.sandbox.cloudFormation.all.filter(({ inProgress, status }) => !inProgress && status !== 'DELETE_COMPLETE');
}

/** For how many milliseconds reads may not show what is new. */
export function lagOf({ plan }: Run): number {
  return Math.max(plan.identityStore.readLagMilliseconds ?? 0, plan.organizations.switches.readLag ?? 0);
}
