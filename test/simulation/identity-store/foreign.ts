import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Delivery } from '../deliveries';
import type { Entity } from '../domain';
import { isExcused } from '../excuses';
import { lagOf } from '../invariants/holdings';
import { Change, isOf } from '../ledger';
import type { Run } from '../run';
import { objectionToGroup } from './groups';
import { isManagedExternally } from './store';
import { objectionToUser } from './users';

/** Why somebody else's entity may not be changed in this way, in words. */
type Objection = (before: Entity, after: Entity, properties: Properties, past: readonly Entity[]) => string | undefined;

const OBJECTIONS: Readonly<Record<string, Objection>> = {
  User: objectionToUser,
  Group: objectionToGroup,
  GroupMembership: () => 'memberships can\'t be changed',
};

/**
 * Nothing that a stack did not create is deleted by it, and nothing foreign is changed by it except by `ADOPT` or
 * `OVERWRITE` as documented: only what is declared, only to its declared values, a user only when it is provably the
 * declared one, and never what an identity provider owns. What a provider took over isn't deleted, although the stack created it.
 */
export function objectionToIntervention(run: Run, change: Change, author: Delivery): string | undefined {
  const { before, after, isMain, kind } = change;
  if (!before || !isMain || !(kind in OBJECTIONS)) return undefined;
  if (!after && seenBy(run, change, author, before).every(isManagedExternally)) return 'an identity provider owns it';
  const creation = run.ledger.creation(change.id);
  if (creation && isOf(creation.author, author.event.StackId)) return undefined;
  const objection = after ? objectionToChange(run, change, author, before, after) : objectionToDeletion(run, change, author);
  if (objection === undefined) return undefined;
  return isExcused(run, 'made by others in the same seconds', { run, id: change.id, stackId: author.event.StackId }) ? undefined : objection;
}

/** Overwriting a membership takes ownership, which is the only way to delete what somebody else created. */
function objectionToDeletion(run: Run, { id, kind }: Change, { event }: Delivery): string | undefined {
  const wasOverwritten = kind === 'GroupMembership' && run.deliveries.some((delivery) => delivery.event.StackId === event.StackId
    && delivery.event.ResourceProperties.ConflictPolicy === 'OVERWRITE' && delivery.bodies.some((body) => body.includes(id)));
  return wasOverwritten ? undefined : 'the stack did not create it';
}

function objectionToChange(run: Run, change: Change, author: Delivery, before: Entity, after: Entity): string | undefined {
  const { event } = author;
  const properties = event.ResourceProperties as unknown as Properties;
  const held = run.deliveries.some((delivery) => delivery.event.StackId === event.StackId
    && delivery.bodies.some((body) => body.includes(`:${change.id}`)));
  if (properties.ConflictPolicy === 'FAIL' && !held) return 'its conflictPolicy is FAIL';
  const seen = seenBy(run, change, author, before);
  return OBJECTIONS[change.kind]?.(before, after, held ? { ...properties, ConflictPolicy: 'OVERWRITE' } : properties, seen);
}

/** As what the function may have seen the entity before it changed it. */
function seenBy(run: Run, change: Change, { started }: Delivery, before: Entity): readonly Entity[] {
  const past = run.ledger.of(change.id)
    .filter(({ at }) => at <= change.at && at >= started - lagOf(run))
    .flatMap(({ before: one, after: other }) => [one, other]);
  return [before, ...past].filter((entity) => entity !== undefined);
}
