import { decideDeletion } from '../../guard/decide/deletion';
import { Look, lookAt } from '../../guard/decide/decision';
import { isRollingBack, StackView } from '../../guard/stack-view';

/** What was seen of the stacks that an invitation is deleted with. */
export interface SeenStacks {
  readonly own: StackView;
  /** The stack at the top, if the own one is nested in it, once it was looked at; without a status if it can't be read. */
  readonly root?: StackView;
}

/** The statuses in which a stack removes its resources for good. */
const REMOVING: readonly string[] = ['DELETE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'];

/**
 * Whether a pending invitation is canceled. It isn't in a rollback: what failed later must not use up the daily allowance. A nested stack only says that it is
 * deleted. The stack at the top says why.
 */
export function decideInvitationDeletion({ own, root }: SeenStacks, isNested: boolean): { readonly kind: 'DELETE' | 'KEEP' } | Look<'ROOT'> {
  if (decideDeletion(own) === 'KEEP' || isRollingBack(own)) return { kind: 'KEEP' };
  if (!isNested) return { kind: 'DELETE' };
  if (!root) return lookAt('ROOT');
  return { kind: REMOVING.some((status) => status === root.status) ? 'DELETE' : 'KEEP' };
}
