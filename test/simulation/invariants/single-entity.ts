import type { Delivery } from '../deliveries';
import type { Run } from '../run';
import type { Change } from '../ledger';
import { guardedIn, holdingIn, kindOf, settledStacks } from './holdings';
import type { Invariant } from './invariant';

/**
 * One entity per declaration at most: what a function creates for a resource while something that it created for the same
 * resource is still there is a second copy, unless it replaces it: then the first is cleaned up, or kept on purpose. Others
 * may have hidden the first one by changing it, and one whose function was killed or never heard of it can't be known.
 */
export const singleEntity: Invariant = {
  name: 'single entity',
  holds: 'one entity per declaration at most, and never two for one event.',
  afterOperation: (run) => madeTwice(run),
  afterQuiet: (run) => [...copiesIn(run), ...madeTwice(run)],
  afterAll: (run) => copiesIn(run),
};

function copiesIn(run: Run): string[] {
  const byDeclaration = new Map<string, Change[]>();
  for (const change of run.ledger.changes) {
    if (change.before || change.author === 'OTHERS' || !run.ledger.live(change.id)) continue;
    const { StackId, LogicalResourceId } = change.author.event;
    const isLeft = isKeptOnPurpose(run, change.id) || isKeptByRollback(run, change.id) || isReplaced(run, change.id);
    if (isLeft || isHidden(run, change, StackId) || isHeldByAnother(run, change.id, LogicalResourceId)) continue;
    const declaration = `${StackId} ${LogicalResourceId}`;
    byDeclaration.set(declaration, [...byDeclaration.get(declaration) ?? [], change]);
  }
  return [...byDeclaration]
    .filter(([, creations]) => creations.length > 1)
    .map(([declaration, creations]) => `${declaration} has ${creations.map(({ id }) => id).join(' and ')}`);
}

/** Whether CloudFormation was told to leave it, or reported that it couldn't delete it. */
function isKeptOnPurpose(run: Run, id: string): boolean {
  return run.sandbox.cloudFormation.all.some(({ events }) => events.some(({ status, physicalId }) =>
    ['DELETE_SKIPPED', 'DELETE_FAILED'].includes(status) && physicalId.includes(`:${id}`)));
}

/** Whether it was sent in an update that was rolled back, which cancels nothing: it is to another account, or it couldn't have been sent. */
function isKeptByRollback(run: Run, id: string): boolean {
  return run.deliveries.some(({ event, stackStatus }) => event.RequestType === 'Delete' && stackStatus.includes('ROLLBACK')
    && holdingIn(event.PhysicalResourceId)?.id === id && kindOf(run, event.ResourceType)?.isKeptByRollbacks);
}

/** Whether another one is in its place and CloudFormation hasn't asked yet to delete it, as after an update that is not rolled back. */
function isReplaced({ sandbox, deliveries }: Run, id: string): boolean {
  const isAsked = deliveries.some(({ event }) => event.RequestType === 'Delete' && holdingIn(event.PhysicalResourceId)?.id === id);
  return !isAsked && sandbox.cloudFormation.all.some(({ events }) => events.some(({ physicalId }) => physicalId.includes(`;replaces=created:${id}`)));
}

/** Whether it was handed over to a construct with another name. */
function isHeldByAnother(run: Run, id: string, logicalId: string): boolean {
  return settledStacks(run).flatMap((stack) => guardedIn(run, stack)).some(({ holding, resource }) => holding?.id === id && resource.logicalId !== logicalId);
}

/**
 * Whether others changed it, or CloudFormation never heard that it was created: it had given up waiting, the answer was lost, or the
 * function was killed and the next delivery could only adopt it.
 */
function isHidden({ ledger, sandbox }: Run, { id }: Change, stackId: string): boolean {
  const isKnown = sandbox.cloudFormation.all.some(({ events }) => events.some(({ physicalId }) => {
    const holding = holdingIn(physicalId);
    return holding?.id === id && holding.ownership === 'created';
  }));
  return !isKnown || ledger.touchedByOthers(id, stackId);
}

/** What two deliveries of one event created, each for itself. */
function madeTwice(run: Run): string[] {
  const creations = run.ledger.changes.filter(({ id, author, before }) =>
    !before && author !== 'OTHERS' && run.ledger.live(id) && !run.ledger.touchedByOthers(id, author.event.StackId));
  return creations
    .filter((second, index) => creations.slice(0, index).some((first) => requestOf(first) === requestOf(second) && !isSomethingElseBy(run, first, second)))
    .map((second) => `two entities were created for the event ${requestOf(second)}`);
}

function requestOf({ author }: Change): string {
  return (author as Delivery).event.RequestId;
}

/** Whether a later event of its resource had changed the first one by the time the second was created, so that nothing showed whose it was. */
function isSomethingElseBy({ ledger }: Run, first: Change, second: Change): boolean {
  const { LogicalResourceId } = (first.author as Delivery).event;
  return ledger.of(first.id).some((change) => change.before && change.at <= second.at && change.author !== 'OTHERS'
    && change.author.event.LogicalResourceId === LogicalResourceId && requestOf(change) !== requestOf(first));
}
