import type { ContentsInvariant } from './invariant';

const STUCK = ['ROLLBACK_FAILED', 'UPDATE_ROLLBACK_FAILED', 'DELETE_FAILED'];

/** No call of the function came to its end. */
const UNANSWERED = /did not receive a response|CONTENTS_ABANDONED/;

/** CloudFormation is never left in a state that only a person gets it out of. */
export const neverStuck: ContentsInvariant = {
  name: 'never stuck',
  holds: 'no rollback and no deletion fails, unless its calls were denied or it got no answer.',
  afterDeployment(run, { status, started, events }) {
    if (!STUCK.includes(status)) return [];
    const isDenied = run.events.some(({ started: at, faults }) => at >= started && faults.some((fault) => fault.includes('ACCESS_DENIED')));
    const isUnanswered = events.some(({ reason = '' }) => UNANSWERED.test(reason));
    const reasons = events.flatMap(({ status: each, reason }) => (each.endsWith('_FAILED') && reason !== undefined ? [reason] : []));
    return isDenied || isUnanswered ? [] : [`the stack is ${status}: ${reasons.join(' | ')}`];
  },
};
