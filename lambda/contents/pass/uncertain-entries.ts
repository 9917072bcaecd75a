import type { GroupLine, UserLine } from '../../../lib/contract/contents';
import type { GroupProperties, UserProperties } from '../../../lib/contract/identity-store';
import { CallResult, done } from '../../guard/result';
import { isOwnLostCreate } from '../../identity-store/declared-entity';
import { AnyLine, DeclaredContents, NOTHING_DECLARED } from '../file/declared-contents';
import { partiesOf } from '../decide/membership-changes';
import { Change, goneFrom } from '../ledger/entry';
import type { Attempt } from '../ledger/journal';
import type { LedgerKeys } from '../ledger/keys';
import type { Parties } from './parties';
import type { Resources } from './resources';
import type { Work } from './work';

/**
 * What calls have made all the same whose answers nobody has read: the function ended, and its event was overtaken by one with another file. They are found by
 * the file of then, and judged by the same evidence as an answer that was lost.
 *
 * @param filesBySequence the files of earlier contents
 */
export async function uncertainEntries(
  work: Work, resources: Resources, parties: Parties, filesBySequence: ReadonlyMap<number, DeclaredContents>,
): Promise<readonly Change[]> {
  const attempts = [...work.uncertain.values()].filter(({ does, kind, key }) => does === 'create' && !work.entries.get(kind, key));
  const rows = rowsOf(work, attempts, filesBySequence);
  const found: Change[] = [];
  for (let start = 0; start < attempts.length; start += AT_ONCE) {
    const some = attempts.slice(start, start + AT_ONCE);
    // Without its row nobody will ever know.
    const changes = some.map((attempt) => {
      const line = rows.get(attempt.key);
      return line ? changeOf(work, resources, parties, line, attempt) : goneFrom(attempt);
    });
    found.push(...(await Promise.all(changes)).filter((change) => change !== undefined));
  }
  return found;
}

/** How many are looked up at the same time. */
const AT_ONCE = 8;

/** The rows of attempts by their keys; each file is gone through once. */
function rowsOf({ keys }: Work, attempts: readonly Attempt[], filesBySequence: ReadonlyMap<number, DeclaredContents>): ReadonlyMap<string, AnyLine> {
  const wanted = new Set(attempts.map(({ key }) => key));
  const rows = new Map<string, AnyLine>();
  for (const sequence of new Set(attempts.map((attempt) => attempt.sequence))) {
    const { users, groups, memberships } = filesBySequence.get(sequence) ?? NOTHING_DECLARED;
    for (const line of [...users.values(), ...groups.values(), ...memberships]) {
      const key = keyOf(keys, line);
      if (wanted.has(key)) rows.set(key, line);
    }
  }
  return rows;
}

function keyOf(keys: LedgerKeys, line: AnyLine): string {
  switch (line.kind) {
    case 'user': return keys.user(line.attributes.UserName);
    case 'group': return keys.group(line.attributes.DisplayName);
    case 'membership': return keys.membership(line.group, line.userName);
  }
}

/** The entry, or that there is none; nothing if that couldn't be found out. */
async function changeOf(work: Work, resources: Resources, parties: Parties, line: AnyLine, attempt: Attempt): Promise<Change | undefined> {
  const { key, kind, sequence } = attempt;
  const common = { kind, key, ownership: 'created', since: sequence, state: 'declared' } as const;
  const { keys } = work;
  if (line.kind !== 'membership') {
    const own = await ownEntity(work, resources, line, attempt);
    if (own.kind !== 'DONE') return undefined;
    return own.output === undefined ? goneFrom(attempt) : { ...common, id: own.output, declared: keys.of(line.attributes) };
  }
  const [group, user] = [await parties.named('group', line.group), await parties.named('user', line.userName)];
  if (group.kind !== 'DONE' || user.kind !== 'DONE') return undefined;
  if (group.output === undefined || user.output === undefined) return goneFrom(attempt);
  const own = await resources.membership.ownLostCreate({
    session: work.session, properties: { ...work.contents.store, GroupId: group.output, UserId: user.output },
  }, [attempt]);
  if (own.kind !== 'DONE') return undefined;
  if (own.output === undefined) return goneFrom(attempt);
  return { ...common, id: own.output, declared: '', group: keys.group(line.group), parties: partiesOf(keys, group.output, user.output) };
}

async function ownEntity(
  { session, asker, contents: { store, conflictPolicy: ConflictPolicy } }: Work, resources: Resources, line: UserLine | GroupLine, attempt: Attempt,
): Promise<CallResult<string | undefined>> {
  const kind = line.kind === 'user' ? resources.userKind : resources.groupKind;
  const properties = { ...line.attributes, ...store, ConflictPolicy } as unknown as UserProperties & GroupProperties;
  const live = await kind.findNamed({ session, asker, properties });
  if (live.kind === 'MISSING') return done(undefined);
  return live.kind === 'DONE' ? done(isOwnLostCreate(kind.declared(properties), live.output, [attempt]) ? live.output.id : undefined) : live;
}
