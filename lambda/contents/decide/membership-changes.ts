import type { MembershipLine } from '../../../lib/contract/contents';
import { nameForm } from '../../guard/same-text';
import type { DeclaredContents } from '../file/declared-contents';
import type { Entries, Entry } from '../ledger/entry';
import type { LedgerKeys } from '../ledger/keys';
import { formerNames } from './changes';

/** A row of a membership that has to be looked at. */
export interface MembershipRow {
  readonly line: MembershipLine;
  readonly key: string;
  /** The keys of its group and its user. */
  readonly group: string;
  readonly user: string;
  readonly entry: Entry | undefined;
}

export interface MembershipChanges {
  readonly rows: readonly MembershipRow[];
  /** Entries of which only the ledger changes. */
  readonly restated: readonly Entry[];
  /** Entries that no row declares any more. */
  readonly gone: readonly Entry[];
}

export interface HowCompared {
  readonly isVerified: boolean;
  /** Whether memberships that were only adopted are taken over. */
  readonly isOverwriting: boolean;
  /** Whether an update is taken back: what it has left out is still there. */
  readonly isUndoing: boolean;
}

/** The memberships whose rows aren't as the ledger has them. Users and groups are as declared by now, so their ids are known. */
export function membershipChanges(
  { users, groups, memberships }: DeclaredContents, entries: Entries, keys: LedgerKeys, { isVerified, isOverwriting, isUndoing }: HowCompared,
): MembershipChanges {
  const [formerUsers, formerGroups] = [formerNames(users), formerNames(groups)];
  const rows: MembershipRow[] = [];
  const restated: Entry[] = [];
  const held = new Set<string>();
  for (const line of memberships) {
    const key = keys.membership(line.group, line.userName);
    const [formerGroup, formerUser] = [formerGroups.get(nameForm(line.group)), formerUsers.get(nameForm(line.userName))];
    const isRenamed = formerGroup !== undefined || formerUser !== undefined;
    const formerKey = isRenamed ? keys.membership(formerGroup ?? line.group, formerUser ?? line.userName) : key;
    const entry = entries.get('membership', key) ?? entries.get('membership', formerKey);
    if (entry) held.add(entry.key);
    const row: MembershipRow = { line, key, group: keys.group(line.group), user: keys.user(line.userName), entry };
    const isLeft = entry !== undefined && entry.state !== 'declared' && !isUndoing;
    if (!entry || isVerified || isLeft || entry.key !== key || isBetweenOthers(entry, row, entries, keys)) rows.push(row);
    else if (entry.state !== 'declared' || (isOverwriting && entry.ownership !== 'created')) {
      restated.push({ ...entry, state: 'declared', ...(isOverwriting && { ownership: 'created' }) });
    }
  }
  return { rows, restated, gone: [...entries.of('membership').values()].filter(({ key, state }) => state === 'declared' && !held.has(key)) };
}

/** What tells a membership between these two from one between others. */
export function partiesOf(keys: LedgerKeys, groupId: string, userId: string): string {
  return keys.of([groupId, userId]);
}

/** Whether the user or the group of an entry was made anew, as far as the ledger knows both. */
function isBetweenOthers(entry: Entry, { group, user }: MembershipRow, entries: Entries, keys: LedgerKeys): boolean {
  const [groupId, userId] = [entries.get('group', group)?.id, entries.get('user', user)?.id];
  return groupId !== undefined && userId !== undefined && entry.parties !== partiesOf(keys, groupId, userId);
}
