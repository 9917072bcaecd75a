import type { Operation, Run } from '../run';
import { kindOf } from './holdings';
import type { Invariant } from './invariant';

/** What was never answered is the concern of another invariant. */
const UNANSWERED = /^CloudFormation did not receive a response/;

/**
 * CloudFormation passes over a deletion that fails when it cleans up, and says that the update is complete: what was to go stays. So no deletion may fail
 * that nothing hindered on purpose, however many functions ask CloudFormation at a time.
 */
export const cleanedUp: Invariant = {
  name: 'cleaned up',
  holds: 'no deletion fails that nothing hindered on purpose, also where CloudFormation is asked more than it answers.',
  afterOperation: (run, operation) => failedDeletions(run, operation),
};

function failedDeletions(run: Run, { stack, events, started }: Operation): string[] {
  return events
    .filter(({ status, type, reason = '' }) => status === 'DELETE_FAILED' && kindOf(run, type) && !UNANSWERED.test(reason))
    .filter(({ logicalId }) => !isHindered(run, stack.id, logicalId, started))
    .map(({ logicalId, reason }) => `${stack.name} ${logicalId} is not deleted: ${reason}`);
}

function isHindered({ deliveries, plan, isCalm }: Run, stackId: string, logicalId: string, started: number): boolean {
  const ofDeletion = deliveries.filter(({ event, started: at }) =>
    event.StackId === stackId && event.LogicalResourceId === logicalId && event.RequestType === 'Delete' && at >= started);
  return (!isCalm && plan.policyDelay > 0) || ofDeletion.some(({ faults, end }) => faults.length > 0 || end !== 'RETURNED');
}
