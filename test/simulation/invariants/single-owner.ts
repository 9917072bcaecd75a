import type { Run } from '../run';
import { Guarded, guardedIn, settledStacks } from './holdings';
import type { Invariant } from './invariant';
import { isMistakenForOwn } from './mistaken';

/**
 * No entity is owned (`created:`) by two live resources, except a membership that one of them overwrote. One that others
 * gave the name of another declaration is told from that of a renamed construct by nobody: it is handed over.
 */
export const singleOwner: Invariant = {
  name: 'single owner',
  holds: 'no entity is owned by two live resources, except a membership that one of them overwrote.',
  afterOperation: (run) => doublesIn(run),
  afterAll: (run) => doublesIn(run),
};

function doublesIn(run: Run): string[] {
  const owners = new Map<string, Guarded[]>();
  for (const guarded of settledStacks(run).filter(({ status }) => status.endsWith('_COMPLETE')).flatMap((stack) => guardedIn(run, stack))) {
    const { holding } = guarded;
    if (holding?.ownership === 'created') owners.set(holding.id, [...owners.get(holding.id) ?? [], guarded]);
  }
  return [...owners]
    .filter(([id, guarded]) => guarded.length > 1 && !isOverwritten(guarded) && !guarded.some(({ stack }) => isMistakenForOwn(run, id, stack.id))
      && !run.ledger.touchedByOthers(id, guarded[0]?.stack.id ?? ''))
    .map(([id, guarded]) => `${id} is owned by ${guarded.map(({ stack, resource }) => `${stack.name} ${resource.logicalId}`).join(' and ')}`);
}

function isOverwritten(guarded: readonly Guarded[]): boolean {
  return guarded.some(({ resource }) => resource.type.endsWith('GroupMembership') && resource.properties.ConflictPolicy === 'OVERWRITE');
}
