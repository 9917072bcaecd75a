import type { ContentsRun } from '../run';
import type { ContentsInvariant } from './invariant';

const UNANSWERED = /did not receive a response from your Custom Resource\. Please check your logs for requestId \[([-0-9a-f]+)\]/;
const REFUSED = /Response object is too long|Invalid response object|Invalid PhysicalResourceId/;

/** What is left to a workflow is answered there. */
const STARTED = ['STARTED', 'STARTED_BEFORE'];

/** Every event is answered, and every delivery of it in the same way. */
export const answered: ContentsInvariant = {
  name: 'answered',
  holds: 'every event gets an accepted answer in time, unless every delivery of it was killed, too late, or had its answers lost on purpose; and all deliveries of it answer the same.',
  afterDeployment(run, { events }) {
    return events.flatMap(({ reason = '', logicalId }): string[] => {
      const [, requestId] = UNANSWERED.exec(reason) ?? [];
      if (requestId !== undefined && !isExcused(run, requestId)) return [`${logicalId} never got an answer to ${requestId}`];
      return REFUSED.test(reason) ? [`${logicalId} got an answer that CloudFormation refuses: ${reason}`] : [];
    });
  },
  afterAll(run) {
    const first = new Map<string, string>();
    return run.events.flatMap(({ event: { RequestId }, bodies }) => bodies.flatMap((body): string[] => {
      const { Status, PhysicalResourceId, Reason = '' } = JSON.parse(body) as Readonly<Record<'Status' | 'PhysicalResourceId' | 'Reason', string>>;
      // Of a delivery that came when the stack had gone, with all that allows the function something.
      if (Reason.startsWith('ACCESS_DENIED')) return [];
      const answer = `${Status} ${PhysicalResourceId}`;
      const before = first.get(RequestId) ?? answer;
      first.set(RequestId, before);
      return before === answer ? [] : [`${RequestId} is answered ${answer} after ${before}`];
    }));
  },
};

/** Whether nothing that the function did could have answered in time. Without a date in its URL, an event that is delivered late counts as new. */
function isExcused(run: ContentsRun, requestId: string): boolean {
  const handled = run.events.filter((delivery) => delivery.event.RequestId === requestId && !STARTED.includes(run.results.get(delivery) ?? ''));
  return handled.every((delivery) =>
    delivery.end === 'KILLED' || (!run.plan.switches.datedAnswerUrl && run.results.get(delivery) === 'OVERTAKEN') || delivery.faults.some((fault) => fault.startsWith('answer')) || run.results.get(delivery) === 'TOO_LATE');
}
