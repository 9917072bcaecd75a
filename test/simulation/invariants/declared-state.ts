import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Delivery } from '../deliveries';
import type { Run } from '../run';
import { Guarded, guardedIn, settledStacks } from './holdings';
import type { Invariant } from './invariant';

/** How an operation ends of which CloudFormation says that the stack is as its template declares. */
const SUCCESSFUL = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/**
 * What CloudFormation counts as successful has the declared state: the entity is there with every declared attribute, and
 * without what was declared before and not changed since. Unless others have changed it since the function looked; and for
 * others count, too: a construct with another name whose adoption of it was rolled back, which isn't undone, and an event
 * that CloudFormation no longer waited for while its function was still at work, which nothing can stop.
 */
export const declaredState: Invariant = {
  name: 'declared state',
  holds: 'what CloudFormation counts as successful has the declared state, unless others changed it since.',
  afterOperation: (run, { stack, status }) => (SUCCESSFUL.includes(status) ? problemsOf(run, stack) : []),
  afterQuiet: (run) => settledStacks(run).filter(({ status }) => SUCCESSFUL.includes(status)).flatMap((stack) => problemsOf(run, stack)),
};

function problemsOf(run: Run, stack: Stack): string[] {
  return guardedIn(run, stack)
    .filter(({ resource }) => ['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(resource.status))
    .flatMap((guarded) => problemOf(run, guarded));
}

function problemOf(run: Run, { stack, resource, kind, holding }: Guarded): string[] {
  const name = `${stack.name} ${resource.logicalId}`;
  if (!holding) return [`${name} is complete with the physical id ${resource.physicalId}`];
  const { id } = holding;
  // Not the one that arrived last, which may be an older one that was late.
  const event = run.deliveries.findLast((delivery) => delivery.event.StackId === stack.id && delivery.event.LogicalResourceId === resource.logicalId
    && JSON.stringify(delivery.event.ResourceProperties) === JSON.stringify(resource.properties));
  const first = run.deliveries.find((delivery) => delivery.event.RequestId === event?.event.RequestId);
  if (isOvertaken(run, id, event, first?.started ?? 0)) return [];
  const lag = run.plan.identityStore.readLagMilliseconds ?? 0;
  if (run.ledger.touchedByOthers(id, stack.id, (first?.started ?? 0) - lag)) return [];
  const live = run.ledger.live(id);
  if (!live && run.ledger.touchedByOthers(id, stack.id) && wasRollback(run, stack, first?.started ?? 0)) return [];
  if (!live) return [`${name} is complete with ${id}, which isn't there`];
  const before = event?.event.RequestType === 'Update' ? event.event.OldResourceProperties as typeof resource.properties : undefined;
  return kind.differences(live, resource.properties, before).map((difference) => `${name} is complete, but of ${id} ${difference}`);
}

/** A rollback that asks for what others have removed for good keeps what the stack has. */
function wasRollback({ operations }: Run, stack: Stack, at: number): boolean {
  const operation = operations.findLast((candidate) => candidate.stack === stack && candidate.started <= at);
  return operation?.status === 'UPDATE_ROLLBACK_COMPLETE';
}

function isOvertaken({ ledger }: Run, id: string, last: Delivery | undefined, since: number): boolean {
  return ledger.of(id).some(({ author, at }) => author !== 'OTHERS' && at >= since && author.event.RequestId !== last?.event.RequestId
    && author.event.StackId === last?.event.StackId);
}
