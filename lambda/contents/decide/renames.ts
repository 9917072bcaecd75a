import type { GroupLine, UserLine } from '../../../lib/contract/contents';
import { nameForm } from '../../guard/same-text';
import type { DeclaredContents } from '../file/declared-contents';

/**
 * The contents to which an update is taken back, with the names that it has given: who was renamed is renamed once more, and nobody is made in the old name.
 *
 * @param undone the file of the update
 */
export function renamedBack(declared: DeclaredContents, undone: DeclaredContents): DeclaredContents {
  return { ...declared, users: withFormerNames(declared.users, undone.users), groups: withFormerNames(declared.groups, undone.groups) };
}

function withFormerNames<Line extends UserLine | GroupLine>(lines: ReadonlyMap<string, Line>, undone: ReadonlyMap<string, Line>): ReadonlyMap<string, Line> {
  const given = [...undone.values()].flatMap((line): [string, string][] => line.formerName === undefined ? [] : [[nameForm(line.formerName), nameOf(line)]]);
  const names = new Map(given.filter(([, name]) => !lines.has(nameForm(name))));
  return new Map([...lines].map(([name, line]): [string, Line] => {
    const formerName = names.get(name);
    return [name, formerName === undefined ? line : { ...line, formerName }];
  }));
}

function nameOf(line: UserLine | GroupLine): string {
  return line.kind === 'user' ? line.attributes.UserName : line.attributes.DisplayName;
}
