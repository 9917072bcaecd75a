import type { Delivery } from '../deliveries';
import { isExcused } from '../excuses';
import type { Change } from '../ledger';
import type { Run } from '../run';
import { guardedIn, settledStacks } from './holdings';
import type { Invariant } from './invariant';

/**
 * One entity per declaration at most: what a function creates for a resource while something that it created for the same
 * resource is still there is a second copy, unless it replaces it: then the first is cleaned up, or kept on purpose.
 */
export const singleEntity: Invariant = {
  name: 'single entity',
  holds: 'one entity per declaration at most, besides what another construct has or CloudFormation didn\'t delete, and never two for one event.',
  afterOperation: (run) => madeTwice(run),
  afterQuiet: (run) => [...copiesIn(run), ...madeTwice(run)],
  afterAll: (run) => copiesIn(run),
};

function copiesIn(run: Run): string[] {
  const byDeclaration = new Map<string, Change[]>();
  for (const change of run.ledger.changes) {
    if (change.before || change.author === 'OTHERS' || !run.ledger.live(change.id)) continue;
    const { StackId, LogicalResourceId } = change.author.event;
    if (isKeptOnPurpose(run, change.id) || isHeldByAnother(run, change.id, LogicalResourceId)) continue;
    const declaration = `${StackId} ${LogicalResourceId}`;
    byDeclaration.set(declaration, [...byDeclaration.get(declaration) ?? [], change]);
  }
  return [...byDeclaration]
    .map(([declaration, creations]) => [declaration, creations.length > 1 ? creations.filter((creation) => !mayBeLeft(run, creation)) : []] as const)
    .filter(([, creations]) => creations.length > 1)
    .map(([declaration, creations]) => `${declaration} has ${creations.map(({ id }) => id).join(' and ')}`);
}

/** Whether CloudFormation was told to leave it, or reported that it couldn't delete it. */
function isKeptOnPurpose(run: Run, id: string): boolean {
  return run.sandbox.cloudFormation.all.some(({ events }) => events.some(({ status, physicalId }) =>
    ['DELETE_SKIPPED', 'DELETE_FAILED'].includes(status) && physicalId.includes(`:${id}`)));
}

function mayBeLeft(run: Run, { id, author }: Change): boolean {
  const entity = { run, id, stackId: (author as Delivery).event.StackId };
  return isExcused(run, 'never heard of', entity) || isExcused(run, 'changed by others', entity)
    || isExcused(run, 'kept by a rollback', entity) || isExcused(run, 'replaced without a clean-up', entity);
}

/** Whether it was handed over to a construct with another name. */
function isHeldByAnother(run: Run, id: string, logicalId: string): boolean {
  return settledStacks(run).flatMap((stack) => guardedIn(run, stack)).some(({ holding, resource }) => holding?.id === id && resource.logicalId !== logicalId);
}

/** What two deliveries of one event created, each for itself. */
function madeTwice(run: Run): string[] {
  const creations = run.ledger.changes.filter(({ id, author, before }) => !before && author !== 'OTHERS' && run.ledger.live(id));
  return creations
    .filter((second, index) => creations.slice(0, index).some((first) => requestOf(first) === requestOf(second) && !mayBothBeThere(run, first, second)))
    .map((second) => `two entities were created for the event ${requestOf(second)}`);
}

function mayBothBeThere(run: Run, first: Change, second: Change): boolean {
  const { StackId: stackId } = (first.author as Delivery).event;
  return [first, second].some(({ id }) => isExcused(run, 'changed by others', { run, id, stackId }))
    || isExcused(run, 'changed before it was delivered again', { run, first, second });
}

function requestOf({ author }: Change): string {
  return (author as Delivery).event.RequestId;
}
