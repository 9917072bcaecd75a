import type { GuardedProperties } from '../../lib/private/contract';
import { callFailure } from '../guard/call-failure';
import { Failure, failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import { again, repeat, settled } from '../guard/repeat';
import { TAKEN_VALUE } from '../guard/schedules';
import { lookingForHolderOf } from '../guard/stack-view';
import { quoted } from '../guard/wording';
import { Comparison, differences, notHeld } from './attributes';
import { Declaration, EntityKind, LiveEntity, Written } from './entity';
/** What became of bringing an entity to its declaration. */
export type Converged = 'AS_DECLARED' | 'GONE' | Failure;

/** Writes what differs from the declaration, and nothing if nothing does. */
export async function converge<Properties extends GuardedProperties>(
  kind: EntityKind<Properties>, ownStack: OwnStack, declaration: Declaration<Properties>, live: LiveEntity,
): Promise<Converged> {
  const { session, properties, oldProperties } = declaration;
  const comparison: Comparison = {
    declared: kind.attributesOf(properties),
    live: live.attributes,
    ...(oldProperties && { before: kind.attributesOf(oldProperties) }),
    caseless: kind.caseless,
  };
  if (live.isManagedExternally) return compareOnly(kind, ownStack, declaration, live, comparison);

  const toWrite = differences(comparison);
  if (toWrite.length === 0) return 'AS_DECLARED';
  if (oldProperties && toWrite.some(({ path }) => path === kind.namePath)) {
    const held = await refuseIfHeldByAnother(kind, ownStack, declaration, live);
    if (held) return held;
  }
  const written = await repeat<Written>(session, TAKEN_VALUE, async () => {
    const result = await kind.update(declaration, live, toWrite);
    return result.kind === 'CONFLICT' ? again(() => result) : settled(result);
  });
  switch (written.kind) {
    case 'DONE': return 'AS_DECLARED';
    case 'MISSING': return 'GONE';
    case 'CONFLICT': return kind.conflictOf(declaration, live, toWrite, written.error);
    case 'FAILED': return callFailure(written, `updating ${kind.noun} ${quoted(kind.nameOf(properties))}`);
    case 'REFUSED': return written;
  }
}

/**
 * What an identity provider owns is never written to, and what it put in place of a removed attribute is its own. A rollback can't
 * bring back what the provider has changed.
 */
async function compareOnly<Properties extends GuardedProperties>(
  kind: EntityKind<Properties>, ownStack: OwnStack, { session, asker, properties, oldProperties }: Declaration<Properties>, live: LiveEntity,
  comparison: Comparison,
): Promise<Converged> {
  const differing = notHeld(comparison);
  if (differing.length === 0 || (oldProperties && await ownStack.isUndoingUpdate(session, asker))) return 'AS_DECLARED';
  return failure('MANAGED_EXTERNALLY', {
    entity: `${kind.noun} ${quoted(kind.nameOf(properties))}`, id: live.id, differences: differing.join(', '),
  });
}

/** A new construct may have taken this very entity for that of a renamed one: both would then manage it. */
async function refuseIfHeldByAnother<Properties extends GuardedProperties>(
  kind: EntityKind<Properties>, ownStack: OwnStack, { session, asker, properties }: Declaration<Properties>, live: LiveEntity,
): Promise<Failure | undefined> {
  const stack = await ownStack.look(session, asker, { holder: { id: live.id, amongOthers: true, onceCreated: true } });
  if (stack.kind !== 'DONE') return callFailure(stack, lookingForHolderOf(`${kind.noun} ${quoted(kind.nameOf(properties))}`));
  const { holder } = stack.output;
  if (!holder) return undefined;
  return failure('HELD_BY_ANOTHER_CONSTRUCT', {
    entity: `${kind.noun} ${quoted(live.name)}`, id: live.id, name: quoted(kind.nameOf(properties)), noun: kind.noun,
    holder: quoted(holder.logicalResourceId),
  });
}
