import type { GroupMembershipProperties } from '../../../lib/contract/identity-store';
import { callFailure } from '../../guard/call-failure';
import { CREATE, Create, Look, lookAt, Nothing, nothing } from '../../guard/decide/decision';
import { decideNotMade } from '../../guard/decide/rollback';
import type { Failure } from '../../guard/failure';
import { Owned, physicalResourceIdOf, predecessorOf } from '../../guard/ownership';
import type { CallResult, Result } from '../../guard/result';
import { isSamePair, titleOfMembership } from '../membership-declaration';
import { isElsewhere, isGone, isMoved, storeChanged } from '../store';

/** An update of a membership. */
export interface MembershipChange {
  readonly properties: GroupMembershipProperties;
  readonly oldProperties: GroupMembershipProperties;
  readonly owned: Owned;
}

/** What was seen of a membership that is to be updated. */
export interface SeenPair {
  /** The id of the membership of the declared pair. */
  readonly found: CallResult<string>;
  /** Whether the stack is undoing an update. */
  readonly isUndoing?: boolean;
}

export function decideMembershipUpdate(
  { properties, oldProperties, owned }: MembershipChange, { found, isUndoing }: SeenPair,
): Nothing | Create | Failure | Look<'ROLLBACK'> {
  if (found.kind === 'DONE' && found.output === owned.id) return nothing(owned);
  const predecessor = predecessorOf(owned);
  if (found.kind === 'DONE' && found.output === predecessor?.id) {
    if (isUndoing === undefined) return lookAt('ROLLBACK');
    // Going back to the predecessor replaces a membership too. Another resource may be about to ask for that one.
    return nothing(isUndoing ? predecessor : { ...predecessor, replaces: physicalResourceIdOf(owned) });
  }
  const isInAnotherStore = isMoved(properties, oldProperties) && (found.kind === 'DONE' || isElsewhere(found));
  if (isInAnotherStore && !isUndoing) {
    const mayBeUndone = found.kind === 'DONE' || isGone(found);
    return mayBeUndone && isUndoing === undefined ? lookAt('ROLLBACK') : storeChanged(titleOfMembership(properties), properties, oldProperties);
  }
  switch (found.kind) {
    case 'CONFLICT':
    case 'FAILED': {
      const failed = callFailure(found, `looking up ${titleOfMembership(properties)}`);
      return isGone(found) ? decideNotMade(keptOf(owned), failed, isUndoing) : failed;
    }
    case 'DONE':
    case 'MISSING': return CREATE;
  }
}

/** What was made for an update. */
export interface SeenReplacement {
  readonly made: Result<Owned>;
  /** Whether the stack is undoing an update. */
  readonly isUndoing?: boolean;
}

/** Another pair is another membership, which remembers what it replaces. */
export function decideReplacement(
  { properties, oldProperties, owned }: MembershipChange, { made, isUndoing }: SeenReplacement,
): Nothing | Failure | Look<'ROLLBACK'> {
  if (made.kind === 'REFUSED') return decideNotMade(keptOf(owned), made, isUndoing);
  const isReplaced = made.output.id !== owned.id && !isSamePair(properties, oldProperties);
  return nothing(isReplaced ? { ...made.output, replaces: physicalResourceIdOf(owned) } : made.output);
}

/** The membership that the stack keeps if a rollback asks for one that is gone for good: the earlier one. The one that replaced it goes. */
function keptOf(owned: Owned): Owned {
  return predecessorOf(owned) ?? owned;
}
