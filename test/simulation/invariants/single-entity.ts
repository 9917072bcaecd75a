import type { Run } from '../run';
import type { Change } from '../ledger';
import type { Invariant } from './invariant';

/**
 * One entity per declaration at most: what a function creates for a resource while something that it created for the same
 * resource is still there is a second copy, unless it replaces it: then the first is cleaned up, or kept on purpose. Others
 * may have hidden the first one by changing it, and one whose function was killed or never heard of it can't be known.
 */
export const singleEntity: Invariant = {
  name: 'single entity',
  afterQuiet: (run) => copiesIn(run),
  afterAll: (run) => copiesIn(run),
};

function copiesIn(run: Run): string[] {
  const byDeclaration = new Map<string, Change[]>();
  for (const change of run.ledger.changes) {
    if (change.before || change.author === 'OTHERS' || !run.ledger.live(change.id)) continue;
    const { StackId, LogicalResourceId } = change.author.event;
    if (isKeptOnPurpose(run, change.id) || isHidden(run, change, StackId)) continue;
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

function isHidden({ ledger }: Run, { id, author }: Change, stackId: string): boolean {
  return ledger.touchedByOthers(id, stackId) || (author !== 'OTHERS' && author.end !== 'RETURNED');
}
