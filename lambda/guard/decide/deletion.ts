import type { StackView } from '../stack-view';

/** Whether what this resource has created goes with it: not if another resource of the stack holds it, or if nobody waits for that any more. */
export function decideDeletion({ isOvertaken, holder }: StackView): 'DELETE' | 'KEEP' {
  return isOvertaken || holder ? 'KEEP' : 'DELETE';
}
