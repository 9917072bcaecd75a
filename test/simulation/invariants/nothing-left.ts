import type { Delivery } from '../deliveries';
import { isExcused } from '../excuses';
import type { Change } from '../ledger';
import type { Run } from '../run';
import { guardedIn, settledStacks } from './holdings';
import type { Invariant } from './invariant';

/**
 * A creation that CloudFormation gives up leaves nothing behind, if the service says who made what is there: else the next first deployment fails on
 * it, and leaves more.
 */
export const nothingLeft: Invariant = {
  name: 'nothing left',
  holds: 'what a creation made that CloudFormation gave up, or an update that replaces a membership, is gone once that is undone, if `CreatedBy` names the role that made it and the clocks can be compared.',
  afterQuiet: (run) => (canBeProven(run) ? run.deliveries.filter(takesBack).flatMap((delivery) => leftBy(run, delivery)) : []),
};

function canBeProven({ plan }: Run): boolean {
  const { createdBy, clockOffsetMilliseconds, datesAnswers } = plan.identityStore;
  return createdBy === 'ROLE' && (clockOffsetMilliseconds === 0 || datesAnswers === true);
}

function takesBack(delivery: Delivery): boolean {
  return isOfGivenUp(delivery) || isOfReplacement(delivery);
}

/** Whether it is the Delete of a Create that never answered, and nothing hindered it. */
function isOfGivenUp({ event, part, faults, end, bodies }: Delivery): boolean {
  return part === 'IDENTITY_STORE' && event.RequestType === 'Delete' && !event.PhysicalResourceId.includes(':')
    && faults.length === 0 && end === 'RETURNED' && bodies.length > 0;
}

/** Whether it undoes an update that replaces a membership, and leaves the resource the one from before. */
function isOfReplacement({ event, part, faults, end, bodies, stackStatus }: Delivery): boolean {
  return part === 'IDENTITY_STORE' && event.RequestType === 'Update' && event.ResourceType.endsWith('GroupMembership')
    && stackStatus.startsWith('UPDATE_ROLLBACK_') && faults.length === 0 && end === 'RETURNED'
    && bodies.some((body) => (JSON.parse(body) as { readonly PhysicalResourceId: string }).PhysicalResourceId === event.PhysicalResourceId);
}

function leftBy(run: Run, delivery: Delivery): string[] {
  return run.ledger.changes
    .filter((change) => isMadeFor(change, delivery) && change.at >= beginningOf(run, delivery))
    .filter(({ id }) => run.ledger.live(id) && !isHeld(run, id))
    .filter((creation) => !mayBeLeft(run, delivery, creation))
    .map(({ id }) => `${delivery.event.LogicalResourceId} was given up, but ${id} is still there`);
}

/** By an event of this operation before that which takes it back. */
function isMadeFor({ author, before, at }: Change, { event, started }: Delivery): boolean {
  return author !== 'OTHERS' && !before && author.event.StackId === event.StackId && author.event.LogicalResourceId === event.LogicalResourceId
    && author.event.RequestType === (event.RequestType === 'Update' ? 'Update' : 'Create') && at < started;
}

/** When the operation of the stack began that a delivery belongs to. */
function beginningOf({ operations }: Run, { event, started }: Delivery): number {
  return operations.findLast((operation) => operation.stack.id === event.StackId && operation.started <= started)?.started ?? Infinity;
}

function mayBeLeft(run: Run, delivery: Delivery, creation: Change): boolean {
  const facts = { run, delivery, creation };
  return isExcused(run, 'changed by others', { run, id: creation.id, stackId: delivery.event.StackId }) || isExcused(run, 'adopted by the next delivery', facts)
    || isExcused(run, 'deleted in another operation', facts) || isExcused(run, 'kept in other letters', facts);
}

function isHeld(run: Run, id: string): boolean {
  return settledStacks(run).flatMap((stack) => guardedIn(run, stack)).some(({ holding }) => holding?.id === id);
}
