import { done } from '../guard/result';
import type { StackKnowledge } from '../guard/own-stack';

/**
 * What the entries of contents learn of their stack: that no other resource holds anything. What a construct of the stack has made is only adopted, so neither
 * deletes what the other has made.
 */
export function stackAlone(isUndoing: boolean): StackKnowledge {
  return {
    look: async () => done({}),
    isUndoingUpdate: async () => done(isUndoing),
    isWithoutRollback: async () => done(false),
    lookForOrphan: async () => done({ isHeld: true }),
  };
}
