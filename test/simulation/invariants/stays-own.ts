import type { StackEvent } from '../../../sandbox/cloudformation/stack';
import type { Operation, Run } from '../run';
import { holdingIn, kindOf } from './holdings';
import type { Invariant } from './invariant';

/**
 * What a stack has created and still holds, or holds until the clean-up, isn't adopted by another of its resources: the other one takes over whose it
 * is as well. Else it would never be removed. What somebody else has removed meanwhile is nobody's.
 */
export const staysOwn: Invariant = {
  name: 'stays own',
  holds: 'what a stack has created stays its own as long as one of its resources has it.',
  afterOperation: (run, operation) => forgottenIn(run, operation),
};

function forgottenIn(run: Run, { stack, events }: Operation): string[] {
  const owners = new Map<string, Set<string>>();
  const before = stack.events.slice(0, stack.events.length - events.length);
  for (const event of before) follow(owners, event);
  return events.flatMap((event): string[] => {
    const holding = kindOf(run, event.type) && holdingIn(event.physicalId);
    const isForgotten = holding?.ownership === 'adopted' && event.status.endsWith('_COMPLETE') && !event.status.startsWith('DELETE_')
      && (owners.get(holding.id)?.size ?? 0) > 0 && run.ledger.live(holding.id) !== undefined;
    follow(owners, event);
    return isForgotten ? [`${stack.name} ${event.logicalId} has adopted ${holding.id}, which the stack has created`] : [];
  });
}

/** Notes by an event who has what the stack has created. */
function follow(owners: Map<string, Set<string>>, { logicalId, physicalId, status }: StackEvent): void {
  const holding = holdingIn(physicalId);
  if (holding?.ownership !== 'created') return;
  const those = owners.get(holding.id) ?? new Set();
  owners.set(holding.id, those);
  if (status.startsWith('DELETE_') && status !== 'DELETE_IN_PROGRESS') those.delete(logicalId);
  else if (status.endsWith('_COMPLETE')) those.add(logicalId);
}
