import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Operation, Run } from '../run';
import { guardedIn, holdingIn, kindOf } from './holdings';
import type { Invariant } from './invariant';

/**
 * With `DESTROY`, what was provably created (CloudFormation has its id as `created:`) is gone once CloudFormation says that
 * it is deleted, unless another resource of the stack holds it by then, or an identity provider owns it. An invitation stays when its
 * deployment is rolled back: it would use up the daily allowance.
 */
export const destroyed: Invariant = {
  name: 'destroyed',
  holds: 'with `DESTROY`, what was provably created is gone once CloudFormation says so, unless an identity provider has taken it over.',
  afterOperation: (run, operation) => leftBy(run, operation),
  afterAll: (run) => run.operations.filter(({ status }) => status === 'DELETE_COMPLETE').flatMap((operation) => leftBy(run, operation)),
};

/** How the stack at the top ends when what it doesn't declare goes for good. */
const GOING_FOR_GOOD = ['UPDATE_COMPLETE', 'DELETE_COMPLETE'];

/** Whether a nested stack was replaced by another one, which goes on with it. */
function isPassedOn({ sandbox }: Run, stack: Stack, id: string): boolean {
  return stack.parent !== undefined && sandbox.cloudFormation.all.some((other) =>
    other !== stack && other.parent === stack.parent && other.events.some(({ physicalId }) => physicalId.includes(`:${id}`)));
}

/** Whether a nested stack whose creation failed, and wasn't rolled back, is deleted to be made anew: nothing tells whether what it has comes back. */
function isMadeAnew({ parent, events }: Stack, rootStatus: string): boolean {
  return parent !== undefined && rootStatus !== 'DELETE_COMPLETE'
    && events.some(({ type, status }) => type === 'AWS::CloudFormation::Stack' && status === 'CREATE_FAILED');
}

function leftBy(run: Run, { stack, events, rootStatus }: Operation): string[] {
  const held = new Set(guardedIn(run, stack).map(({ holding }) => holding?.id));
  return events.flatMap(({ status, type, physicalId, logicalId }): string[] => {
    const kind = kindOf(run, type);
    const holding = kind && status === 'DELETE_COMPLETE' ? holdingIn(physicalId) : undefined;
    const staysForLater = !GOING_FOR_GOOD.includes(rootStatus) || isMadeAnew(stack, rootStatus) || isPassedOn(run, stack, holding?.id ?? '');
    if (kind?.isKeptByRollbacks && staysForLater) return [];
    const live = holding && run.ledger.live(holding.id);
    if (holding?.ownership !== 'created' || held.has(holding.id) || !live || kind?.isTakenOver?.(live)) return [];
    const isKept = events.some((event) => ['DELETE_SKIPPED', 'DELETE_FAILED'].includes(event.status) && event.physicalId.includes(holding.id));
    return isKept ? [] : [`${stack.name} ${logicalId} is deleted, but ${holding.id} is still there`];
  });
}
