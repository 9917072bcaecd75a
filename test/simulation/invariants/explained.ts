import { CATALOGUE } from '../../../lambda/reasons/catalogue';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Delivery } from '../deliveries';
import { ERRORS } from '../functions';
import type { Run } from '../run';
import { kindOf } from './holdings';
import type { Invariant } from './invariant';

/** Every failure carries a code of the catalogue and names its entity, and none is a fault of the function's own. */
export const explained: Invariant = {
  name: 'explained',
  holds: 'every failure carries a code of the catalogue and names its entity.',
  afterAll: (run) => run.deliveries.flatMap((delivery) => delivery.bodies.flatMap((body) => {
    const { Status: status, Reason: reason = '' } = JSON.parse(body) as { readonly Status: string; readonly Reason?: string };
    const wrong = status === 'FAILED' ? problemWith(run, delivery, reason) : undefined;
    return wrong === undefined ? [] : [`${wrong}: ${reason}`];
  })),
};

/** How often the provider framework sends an answer before it gives up and sends, instead, how that failed. */
const ANSWERS_OF_FRAMEWORK = 6;

/**
 * What the provider framework says in its own words, and nobody can say instead: that the function behind it was killed in this
 * invocation, and that none of its answers arrived. An event that is delivered again or late, or that a rollback doesn't wait for,
 * may be handled when the rest of the framework is gone: CloudFormation doesn't hear that failure.
 */
function isOfFramework({ deliveries, sandbox }: Run, delivery: Delivery, reason: string): boolean {
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

function problemWith(run: Run, delivery: Delivery, reason: string): string | undefined {
  const { event } = delivery;
  const [, code] = /^([A-Z_]+): /.exec(reason) ?? [];
  if (isOfFramework(run, delivery, reason)) return undefined;
  if (code === undefined || !(code in CATALOGUE)) return 'the failure has no code of the catalogue';
  if (reason.includes('fault of the sandbox') || /UNEXPECTED: handling/.test(reason)) return 'the function has a fault of its own';
  const kind = kindOf(run, event.ResourceType);
  const physicalId = event.RequestType === 'Create' ? undefined : event.PhysicalResourceId;
  const names = [event.ResourceProperties, ...(event.RequestType === 'Update' ? [event.OldResourceProperties] : [])]
    .flatMap((properties) => kind?.namesOf(properties as unknown as Properties, physicalId) ?? []);
  // Names are the same in every case.
  return names.some((name) => reason.toLowerCase().includes(name.toLowerCase())) ? undefined : 'the failure does not name its entity';
}
