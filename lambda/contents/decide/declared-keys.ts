import { nameForm } from '../../guard/same-text';
import type { DeclaredContents } from '../file/declared-contents';
import type { LedgerKeys } from '../ledger/keys';
import { otherNames } from './other-names';

/** The keys that another ledger has for what a file declares, also under the names until now of those who are renamed. */
export function declaredKeys(file: DeclaredContents, keys: LedgerKeys): ReadonlySet<string> {
  const former = otherNames(file, []);
  const before = (names: ReadonlyMap<string, string>, name: string): string => names.get(nameForm(name)) ?? name;
  const users = [...file.users.values()].map(({ attributes: { UserName } }) => UserName);
  const groups = [...file.groups.values()].map(({ attributes: { DisplayName } }) => DisplayName);
  return new Set([
    ...users.flatMap((name) => [keys.user(name), keys.user(before(former.users, name))]),
    ...groups.flatMap((name) => [keys.group(name), keys.group(before(former.groups, name))]),
    ...file.memberships.flatMap(({ group, userName }) => [
      keys.membership(group, userName), keys.membership(before(former.groups, group), before(former.users, userName)),
    ]),
  ]);
}
