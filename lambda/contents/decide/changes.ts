import type { GroupLine, UserLine } from '../../../lib/contract/contents';
import type { DeclaredContents } from '../file/declared-contents';
import type { Entries, Entry } from '../ledger/entry';
import type { LedgerKeys } from '../ledger/keys';
import type { OtherNames } from './other-names';

/** A row of a user or group that has to be looked at. */
export interface EntityRow<Line extends UserLine | GroupLine = UserLine | GroupLine> {
  readonly line: Line;
  readonly key: string;
  /** What is to be told from another declaration of it. */
  readonly hash: string;
  /** What the ledger has of it, perhaps under its former name. */
  readonly entry: Entry | undefined;
}

export interface EntityChanges {
  readonly users: readonly EntityRow<UserLine>[];
  readonly groups: readonly EntityRow<GroupLine>[];
  /** Entries of users and groups that no row declares any more. */
  readonly gone: readonly Entry[];
}

/**
 * The users and groups whose rows aren't as the ledger has them.
 *
 * @param isVerified whether all rows are to be looked at, also those that haven't changed
 * @param sequence of the contents that are brought
 */
export function entityChanges(
  declared: DeclaredContents, names: OtherNames, entries: Entries, keys: LedgerKeys, isVerified: boolean, sequence: number,
): EntityChanges {
  const users = [...declared.users].map(([name, line]) =>
    rowOf(line, entries, keys, (each) => keys.user(each), [line.attributes.UserName, names.users.get(name)]));
  const groups = [...declared.groups].map(([name, line]) =>
    rowOf(line, entries, keys, (each) => keys.group(each), [line.attributes.DisplayName, names.groups.get(name)]));
  const held = new Set([...users, ...groups].flatMap(({ entry }) => entry?.key ?? []));
  const isChanged = ({ key, hash, entry }: EntityRow): boolean =>
    entry?.state !== 'declared' || entry.key !== key || entry.declared !== hash || ((isVerified || entry.isUnsure === true) && entry.looked !== sequence);
  return {
    users: users.filter(isChanged),
    groups: groups.filter(isChanged),
    gone: [...entries.of('user').values(), ...entries.of('group').values()].filter(({ key, state }) => state === 'declared' && !held.has(key)),
  };
}

function rowOf<Line extends UserLine | GroupLine>(
  line: Line, entries: Entries, keys: LedgerKeys, keyOf: (name: string) => string, [name, other]: readonly [string, string | undefined],
): EntityRow<Line> {
  const key = keyOf(name);
  const entry = entries.get(line.kind, key) ?? (other === undefined ? undefined : entries.get(line.kind, keyOf(other)));
  return { line, key, hash: keys.of(line.attributes), entry };
}
