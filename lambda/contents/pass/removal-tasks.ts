import { Entry, EntryKind, goneFrom } from '../ledger/entry';
import type { Resources } from './resources';
import type { FailedRemoval } from './row-log';
import { TaskList, taskList } from './task-list';
import type { Work } from './work';

/** Memberships go before those whom they are about. */
const ORDER: readonly EntryKind[] = ['membership', 'user', 'group'];

/** The tasks that remove entries. What is gone already counts as removed, and what a provider owns by now is only released. */
export function removalTasks(
  { session, asker, sequence, contents: { store } }: Pick<Work, 'session' | 'asker' | 'sequence' | 'contents'>, resources: Resources, entries: readonly Entry[], failures: FailedRemoval[],
): TaskList {
  return taskList(ORDER.flatMap((kind) => entries.filter((entry) => entry.kind === kind)), (entry) => ({
    intent: { kind: entry.kind, key: entry.key, does: 'delete', sequence },
    run: async () => {
      const request = { session, asker, properties: { ...store, name: entry.id }, owned: { ownership: 'created' as const, id: entry.id } };
      const removed = await resources[entry.kind].delete(request);
      if (removed.kind === 'RELEASED') return [goneFrom(entry)];
      failures.push({ key: entry.key, failure: removed });
      return [];
    },
  }), true);
}
