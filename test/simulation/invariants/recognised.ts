import type { CloudFormationCustomResourceResponse } from 'aws-lambda';
import type { Delivery } from '../deliveries';
import type { Run } from '../run';
import { holdingIn, lagOf } from './holdings';
import type { Invariant } from './invariant';
import { codeOf } from './reasons';

/** What a function says of something that it takes for somebody else's. */
const FOREIGN = ['ALREADY_EXISTS', 'IDENTITY_MISMATCH', 'IDENTITY_UNPROVEN'];

/**
 * What a function created, and heard nothing of, it takes for its own, though the service's clock is another one or has whole seconds: else it would
 * be adopted and never deleted, or stand in its own way.
 */
export const recognised: Invariant = {
  name: 'recognised',
  holds: 'what a function created without hearing of it counts as created by it, if the clocks can be compared and it was made before the function gave up the call.',
  afterAll: (run) => run.deliveries.flatMap((delivery) => delivery.bodies.flatMap((body) => problemWith(run, delivery, body))),
};

function problemWith(run: Run, delivery: Delivery, body: string): string[] {
  const { Status, PhysicalResourceId, Reason = '' } = JSON.parse(body) as CloudFormationCustomResourceResponse;
  const { LogicalResourceId, ResourceType } = delivery.event;
  const own = run.ledger.changes.find(({ author, before, operation, id, isBelated }) => author === delivery && !before && !isBelated && operation.startsWith('identitystore:Create')
    && (Status === 'SUCCESS' ? holdingIn(PhysicalResourceId)?.id === id : FOREIGN.includes(codeOf(Reason)) && Reason.includes(id)));
  const isChanged = own && run.ledger.of(own.id).some(({ before, author }) => before && author !== delivery);
  if (!own || isChanged || !isComparable(run, ResourceType)) return [];
  const isTaken = Status === 'SUCCESS' ? holdingIn(PhysicalResourceId)?.ownership === 'created' : false;
  const isHindered = delivery.faults.some((fault) => /:(Describe|Get)\w+ /.test(fault)) || lagOf(run) > 0;
  return isTaken || isHindered ? [] : [`${LogicalResourceId} created ${own.id}, but answers ${Status} ${PhysicalResourceId} ${Reason}`];
}

/**
 * What the service keeps in other letters isn't exactly what is declared. Nothing but the time of a membership can be compared, so that it has to be
 * made while it was asked for.
 */
function isComparable({ plan: { identityStore } }: Run, resourceType: string): boolean {
  const { clockOffsetMilliseconds: offset = 0, datesAnswers = false, normalizesValues = false } = identityStore;
  if (normalizesValues && !resourceType.endsWith('GroupMembership')) return false;
  return offset === 0 || (datesAnswers && !resourceType.endsWith('GroupMembership'));
}
