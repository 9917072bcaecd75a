import { done } from '../guard/result';
import type { StackKnowledge } from '../guard/own-stack';

/**
 * What the entries of contents learn of their stack: which row of the file holds something, and that no other resource does. What a construct of the stack has
 * made is only adopted, so neither deletes what the other has made.
 *
 * @param rowHolding which row has an id, as messages name it
 */
export function stackAlone(isUndoing: boolean, rowHolding: (id: string) => string | undefined): StackKnowledge {
  return {
    look: async (_session, _asker, { holder }) => {
      // Whose an address is, the message says without this.
      const row = holder && !holder.amongOthers ? rowHolding(holder.id) : undefined;
      if (!holder || row === undefined) return done({});
      return done({ holder: { ownership: 'adopted', id: holder.id, logicalResourceId: row, changed: 0 }, staying: { template: 'NEW', stays: true, declared: {} } });
    },
    isUndoingUpdate: async () => done(isUndoing),
    isWithoutRollback: async () => done(false),
    lookForOrphan: async () => done({ isHeld: true }),
  };
}
