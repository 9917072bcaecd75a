import type { Handshake } from '@aws-sdk/client-organizations';
import { Look, lookAt, Nothing, nothing } from '../../guard/decide/decision';
import type { StackView } from '../../guard/stack-view';

/** What was seen of a pending invitation of the target. */
export interface SeenInvitation {
  /** Whether an attempt of this very create has sent it. */
  readonly isOwn: boolean;
  /** Which resource of the own stack holds it. */
  readonly stack?: StackView;
}

/** The invitation is ours, another construct's of this stack, or somebody else's. */
export function decideInvitationAdoption({ Id: id = '' }: Handshake, { isOwn, stack }: SeenInvitation): Nothing | Look<'HOLDER'> {
  if (isOwn) return nothing({ ownership: 'created', id });
  return stack ? nothing({ ownership: stack.holder?.ownership ?? 'adopted', id }) : lookAt('HOLDER');
}
