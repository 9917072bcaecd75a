import type { StackView } from '../stack-view';

/** Whether what this resource has created goes with it: not if another resource of the stack holds it. */
export function decideDeletion({ holder }: StackView): 'DELETE' | 'KEEP' {
  return holder ? 'KEEP' : 'DELETE';
}
