import type { CloudFormationCustomResourceResponse } from 'aws-lambda';
import type { Delivery } from '../deliveries';
import { isExcused } from '../excuses';
import type { Run } from '../run';
import { holdingIn } from './holdings';
import type { Invariant } from './invariant';
import { codeOf } from './reasons';

/** What a function says of something that it takes for somebody else's. */
const FOREIGN = ['ALREADY_EXISTS', 'IDENTITY_MISMATCH', 'IDENTITY_UNPROVEN'];

const EXCUSES = ['made after it was given up', 'kept in other letters', 'changed before the look'] as const;

/**
 * What a function created, and heard nothing of, it takes for its own, though the service's clock is another one or has whole seconds: else it would
 * be adopted and never deleted, or stand in its own way.
 */
export const recognised: Invariant = {
  name: 'recognised',
  holds: 'what a function created without hearing of it counts as created by it, if the clocks can be compared.',
  afterAll: (run) => run.deliveries.flatMap((delivery) => delivery.bodies.flatMap((body) => problemWith(run, delivery, body))),
};

function problemWith(run: Run, delivery: Delivery, body: string): string[] {
  const { Status, PhysicalResourceId, Reason = '' } = JSON.parse(body) as CloudFormationCustomResourceResponse;
  const { LogicalResourceId, ResourceType } = delivery.event;
  const isAbout = (id: string): boolean => (Status === 'SUCCESS' ? holdingIn(PhysicalResourceId)?.id === id : FOREIGN.includes(codeOf(Reason)) && Reason.includes(id));
  const isTaken = Status === 'SUCCESS' && holdingIn(PhysicalResourceId)?.ownership === 'created';
  if (isTaken || !isComparable(run, ResourceType)) return [];
  return run.ledger.changes
    .filter(({ author, before, operation, id }) => author === delivery && !before && operation.startsWith('identitystore:Create') && isAbout(id))
    .filter((creation) => !EXCUSES.some((name) => isExcused(run, name, { run, delivery, creation })))
    .map(({ id }) => `${LogicalResourceId} created ${id}, but answers ${Status} ${PhysicalResourceId} ${Reason}`);
}

/** Nothing but the time of a membership can be compared, so that it has to be made while it was asked for. */
function isComparable({ plan: { identityStore } }: Run, resourceType: string): boolean {
  const { clockOffsetMilliseconds: offset = 0, datesAnswers = false } = identityStore;
  return offset === 0 || (datesAnswers && !resourceType.endsWith('GroupMembership'));
}
