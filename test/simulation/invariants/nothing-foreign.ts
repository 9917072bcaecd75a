import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Delivery } from '../deliveries';
import type { Entity } from '../domain';
import { Change, isOf } from '../ledger';
import type { Run } from '../run';
import { kindOf } from './holdings';
import type { Invariant } from './invariant';

/**
 * Nothing that a stack did not create is deleted by it, and nothing foreign is changed by it except by `ADOPT` or
 * `OVERWRITE` as documented: only what is declared, only to its declared values, a user only when it is provably the
 * declared one, and never what an identity provider owns.
 */
export const nothingForeign: Invariant = {
  name: 'nothing foreign',
  holds: 'nothing that a stack did not create is deleted by it, and nothing foreign is changed except by `ADOPT` or `OVERWRITE` as documented.',
  afterAll: (run) => run.ledger.changes.flatMap((change) => {
    const { author, before, after, isMain } = change;
    if (author === 'OTHERS' || !before || !isMain) return [];
    const creation = run.ledger.creation(change.id);
    if (creation && isOf(creation.author, author.event.StackId)) return [];
    const wrong = after ? objectionToChange(run, change, author, before, after) : objectionToDeletion(run, change, author);
    const { RequestType, LogicalResourceId } = author.event;
    return wrong === undefined ? [] : [`${change.operation} of ${change.id} at ${RequestType} of ${LogicalResourceId}: ${wrong}`];
  }),
};

/** Overwriting a membership takes ownership, which is the only way to delete what somebody else created. */
function objectionToDeletion(run: Run, { id, kind }: Change, { event }: Delivery): string | undefined {
  const wasOverwritten = kind === 'GroupMembership' && run.deliveries.some((delivery) => delivery.event.StackId === event.StackId
    && delivery.event.ResourceProperties.ConflictPolicy === 'OVERWRITE' && delivery.bodies.some((body) => body.includes(id)));
  return wasOverwritten ? undefined : 'the stack did not create it';
}

function objectionToChange(run: Run, change: Change, { event, started }: Delivery, before: Entity, after: Entity): string | undefined {
  const properties = event.ResourceProperties as unknown as Properties;
  const held = run.deliveries.some((delivery) => delivery.event.StackId === event.StackId && delivery.bodies.some((body) => body.includes(`:${change.id}`)));
  if (properties.ConflictPolicy === 'FAIL' && !held) return 'its conflictPolicy is FAIL';
  const lag = run.plan.identityStore.readLagMilliseconds ?? 0;
  const past = run.ledger.of(change.id).filter(({ at }) => at <= change.at && at >= started - lag).flatMap(({ before: one, after: other }) => [one, other]);
  const seen = [before, ...past].filter((entity) => entity !== undefined);
  const kind = kindOf(run, event.ResourceType);
  return kind?.objection(before, after, held ? { ...properties, ConflictPolicy: 'OVERWRITE' } : properties, seen);
}
