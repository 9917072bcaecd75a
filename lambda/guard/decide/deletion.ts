import type { StackView } from '../stack-view';

/**
 * Whether to delete the entity that this resource has created. It is kept if another resource of the stack holds it, or if the stack has begun another
 * operation.
 */
export function decideDeletion({ isOvertaken, holder }: StackView): 'DELETE' | 'KEEP' {
  return isOvertaken || holder ? 'KEEP' : 'DELETE';
}
