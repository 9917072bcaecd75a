import { NESTED_STACK } from '../../../sandbox/cloudformation/nested-stacks';
import type { Invariant } from './invariant';
import { kindOf } from './holdings';

/** How an operation ends that did what it was asked. */
const CONVERGED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'];
const CODE = /Message returned: [A-Z_]+: /;
/** Of a resource that was no longer waited for, because another had failed. */
const GIVEN_UP = /^Resource \w+ cancelled$/;

/** Once nothing goes wrong any more, the same deployment converges, or fails with a code of the catalogue; so does a deletion. */
export const convergence: Invariant = {
  name: 'convergence',
  holds: 'once nothing goes wrong any more, the same deployment converges or fails with a code of the catalogue.',
  afterOperation(run, { stack, status, events }) {
    if (!run.isCalm || CONVERGED.includes(status)) return [];
    const failures = events.filter((event) => event.status.endsWith('_FAILED') && kindOf(run, event.type) && !GIVEN_UP.test(event.reason ?? ''));
    const unexplained = failures.filter(({ reason = '' }) => !CODE.test(reason));
    // What failed is in a nested one.
    if (events.some((event) => event.type === NESTED_STACK && event.status.endsWith('_FAILED'))) return [];
    if (failures.length === 0) return [`${stack.name} ends ${status}, though no guarded resource failed`];
    return unexplained.map(({ logicalId, reason }) => `${stack.name} ${logicalId} fails without a code: ${reason}`);
  },
};
