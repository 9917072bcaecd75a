import { isExcused } from '../excuses';
import type { Run } from '../run';
import { Guarded, guardedIn, settledStacks } from './holdings';
import type { Invariant } from './invariant';

const EXCUSES = [
  'overwritten membership', 'memberships of what was handed over', 'taken at the same time', 'taken in an unfinished update', 'name not known any more',
  'rolled back too far',
] as const;

/**
 * No entity is owned (`created:`) by two live resources, except a membership that one of them overwrote, also if others gave it
 * the name of another declaration.
 */
export const singleOwner: Invariant = {
  name: 'single owner',
  holds: 'no entity is owned by two live resources, except a membership that one of them overwrote.',
  afterOperation: (run) => doublesIn(run),
  afterAll: (run) => doublesIn(run),
};

function doublesIn(run: Run): string[] {
  const all = settledStacks(run).filter(({ status }) => status.endsWith('_COMPLETE')).flatMap((stack) => guardedIn(run, stack));
  const owners = new Map<string, Guarded[]>();
  for (const guarded of all) {
    const { holding } = guarded;
    if (holding?.ownership === 'created') owners.set(holding.id, [...owners.get(holding.id) ?? [], guarded]);
  }
  return [...owners]
    .filter(([id, guarded]) => guarded.length > 1 && !mayBothOwn(run, id, guarded, all))
    .map(([id, guarded]) => `${id} is owned by ${guarded.map(({ stack, resource }) => `${stack.name} ${resource.logicalId}`).join(' and ')}`);
}

function mayBothOwn(run: Run, id: string, owners: readonly Guarded[], all: readonly Guarded[]): boolean {
  return owners.some(({ stack }) => isExcused(run, 'made by others in the same seconds', { run, id, stackId: stack.id }))
    || EXCUSES.some((name) => isExcused(run, name, { run, owners, all }));
}
