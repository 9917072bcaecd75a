import type { Delivery } from '../deliveries';
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
  holds: 'what a creation made that CloudFormation gave up is gone with its deletion, if `CreatedBy` names the role that made it.',
  afterQuiet: (run) => (canBeProven(run) ? run.deliveries.filter(isOfGivenUp).flatMap((delivery) => leftBy(run, delivery)) : []),
};

/** What is deleted in another operation of its stack than it was made in isn't told from what the stack had kept. */
function canBeProven(run: Run): boolean {
  const { isNested, switches } = run.plan;
  if (isNested && switches.failedNestedStack === 'WAITS') return false;
  const { createdBy, normalizesValues, clockOffsetMilliseconds, datesAnswers } = run.plan.identityStore;
  return createdBy === 'ROLE' && normalizesValues !== true && (clockOffsetMilliseconds === 0 || datesAnswers === true);
}

/** Whether it is the Delete of a Create that never answered, and nothing hindered it. */
function isOfGivenUp({ event, part, faults, end, bodies }: Delivery): boolean {
  return part === 'IDENTITY_STORE' && event.RequestType === 'Delete' && !event.PhysicalResourceId.includes(':')
    && faults.length === 0 && end === 'RETURNED' && bodies.length > 0;
}

function leftBy(run: Run, delivery: Delivery): string[] {
  return run.ledger.changes
    .filter((change) => isMadeFor(change, delivery) && change.at >= beginningOf(run, delivery))
    .filter(({ id }) => run.ledger.live(id) && !run.ledger.touchedByOthers(id, delivery.event.StackId) && !isHeld(run, id))
    .map(({ id }) => `${delivery.event.LogicalResourceId} was given up, but ${id} is still there`);
}

/** By an event of this operation before its Delete. */
function isMadeFor({ author, before, at }: Change, { event, started }: Delivery): boolean {
  return author !== 'OTHERS' && !before && author.event.StackId === event.StackId && author.event.LogicalResourceId === event.LogicalResourceId
    && author.event.RequestType === 'Create' && at < started;
}

/** When the operation of the stack began that a delivery belongs to. */
function beginningOf({ operations }: Run, { event, started }: Delivery): number {
  return operations.findLast((operation) => operation.stack.id === event.StackId && operation.started <= started)?.started ?? Infinity;
}

function isHeld(run: Run, id: string): boolean {
  return settledStacks(run).flatMap((stack) => guardedIn(run, stack)).some(({ holding }) => holding?.id === id);
}
