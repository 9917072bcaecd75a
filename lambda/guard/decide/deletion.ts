import { isRollingBack, StackView } from '../stack-view';

/** Whether what this resource has created goes with it: not if another resource of the stack holds it, or if nobody waits for that any more. */
export function decideDeletion(stack: StackView, { keepsInRollback = false } = {}): 'DELETE' | 'KEEP' {
  return stack.isOvertaken || stack.holder || (keepsInRollback && isRollingBack(stack)) ? 'KEEP' : 'DELETE';
}
