import type { GroupMembershipProperties } from '../../../lib/contract/identity-store';
import type { AwsError } from '../../errors/aws-error';
import { Look, lookAt, Nothing, nothing } from '../../guard/decide/decision';
import { Failure, failure } from '../../guard/failure';
import type { StackView } from '../../guard/stack-view';
import { titleOfMembership } from '../membership-declaration';

/** What was seen of a membership that a create conflicts with. */
export interface SeenMembership {
  readonly id: string;
  /** Whether an attempt of this very create has made it. */
  readonly isOwn?: boolean;
  /** Which resource of the own stack holds it. */
  readonly stack?: StackView;
}

/** The membership is ours, another construct's of this stack, or somebody else's. */
export function decideMembershipAdoption(
  properties: GroupMembershipProperties, { id, isOwn, stack }: SeenMembership, conflict: AwsError,
): Nothing | Failure | Look<'OWN' | 'HOLDER'> {
  const { ConflictPolicy: conflictPolicy } = properties;
  // Overwriting takes ownership, whoever has it.
  if (conflictPolicy === 'OVERWRITE' || isOwn) return nothing({ ownership: 'created', id });
  if (isOwn === undefined) return lookAt('OWN');
  if (!stack) return lookAt('HOLDER');
  if (!stack.holder && conflictPolicy === 'FAIL') return failure('ALREADY_EXISTS', { entity: titleOfMembership(properties), id }, conflict);
  return nothing({ ownership: stack.holder?.ownership ?? 'adopted', id });
}
