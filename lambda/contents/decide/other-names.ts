import type { GroupLine, UserLine } from '../../../lib/contract/contents';
import { nameForm } from '../../guard/same-text';
import type { DeclaredContents } from '../file/declared-contents';

/** The other names under which the ledger may have users and groups, by those of the file that is followed, in the form in which names are compared. */
export interface OtherNames {
  readonly users: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
}

/**
 * Who is renamed is known under the former name. A rollback that takes a renaming back finds who it was under the new one.
 *
 * @param undone the files that are taken back
 */
export function otherNames({ users, groups }: DeclaredContents, undone: readonly DeclaredContents[]): OtherNames {
  return {
    users: new Map([...undone.flatMap((file) => laterNames(file.users)), ...formerNames(users)]),
    groups: new Map([...undone.flatMap((file) => laterNames(file.groups)), ...formerNames(groups)]),
  };
}

type Lines = ReadonlyMap<string, UserLine | GroupLine>;

function formerNames(lines: Lines): [string, string][] {
  return [...lines].flatMap(([name, { formerName }]): [string, string][] => formerName === undefined ? [] : [[name, formerName]]);
}

function laterNames(lines: Lines): [string, string][] {
  return [...lines.values()].flatMap(({ formerName, attributes }): [string, string][] =>
    formerName === undefined ? [] : [[nameForm(formerName), 'UserName' in attributes ? attributes.UserName : attributes.DisplayName]]);
}
