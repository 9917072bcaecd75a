import type { GroupLine, UserLine } from '../../../lib/contract/contents';
import { nameForm } from '../../guard/same-text';
import type { DeclaredContents } from '../file/declared-contents';
import type { Entries, Entry } from '../ledger/entry';
import type { LedgerKeys } from '../ledger/keys';

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
 */
export function entityChanges(declared: DeclaredContents, entries: Entries, keys: LedgerKeys, isVerified: boolean): EntityChanges {
  const users = [...declared.users.values()].map((line) => rowOf(line, keys.user(line.attributes.UserName), entries, formerKeyOf(line, keys), keys));
  const groups = [...declared.groups.values()].map((line) => rowOf(line, keys.group(line.attributes.DisplayName), entries, formerKeyOf(line, keys), keys));
  const held = new Set([...users, ...groups].flatMap(({ entry }) => entry?.key ?? []));
  const isChanged = ({ key, hash, entry }: EntityRow): boolean =>
    isVerified || entry?.state !== 'declared' || entry.key !== key || entry.declared !== hash;
  return {
    users: users.filter(isChanged),
    groups: groups.filter(isChanged),
    gone: [...entries.of('user').values(), ...entries.of('group').values()].filter(({ key, state }) => state === 'declared' && !held.has(key)),
  };
}

function rowOf<Line extends UserLine | GroupLine>(line: Line, key: string, entries: Entries, formerKey: string | undefined, keys: LedgerKeys): EntityRow<Line> {
  const former = formerKey === undefined ? undefined : entries.get(line.kind, formerKey);
  return { line, key, hash: keys.of(line.attributes), entry: entries.get(line.kind, key) ?? former };
}

function formerKeyOf(line: UserLine | GroupLine, keys: LedgerKeys): string | undefined {
  if (line.formerName === undefined) return undefined;
  return line.kind === 'user' ? keys.user(line.formerName) : keys.group(line.formerName);
}

/** The names until now of what is renamed, by the names from now on, so that memberships are known under both. */
export function formerNames(lines: ReadonlyMap<string, UserLine | GroupLine>): ReadonlyMap<string, string> {
  const renamed = [...lines].flatMap(([name, { formerName }]): [string, string][] => formerName === undefined ? [] : [[name, formerName]]);
  return new Map(renamed.map(([name, former]) => [nameForm(name), former]));
}
