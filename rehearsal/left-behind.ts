import { joinedChanges } from './changes';
import type { JournalEntry, Write } from './journal';
import type { ResourcePlan, Verb } from './plan';

/** What an operation has written and not undone, by what it wrote it for. */
export interface Remaining {
  readonly logicalId: string;
  readonly id: string;
  readonly verb: Verb;
  readonly changes: ResourcePlan['changes'];
}

const MAKING = /^(Create|Invite|Enable)/;
const ENDING = /^(Delete|Cancel)/;

/**
 * What is different from before once everything is undone that is undone.
 *
 * @param isThere whether there is still such an entity: a membership goes with its user and its group
 */
export function leftBehind(entries: readonly JournalEntry[], isThere: (id: string) => boolean): Remaining[] {
  const writesById = new Map<string, { readonly logicalId: string; readonly writes: Write[] }>();
  for (const { logicalId, writes } of entries) {
    for (const write of writes) {
      const known = writesById.get(write.id) ?? { logicalId, writes: [] };
      known.writes.push(write);
      writesById.set(write.id, known);
    }
  }
  return [...writesById].flatMap(([id, { logicalId, writes }]): Remaining[] => {
    const isMade = writes.some(({ operation }) => MAKING.test(operation));
    const isEnded = writes.some(({ operation }) => ENDING.test(operation)) || (isMade && !isThere(id));
    const changes = joinedChanges(writes.flatMap((write) => write.changes));
    if (isMade === isEnded) return isMade || changes.length === 0 ? [] : [{ logicalId, id, verb: 'changes', changes }];
    return [{ logicalId, id, verb: isMade ? 'creates' : 'deletes', changes }];
  });
}
