import { retained } from '../removals';
import type { ContentsRun, Deployment } from '../run';
import { isOfExclusiveGroup } from './access';
import type { ContentsInvariant } from './invariant';
import { isOverwriting } from './nothing-foreign';

/** What contents have left behind that went from the template is nobody's any more: those that come back only adopt it. */
export const kept: ContentsInvariant = {
  name: 'kept',
  holds: 'what stayed when its contents left the stack is never removed by those that come back, but for members of exclusive groups, and memberships that OVERWRITE took over.',
  afterAll(run) {
    return run.removals.flatMap((removal) => {
      const { change: { kind, id, at, stackStatus } } = removal;
      const mayBe = kind === 'GroupMembership' && (isOfExclusiveGroup(removal) || isOverwriting(run, removal));
      return mayBe || !wasKept(run, id, at) ? [] : [`${kind} ${id} is deleted in ${stackStatus}: it was kept`];
    });
  },
};

/** Whether something stayed when its contents went from the template, before a time. */
export function wasKept(run: ContentsRun, id: string, before: number): boolean {
  const created = run.ledger.creation(id)?.at ?? Infinity;
  return run.deployments.some((deployment) => haveLeft(run, deployment) && created < deployment.started && deployment.ended < before);
}

/** Whether the contents went from the template with a policy that keeps everything, and their function has said so. */
function haveLeft(run: ContentsRun, deployment: Deployment): boolean {
  const { status, declared, events } = deployment;
  return status === 'UPDATE_COMPLETE' && !declared && retained(run, deployment) !== undefined && !events.some((event) => event.status === 'DELETE_FAILED');
}
