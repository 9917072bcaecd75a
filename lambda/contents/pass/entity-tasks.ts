import type { GroupLine, UserLine } from '../../../lib/contract/contents';
import type { GuardedProperties } from '../../../lib/contract/identity-store';
import type { EntityResource } from '../../identity-store/entity-resource';
import type { EntityRow } from '../decide/changes';
import { goneFrom } from '../ledger/entry';
import { TaskList, taskList } from './task-list';
import { lookedAt, Work } from './work';

type Line = UserLine | GroupLine;

/** The tasks that bring users, or groups, to their rows: each by the same steps as a construct of its own. */
export function entityTasks<Properties extends GuardedProperties>(
  work: Work, resource: EntityResource<Properties>, rows: readonly EntityRow[],
): TaskList {
  const { contents: { store, conflictPolicy }, session, asker, uncertain, sequence, log, former } = work;
  const propertiesOf = (line: Line): Properties => ({ ...line.attributes, ...store, ConflictPolicy: conflictPolicy }) as unknown as Properties;
  return taskList(rows, ({ line, key, hash, entry }) => ({
    intent: { kind: line.kind, key, does: entry ? 'update' : 'create', sequence },
    run: async () => {
      const properties = propertiesOf(line);
      const attempt = uncertain.get(key);
      const unanswered = attempt ? [attempt] : [];
      const made = entry && entry.ownership !== 'foreign'
        ? await resource.update({
            session, asker, properties, oldProperties: propertiesOf(former.rowOf(entry) ?? line), owned: { ownership: entry.ownership, id: entry.id },
          })
        : await resource.create({ session, asker, properties, unanswered });
      if (made.kind === 'REFUSED') {
        log.failed(line, key, made);
        // Nothing was made if every call was answered.
        return entry || unanswered.length > 0 ? [] : [goneFrom({ kind: line.kind, key })];
      }
      const { id, ownership } = made.owned;
      const isKept = entry?.id === id;
      return [
        ...(entry && entry.key !== key ? [goneFrom(entry)] : []),
        {
          kind: line.kind, key, id, ownership: ownership === 'created' ? 'created' : 'adopted', since: isKept ? entry.since : sequence, declared: hash,
          state: 'declared', ...lookedAt(work),
        },
      ];
    },
  }));
}
