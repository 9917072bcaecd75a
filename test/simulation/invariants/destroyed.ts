import { isExcused } from '../excuses';
import type { Operation, Run } from '../run';
import { guardedIn, holdingIn, kindOf } from './holdings';
import type { Invariant } from './invariant';

const EXCUSES = ['kept by a rollback', 'kept by a nested stack that goes on', 'passed on to another nested stack'] as const;

/**
 * With `DESTROY`, what was provably created (CloudFormation has its id as `created:`) is gone once CloudFormation says that
 * it is deleted, unless another resource of the stack holds it by then, CloudFormation was told to leave it, or an identity provider owns it.
 */
export const destroyed: Invariant = {
  name: 'destroyed',
  holds: 'with `DESTROY`, what was provably created is gone once CloudFormation says so, unless another resource has it or is to keep it, or an identity provider has taken it over.',
  afterOperation: (run, operation) => leftBy(run, operation),
  afterAll: (run) => run.operations.filter(({ status }) => status === 'DELETE_COMPLETE').flatMap((operation) => leftBy(run, operation)),
};

function leftBy(run: Run, { stack, events, rootStatus }: Operation): string[] {
  const held = new Set(guardedIn(run, stack).map(({ holding }) => holding?.id));
  return events.flatMap(({ status, type, physicalId, logicalId }): string[] => {
    const kind = kindOf(run, type);
    const holding = kind && status === 'DELETE_COMPLETE' ? holdingIn(physicalId) : undefined;
    const live = holding && run.ledger.live(holding.id);
    if (holding?.ownership !== 'created' || held.has(holding.id) || !live || kind?.isTakenOver?.(live)) return [];
    const isKept = events.some((event) => ['DELETE_SKIPPED', 'DELETE_FAILED'].includes(event.status) && event.physicalId.includes(holding.id));
    if (isKept || (kind?.isKeptByRollbacks && EXCUSES.some((name) => isExcused(run, name, { run, id: holding.id, stack, rootStatus })))) return [];
    return [`${stack.name} ${logicalId} is deleted, but ${holding.id} is still there`];
  });
}
