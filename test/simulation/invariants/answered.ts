import type { Delivery } from '../deliveries';
import type { Run } from '../run';
import type { Invariant } from './invariant';

const UNANSWERED = /did not receive a response from your Custom Resource\. Please check your logs for requestId \[([-0-9a-f]+)\]/;
const REFUSED = /Response object is too long|Invalid response object|Invalid PhysicalResourceId/;
const MAXIMUM_BYTES = 4096;

/**
 * Every event gets an answer that CloudFormation accepts before its time-out, of at most 4,096 bytes, unless every delivery
 * of it was killed, came too late, or had its answers lost on purpose.
 */
export const answered: Invariant = {
  name: 'answered',
  holds: 'every event gets an accepted answer of at most 4,096 bytes in time, unless every delivery of it was killed, too late, or had its answers lost on purpose.',
  afterOperation(run, { events, stack }) {
    return events.flatMap(({ reason = '', logicalId, timestamp }): string[] => {
      const [, requestId] = UNANSWERED.exec(reason) ?? [];
      if (requestId !== undefined && !isExcused(run, requestId, timestamp)) return [`${stack.name} ${logicalId} never got an answer to ${requestId}`];
      return REFUSED.test(reason) ? [`${stack.name} ${logicalId} got an answer that CloudFormation refuses: ${reason}`] : [];
    });
  },
  afterAll(run) {
    const long = run.deliveries.flatMap(({ bodies }) => bodies).filter((body) => Buffer.byteLength(body) > MAXIMUM_BYTES);
    const late = run.deliveries.filter(({ end, faults }) => end === 'TIMED_OUT' && !faults.some((fault) => fault.startsWith('answer')));
    return [
      ...long.map((body) => `an answer has ${Buffer.byteLength(body)} bytes`),
      ...late.map(({ event }) => `the function timed out at ${event.RequestType} of ${event.LogicalResourceId}`),
    ];
  },
};

/** How long a function behind the provider framework takes to look once. */
const LOOK = 10_000;

/** Whether nothing that the function did could have answered in time. */
function isExcused(run: Run, requestId: string, timedOut: number): boolean {
  return run.deliveries
    .filter(({ event }) => event.RequestId === requestId)
    .every((delivery) => delivery.end === 'KILLED' || delivery.faults.some((fault) => fault.startsWith('answer'))
      || delivery.started + timeToAnswer(run, delivery) >= timedOut - 1);
}

/** How long the function may take that doesn't know that the event is late, or has to look first. */
function timeToAnswer({ plan }: Run, { event }: Delivery): number {
  const { TimeoutMinutes: minutes } = event.ResourceProperties as { readonly TimeoutMinutes?: string };
  if (plan.switches.datedAnswerUrl) return minutes === undefined ? 0 : LOOK;
  return 120_000 + Number(minutes ?? 0) * 60_000;
}
