import { callFailure } from '../guard/call-failure';
import { decideDeletion } from '../guard/decide/deletion';
import type { Failure } from '../guard/failure';
import type { StackKnowledge } from '../guard/own-stack';
import { lookingForHolderOf } from '../guard/stack-view';
import { DeleteRequest, Released, released } from './resource';

/**
 * Deletes what this resource has created, unless another resource of the stack holds it.
 *
 * @param entity as messages name it
 */
export async function deleteUnlessHeld(
  ownStack: StackKnowledge, { session, asker, owned }: DeleteRequest<unknown>, entity: string, remove: () => Promise<Released | Failure>,
): Promise<Released | Failure> {
  const stack = await ownStack.look(session, asker, { holder: { id: owned.id, forSure: true } });
  if (stack.kind !== 'DONE') return callFailure(stack, lookingForHolderOf(entity));
  switch (decideDeletion(stack.output)) {
    case 'DELETE': return remove();
    case 'KEEP': return released('KEPT');
  }
}
