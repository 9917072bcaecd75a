import type { Delivery } from '../deliveries';
import { ERRORS } from '../functions';
import type { Run } from '../run';

/** How often the provider framework sends an answer before it gives up and sends, instead, how that failed. */
const ANSWERS_OF_FRAMEWORK = 6;

/**
 * What the provider framework says in its own words, and nobody can say instead: that the function behind it was killed in this
 * invocation, and that none of its answers arrived. An event that is delivered again or late, or that a rollback doesn't wait for,
 * may be handled when the rest of the framework is gone: CloudFormation doesn't hear that failure.
 */
export function isOfFramework({ deliveries, sandbox }: Run, delivery: Delivery, reason: string): boolean {
  if (delivery.part !== 'FRAMEWORK') return false;
  const { event, started, ended = Infinity, faults } = delivery;
  const wasKilled = reason.startsWith(ERRORS.KILLED) && deliveries.some((behind) => behind.part === 'AWAITING' && behind.end === 'KILLED'
    && behind.event.RequestId === event.RequestId && behind.started >= started && (behind.ended ?? Infinity) <= ended);
  const isUnanswered = /^Error: (socket hang up|Unsuccessful HTTP response: 503)/.test(reason)
    && faults.filter((fault) => fault.startsWith('answer ')).length >= ANSWERS_OF_FRAMEWORK;
  const isGone = /lambda:InvokeFunction|Function not found|states:StartExecution|StateMachineDoesNotExist/.test(reason);
  const isHeard = sandbox.cloudFormation.all.some(({ events }) => events.some((each) => each.reason?.includes(reason.split('\n')[0] as string)));
  return wasKilled || isUnanswered || (isGone && !isHeard);
}
