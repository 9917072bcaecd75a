import { callFailure } from '../../guard/call-failure';
import { CREATE, Create, Look, lookAt, Nothing, nothing, Update, update } from '../../guard/decide/decision';
import { decideNotMade, isDenialOrOutage } from '../../guard/decide/rollback';
import { Failure, failure } from '../../guard/failure';
import type { Owned } from '../../guard/ownership';
import type { CallResult } from '../../guard/result';
import { Holder, StackView, titleOfHolder } from '../../guard/stack-view';
import { quoted } from '../../guard/wording';
import { Comparison, differences, isSomethingDone, takenBack } from '../attributes';
import { comparisonOf, DeclaredEntity, LiveEntity, titleOf, Writes } from '../declared-entity';
import { isElsewhere, isGone, isMoved, storeChanged } from '../store';
import { managedExternally } from './managed-externally';

/** An update of a user or group. */
export interface Change {
  readonly declared: DeclaredEntity;
  /** As it was declared before. In a rollback that is what the refused update declared. */
  readonly before: DeclaredEntity;
  readonly owned: Owned;
}

/** What was seen of the entity. */
export interface SeenAtChange {
  readonly live: CallResult<LiveEntity>;
  /** Whether the entity was read once more, after a moment. */
  readonly isReadAgain?: boolean;
  /** Whether the stack is undoing an update. */
  readonly isUndoing?: boolean;
  /** Which other resource of the stack holds the entity, also one that has just been created. */
  readonly others?: StackView;
  /** The other resource of the stack that has held the entity since before, if two constructs may have got the same name. */
  readonly twin?: StackView;
  /** Why all that differs couldn't be written. */
  readonly refused?: Failure;
}

export type LackingAtChange = 'ROLLBACK' | 'ENTITY_AGAIN' | 'OTHER_HOLDER' | 'TWIN';

export function decideUpdate(change: Change, seen: SeenAtChange): Create | Update<Writes> | Nothing | Failure | Look<LackingAtChange> {
  const { declared, before, owned } = change;
  const { live, isUndoing } = seen;
  const unsettled = live.kind === 'DONE' ? lookAgain(seen, comparisonOf(declared, live.output, before)) : undefined;
  if (unsettled) return unsettled;
  // The properties alone don't tell a move: in a rollback the old ones are those of the refused update.
  if (isMoved(declared.store, before.store) && isElsewhere(live) && !isUndoing) {
    return isGone(live) && isUndoing === undefined ? lookAt('ROLLBACK') : storeChanged(titleOf(declared), declared.store, before.store);
  }
  switch (live.kind) {
    case 'MISSING': return CREATE;
    case 'CONFLICT':
    case 'FAILED': {
      const failed = callFailure(live, `reading ${titleOf(declared)}`);
      return isGone(live) ? decideNotMade(owned, failed, isUndoing) : failed;
    }
    case 'DONE': return disputed(change, live.output, seen)
      ?? (live.output.isManagedExternally ? keep(change, live.output, seen) : write(change, live.output, seen));
  }
}

/**
 * A rollback looks again in two cases. It finds nothing to undo: the update may not be visible yet, or may still be under way, since CloudFormation doesn't
 * wait for it. Or it can't write all that differs, and has to tell what the update has changed.
 */
function lookAgain({ refused, isReadAgain, isUndoing }: SeenAtChange, comparison: Comparison): Failure | Look<LackingAtChange> | undefined {
  if (isReadAgain) return undefined;
  if (refused) {
    const isAllNeeded = takenBack(comparison).length === differences(comparison).length;
    if (isAllNeeded || isDenialOrOutage(refused) || isUndoing === false) return refused;
    return lookAt(isUndoing ? 'ENTITY_AGAIN' : 'ROLLBACK');
  }
  if (!isSomethingDone(comparison)) return undefined;
  if (isUndoing === undefined) return lookAt('ROLLBACK');
  return isUndoing ? lookAt('ENTITY_AGAIN') : undefined;
}

/** Two constructs that got the same name at deployment may both manage the entity. A rollback leaves that as it was. */
function disputed({ declared }: Change, { id, name }: LiveEntity, { twin, isUndoing }: SeenAtChange): Failure | Look<LackingAtChange> | undefined {
  if (!declared.isNamedAtDeployment || isUndoing) return undefined;
  if (!twin) return lookAt('TWIN');
  if (!twin.holder || isLeaving(twin)) return undefined;
  if (isUndoing === undefined) return lookAt('ROLLBACK');
  return failure('MANAGED_BY_TWO_CONSTRUCTS', { entity: `${declared.noun} ${quoted(name)}`, id, holder: titleOfHolder(twin.holder) });
}

/** Whether the template that is being deployed doesn't have the holder any more. */
function isLeaving({ staying }: StackView): boolean {
  return staying?.template === 'NEW' && !staying.stays;
}

/** A rollback can't bring back what an identity provider has changed. */
function keep({ declared, before, owned }: Change, live: LiveEntity, { isUndoing }: SeenAtChange): Nothing | Failure | Look<LackingAtChange> {
  const refusal = managedExternally(declared, live, comparisonOf(declared, live, before));
  if (!refusal || isUndoing) return nothing(owned);
  return isUndoing === undefined ? lookAt('ROLLBACK') : refusal;
}

function write(
  change: Change, live: LiveEntity, seen: SeenAtChange,
): Create | Update<Writes> | Nothing | Failure | Look<LackingAtChange> {
  const { declared, before, owned } = change;
  const { others, refused } = seen;
  // If a rollback can't undo the changes of others, it leaves them as they are.
  const whatDiffers = refused ? takenBack : differences;
  const writes: Writes = { live, differences: whatDiffers(comparisonOf(declared, live, before)) };
  if (writes.differences.length === 0) return nothing(owned);
  if (!writes.differences.some(({ path }) => path === declared.namePath)) return update(writes);
  if (!others) return lookAt('OTHER_HOLDER');
  // A new construct may have taken over this very entity as that of a renamed one. Both would then manage it.
  if (!others.holder || isLeaving(others)) return update(writes);
  const held = heldByAnother(declared, live, others.holder);
  return refused ? held : decideUpdate(change, { ...seen, refused: held });
}

function heldByAnother({ noun, name }: DeclaredEntity, live: LiveEntity, holder: Holder): Failure {
  return failure('HELD_BY_ANOTHER_CONSTRUCT', {
    entity: `${noun} ${quoted(live.name)}`, id: live.id, name: quoted(name), holder: titleOfHolder(holder),
  });
}
