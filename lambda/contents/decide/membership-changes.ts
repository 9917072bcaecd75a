import type { MembershipLine } from '../../../lib/contract/contents';
import { nameForm } from '../../guard/same-text';
import type { DeclaredContents } from '../file/declared-contents';
import type { Entries, Entry } from '../ledger/entry';
import type { LedgerKeys } from '../ledger/keys';
import type { OtherNames } from './other-names';

/** A row of a membership that has to be looked at. Its keys are made when they are asked for: every row of a file may be one. */
export class MembershipRow {
  constructor(public readonly line: MembershipLine, public readonly entry: Entry | undefined, private readonly keys: LedgerKeys) {}

  public get key(): string {
    return this.keys.membership(this.line.group, this.line.userName);
  }

  /** The key of its group. */
  public get group(): string {
    return this.keys.group(this.line.group);
  }

  /** The key of its user. */
  public get user(): string {
    return this.keys.user(this.line.userName);
  }
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
  /** What is taken back was brought after this sequence. */
  readonly undoneAfter: number;
  /** Of the contents that are brought. */
  readonly sequence: number;
}

/** The memberships whose rows aren't as the ledger has them. Users and groups are as declared by now, so their ids are known. */
export function membershipChanges(
  { memberships }: DeclaredContents, names: OtherNames, entries: Entries, keys: LedgerKeys, how: HowCompared,
): MembershipChanges {
  const { isVerified, isUndoing, sequence } = how;
  const rows: MembershipRow[] = [];
  const restated: Entry[] = [];
  const held = new Set<string>();
  for (const line of memberships) {
    const key = keys.membership(line.group, line.userName);
    const [otherGroup, otherUser] = [names.groups.get(nameForm(line.group)), names.users.get(nameForm(line.userName))];
    const isRenamed = otherGroup !== undefined || otherUser !== undefined;
    const otherKey = isRenamed ? keys.membership(otherGroup ?? line.group, otherUser ?? line.userName) : key;
    const entry = entries.get('membership', key) ?? entries.get('membership', otherKey);
    if (entry) held.add(entry.key);
    const row = new MembershipRow(line, entry, keys);
    const isLeft = entry !== undefined && entry.state !== 'declared' && !isUndoing;
    const isLookedAt = entry !== undefined && (isVerified || entry.isUnsure === true) && entry.looked !== sequence;
    if (!entry || isLeft || isLookedAt || entry.key !== key || isBetweenOthers(entry, row, entries, keys)) rows.push(row);
    else {
      const now = restatedEntry(entry, how);
      if (now.state !== entry.state || now.ownership !== entry.ownership) restated.push(now);
    }
  }
  return { rows, restated, gone: [...entries.of('membership').values()].filter(({ key, state }) => state === 'declared' && !held.has(key)) };
}

function restatedEntry(entry: Entry, { isOverwriting, isUndoing, undoneAfter, sequence }: HowCompared): Entry {
  const declared: Entry = { ...entry, state: 'declared' };
  if (isOverwriting) return entry.ownership === 'created' ? declared : { ...declared, ownership: 'created', taken: sequence };
  return isUndoing ? givenBack(declared, undoneAfter) : declared;
}

/** An entry that contents have only taken over which are taken back now is as before. */
export function givenBack({ taken, ...entry }: Entry, undoneAfter: number): Entry {
  return taken !== undefined && taken > undoneAfter ? { ...entry, ownership: 'adopted' } : { ...entry, ...(taken !== undefined && { taken }) };
}

/** What tells a membership between these two from one between others. */
export function partiesOf(keys: LedgerKeys, groupId: string, userId: string): string {
  return keys.of([groupId, userId]);
}

/** Whether the user or the group of an entry was made anew, as far as both have a row. */
function isBetweenOthers(entry: Entry, { group, user }: MembershipRow, entries: Entries, keys: LedgerKeys): boolean {
  const [groupId, userId] = [entries.get('group', group), entries.get('user', user)].map((each) => each?.state === 'declared' ? each.id : undefined);
  return groupId !== undefined && userId !== undefined && entry.parties !== partiesOf(keys, groupId, userId);
}
