import type { GroupMembershipResource } from '../../identity-store/group-membership';
import type { Result } from '../../guard/result';
import { MembershipRow, partiesOf } from '../decide/membership-changes';
import { Change, goneFrom } from '../ledger/entry';
import type { MemberLists } from './member-lists';
import type { Parties } from './parties';
import { TaskList, taskList } from './task-list';
import { lookedAt, Work } from './work';

/** The tasks that bring memberships to their rows: each by the same steps as a construct of its own. */
export function membershipTasks(
  work: Work, resource: GroupMembershipResource, parties: Parties, lists: MemberLists, rows: readonly MembershipRow[],
): TaskList {
  const { contents: { store, membershipConflictPolicy: policy }, session, asker, uncertain, keys, sequence, log } = work;
  const isOverwriting = policy === 'OVERWRITE';
  // What is only taken over is told from what is made: a rollback mustn't remove it.
  const ConflictPolicy = isOverwriting ? 'ADOPT' : policy;
  return taskList(rows, (row) => ({
    intent: { kind: 'membership', key: row.key, does: 'create', sequence },
    run: async () => {
      const { line, key, group, entry } = row;
      const ids = await idsOf(work, parties, row);
      const attempt = uncertain.get(key);
      const unanswered = attempt ? [attempt] : [];
      // Nothing was made if every call was answered.
      const unmade = (): Change[] => entry || unanswered.length > 0 ? [] : [goneFrom({ kind: 'membership', key })];
      if (ids.kind === 'REFUSED') {
        log.failed(line, key, ids);
        return unmade();
      }
      await lists.ready(line.group);
      const { GroupId, UserId } = ids.output;
      const properties = { ...store, GroupId, UserId, ConflictPolicy };
      const isSamePair = entry?.parties === partiesOf(keys, GroupId, UserId);
      const made = entry && entry.ownership !== 'foreign' && isSamePair
        ? await resource.update({ session, asker, properties, oldProperties: properties, owned: { ownership: entry.ownership, id: entry.id } })
        : await resource.create({ session, asker, properties, unanswered });
      if (made.kind === 'REFUSED') {
        log.failed(line, key, made);
        return unmade();
      }
      const { id, ownership } = made.owned;
      const kept = entry?.id === id ? entry : undefined;
      const taken = isOverwriting && ownership !== 'created' ? sequence : kept?.taken;
      return [
        ...(entry && entry.key !== key ? [goneFrom(entry)] : []),
        {
          kind: 'membership', key, id, ownership: ownership === 'created' || isOverwriting ? 'created' : 'adopted', since: kept?.since ?? sequence, declared: '',
          state: 'declared', ...lookedAt(work), ...(taken !== undefined && { taken }), group, parties: partiesOf(keys, GroupId, UserId),
        },
      ];
    },
  }));
}

/** The ids of both, or why one of them isn't there: then its own row says it. */
async function idsOf(
  { log }: Work, parties: Parties, { line, group, user }: MembershipRow,
): Promise<Result<{ readonly GroupId: string; readonly UserId: string }>> {
  const failed = log.failureOf(group) ?? log.failureOf(user);
  if (failed) return failed;
  const groupId = await parties.idOf('group', line.group);
  if (groupId.kind === 'REFUSED') return groupId;
  const userId = await parties.idOf('user', line.userName);
  return userId.kind === 'REFUSED' ? userId : { kind: 'DONE', output: { GroupId: groupId.output, UserId: userId.output } };
}
