import type { GroupMembershipProperties } from '../../../lib/private/contract';
import { callFailure } from '../../guard/call-failure';
import { CREATE, Create, Look, lookAt, Nothing, nothing } from '../../guard/decide/decision';
import type { Failure } from '../../guard/failure';
import { Owned, physicalResourceIdOf, predecessorOf } from '../../guard/ownership';
import type { CallResult, Result } from '../../guard/result';
import { isSamePair, titleOfMembership } from '../membership-declaration';
import { isElsewhere, isMoved, storeChanged } from '../store';

/** An update of a membership. */
export interface MembershipChange {
  readonly properties: GroupMembershipProperties;
  readonly oldProperties: GroupMembershipProperties;
  readonly owned: Owned;
}

/**
 * @param found the id of the membership of the declared pair
 */
export function decideMembershipUpdate({ properties, oldProperties, owned }: MembershipChange, found: CallResult<string>): Nothing | Create | Failure {
  const known = found.kind === 'DONE' && [owned, predecessorOf(owned)].find((candidate) => candidate?.id === found.output);
  if (known) return nothing(known);
  const isInAnotherStore = isMoved(properties, oldProperties) && (found.kind === 'DONE' || isElsewhere(found));
  if (isInAnotherStore) return storeChanged(titleOfMembership(properties), properties, oldProperties);
  switch (found.kind) {
    case 'CONFLICT':
    case 'FAILED': return callFailure(found, `looking up ${titleOfMembership(properties)}`);
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
  if (made.kind === 'REFUSED') {
    if (made.code !== 'MEMBERSHIP_PARTY_NOT_FOUND' || isUndoing === false) return made;
    // The pair that a rollback asks for may be gone for good: the stack gets back what it had, and what replaced it goes.
    return isUndoing ? nothing(predecessorOf(owned) ?? owned) : lookAt('ROLLBACK');
  }
  const isReplaced = made.output.id !== owned.id && !isSamePair(properties, oldProperties);
  return nothing(isReplaced ? { ...made.output, replaces: physicalResourceIdOf(owned) } : made.output);
}
