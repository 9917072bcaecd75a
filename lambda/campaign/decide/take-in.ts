import { Change, Entry, moved, newEntry, withoutToldState } from '../ledger/entry';
import { nameOfRow, Row } from '../roster';
import type { KnownRow } from './due';
import { DUPLICATE, needsMembers, nextEntry } from './next-entry';
import type { Seen, SeenMember } from './seen';

/** Whether the accounts have to be listed before anything can be said of some row. */
export function asksForMembers(entries: ReadonlyMap<string, Entry>, invitations: Seen['invitations']): boolean {
  return [...entries.values()].some((entry) => needsMembers(entry, invitations.get(entry.key)));
}

/** The ids of accounts that were members and aren't in the list of accounts, by their keys. */
export function departedIn(entries: ReadonlyMap<string, Entry>, members: ReadonlyMap<string, SeenMember>): ReadonlyMap<string, string> {
  const departed = [...entries.values()].flatMap(({ key, state, accountId }): [string, string][] =>
    (state === 'JOINED' || state === 'PLACED') && accountId !== undefined && !members.has(key) ? [[key, accountId]] : []);
  return new Map(departed);
}

/** Takes in what was seen: the entries of all rows as they are now. */
export function takeIn(
  rows: readonly Row[], before: ReadonlyMap<string, Entry>, seen: Seen, accounts: ReadonlyMap<string, string>, now: number,
): readonly KnownRow[] {
  const known = rows.map((row): KnownRow => {
    const { key, generation } = row;
    const member = seen.members ? seen.members.get(key) : 'UNKNOWN' as const;
    const entry = withoutToldState(before.get(key) ?? newEntry(key, now, generation));
    return { row, entry: nextEntry(entry, { invitation: seen.invitations.get(key), member, generation, now }) };
  });
  return withoutDuplicates(known, accounts, now);
}

/** What is remembered of rows that have gone, as it is now. */
export function takeInGone(rows: readonly Row[], before: ReadonlyMap<string, Entry>, { invitations, members }: Pick<Seen, 'invitations' | 'members'>, now: number): readonly Entry[] {
  const present = new Set(rows.map(({ key }) => key));
  return [...before.values()].filter(({ key }) => !present.has(key)).map((entry) => withToldState(entry, nextEntry(entry, {
    invitation: invitations.get(entry.key), member: members ? members.get(entry.key) : 'UNKNOWN', generation: entry.generation, now,
  })));
}

/** Nobody is told of a row that has gone before it is in the roster again. */
function withToldState({ state, toldState = state }: Entry, now: Entry): Entry {
  if (now.state === toldState) return withoutToldState(now);
  return now.toldState === toldState ? now : { ...now, toldState };
}

/** Rows by the id and by the address of one account are one account. */
function withoutDuplicates(known: readonly KnownRow[], accounts: ReadonlyMap<string, string>, now: number): readonly KnownRow[] {
  const first = new Set<string>();
  return known.map((each) => {
    const { row, entry } = each;
    const accountId = row.account ?? entry.accountId ?? accounts.get(row.key);
    if (accountId === undefined) return each;
    if (first.has(accountId)) {
      return entry.state === 'LEFT' || entry.code === DUPLICATE ? each : { row, entry: moved(entry, 'SKIPPED', now, { code: DUPLICATE, accountId }) };
    }
    first.add(accountId);
    // The row before it has gone. An account is only known in two rows once it has joined.
    return entry.code === DUPLICATE ? { row, entry: moved(entry, 'JOINED', now, { accountId }) } : each;
  });
}

/** The rows that have come into another state. */
export function changesBetween(before: ReadonlyMap<string, Entry>, known: readonly KnownRow[]): readonly Change[] {
  return known.flatMap(({ row, entry }) => {
    const { state = 'QUEUED', toldState: from = state } = before.get(row.key) ?? {};
    return from === entry.state ? [] : [changeOf(row, from, entry)];
  });
}

export function changeOf(row: Row, from: Change['from'], { state, code, accountId, handshakeId }: Entry): Change {
  return {
    row: row.row, name: nameOfRow(row), from, to: state,
    ...(code !== undefined && { code }), ...(accountId !== undefined && { accountId }), ...(handshakeId !== undefined && { handshakeId }),
  };
}
