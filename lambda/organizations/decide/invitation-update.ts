import type { Handshake } from '@aws-sdk/client-organizations';
import type { AccountInvitationProperties } from '../../../lib/contract/organizations';
import { CREATE, Create, Look, lookAt, Nothing, nothing, Update, update } from '../../guard/decide/decision';
import { Owned, physicalResourceIdOf, predecessorOf } from '../../guard/ownership';
import type { StackView } from '../../guard/stack-view';
import { isFor, isForAnother, isPending } from '../handshake';
import type { Member } from '../member';
import { isSameTarget } from '../target';
import { decideInvitationAdoption } from './invitation-adoption';

/** An update of an invitation. */
export interface InvitationChange {
  readonly properties: AccountInvitationProperties;
  readonly oldProperties: AccountInvitationProperties;
  readonly owned: Owned;
}

/** What was seen of the declared target. */
export interface SeenTarget {
  readonly member: Member | undefined;
  /** Whether an address was looked for in the list of all accounts. */
  readonly isListed?: boolean;
  /** The handshakes that this resource knows, by their ids, as far as they were read; one that is gone has no state. */
  readonly handshakes: ReadonlyMap<string, Handshake>;
  /** Whether an update without rollback is under way, or may be. */
  readonly isWithoutRollback?: boolean;
  /** Whether another resource of the own stack holds the handshake that this one would stay with. */
  readonly isHeldByAnother?: boolean;
  /** Whether the stack is undoing an update. */
  readonly isUndoing?: boolean;
  /** In a rollback, the pending invitation of the target. */
  readonly pending?: Handshake | 'NONE';
  /** Which resource of the own stack holds that. */
  readonly stack?: StackView;
}

/** What this resource stands for, as it is now. */
export interface Known {
  readonly owned: Owned;
  readonly member?: Member;
  readonly handshake?: Handshake;
}

/** A member that is to get its tags. */
export interface Tagging extends Update<Member> {
  readonly known: Known;
  /** Whether the update may do without the tags. */
  readonly isOptional: boolean;
}

/** The resource stays with what it knows. */
export interface Staying extends Nothing {
  readonly known: Known;
}

export type LackingOfTarget = { readonly handshakeId: string } | { readonly otherHolderOf: string } | 'WITHOUT_ROLLBACK' | 'ROLLBACK' | 'LIST' | 'PENDING' | 'HOLDER';

/** Brings the resource to its declared target: what it knows of it, or a new invitation. */
export function decideInvitationUpdate(change: InvitationChange, seen: SeenTarget): Create | Tagging | Staying | Look<LackingOfTarget> {
  return sameMember(change, seen) ?? knownOf(change, seen) ?? decideAnew(change, seen);
}

/** Another target is another invitation, which remembers what it replaces. */
export function replacing({ properties, oldProperties, owned }: InvitationChange, made: Owned): Owned {
  const isReplaced = made.id !== owned.id && !isSameTarget(properties.Target, oldProperties.Target);
  return isReplaced ? { ...made, replaces: physicalResourceIdOf(owned) } : made;
}

/** What a rollback goes back to without asking AWS for it: the resource itself, or its predecessor if that one had the target. */
export function kept({ properties: { Target: target }, oldProperties, owned }: InvitationChange, member?: Member): Known {
  const before = isSameTarget(target, oldProperties.Target) ? owned : predecessorOf(owned) ?? owned;
  return member ? { owned: before, member } : { owned: before };
}

/**
 * The same target as before, which is a member. Its invitation is only read after an update that may have failed without rollback: the old properties then have
 * the target of that update, and the id has the one from before. Otherwise the resource keeps its id, also if its invitation is gone.
 */
function sameMember(change: InvitationChange, seen: SeenTarget): Tagging | Staying | Look<LackingOfTarget> | undefined {
  const { properties: { Target: target }, oldProperties, owned } = change;
  const { member, handshakes, isWithoutRollback } = seen;
  if (!member || !isSameTarget(target, oldProperties.Target)) return undefined;
  if (owned.ownership === 'member') return owned.id === member.id ? staying({ owned, member }) : undefined;
  const handshake = handshakes.get(owned.id);
  if (!handshake && isWithoutRollback === undefined) return lookAt('WITHOUT_ROLLBACK');
  if (!handshake && isWithoutRollback) return lookAt({ handshakeId: owned.id });
  if (!handshake) return staying({ owned, member });
  return isForAnother(handshake, target) ? undefined : stayingUnlessHeld(change, seen, { owned, member });
}

/**
 * A member stays with its handshake, unless another resource holds it. It may have been sent to the address of an account that is declared by its id now: once
 * it is accepted it may show the id. A resource that declares the address may have taken it over before that. In a rollback that one is about to go.
 */
function stayingUnlessHeld(
  { properties: { Target: target } }: InvitationChange, { isHeldByAnother, isUndoing }: SeenTarget, known: Known,
): Tagging | Staying | Look<LackingOfTarget> | undefined {
  if (target.Email !== undefined) return staying(known);
  if (isHeldByAnother === undefined) return lookAt({ otherHolderOf: known.owned.id });
  if (!isHeldByAnother) return staying(known);
  if (isUndoing === undefined) return lookAt('ROLLBACK');
  return isUndoing ? staying(known) : undefined;
}

/** The known member or pending invitation that is the target: the resource's own, or its predecessor. */
function knownOf(change: InvitationChange, seen: SeenTarget): Tagging | Staying | Look<LackingOfTarget> | undefined {
  const { properties: { Target: target }, owned } = change;
  const { member, handshakes, isUndoing } = seen;
  const predecessor = predecessorOf(owned);
  for (const candidate of [owned, predecessor]) {
    if (!candidate) continue;
    if (candidate.ownership === 'member') {
      if (member?.id === candidate.id) return staying({ owned: candidate, member });
      continue;
    }
    const handshake = handshakes.get(candidate.id);
    if (!handshake) return lookAt({ handshakeId: candidate.id });
    if (!isFor(handshake, target)) continue;
    if (member) return stayingUnlessHeld(change, seen, { owned: candidate, member });
    if (!isPending(handshake)) continue;
    if (candidate === predecessor && isUndoing === undefined) return lookAt('ROLLBACK');
    // Going back to the predecessor replaces an invitation too. Another resource may be about to ask for that one.
    const isReplaced = candidate === predecessor && !isUndoing;
    return staying({ owned: isReplaced ? { ...candidate, replaces: physicalResourceIdOf(owned) } : candidate, handshake });
  }
  return undefined;
}

/**
 * A rollback sends no invitation. The old one may have been declined, or have expired, and the invitations of a day are limited. The rollback goes back to a
 * pending invitation, or keeps the id of one that has ended. A member gets its tags again if that can be done.
 */
function decideAnew(change: InvitationChange, { member, isListed, isUndoing, pending, stack }: SeenTarget): Create | Tagging | Staying | Look<LackingOfTarget> {
  if (isUndoing === undefined) return lookAt('ROLLBACK');
  if (!isUndoing) return CREATE;
  if (member) return { ...update(member), known: kept(change, member), isOptional: true };
  if (change.properties.Target.Email !== undefined && !isListed) return lookAt('LIST');
  if (pending === undefined) return lookAt('PENDING');
  if (pending === 'NONE') return staying(kept(change));
  const adoption = decideInvitationAdoption(pending, { isOwn: false, ...(stack && { stack }) });
  return adoption.kind === 'LOOK' ? adoption : staying({ owned: adoption.owned, handshake: pending });
}

function staying(known: Known): Tagging | Staying {
  return known.member ? { ...update(known.member), known, isOptional: false } : { ...nothing(known.owned), known };
}
