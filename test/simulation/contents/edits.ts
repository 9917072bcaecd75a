import { checked, Contents, DeclaredFile, GroupRow, MemberRow, nameForm, UserRow } from './declared';

type Settings = Omit<Contents, 'file' | 'exclusive' | 'generation'>;

/** What is different in the contents from one deployment to the next. `which` is modulo the number of rows that there are. */
export type Edit =
  | { readonly does: 'ADD_USER'; readonly row: UserRow }
  | { readonly does: 'ADD_GROUP'; readonly row: GroupRow }
  | { readonly does: 'ADD_MEMBER'; readonly row: MemberRow }
  /** Who is already there comes into a group that is already there. */
  | { readonly does: 'ADD_MEMBER_OF_BOTH'; readonly group: number; readonly user: number }
  | { readonly does: 'REMOVE_USER' | 'REMOVE_GROUP' | 'REMOVE_MEMBER' | 'MOVE_MEMBER'; readonly which: number }
  | { readonly does: 'CHANGE_USER'; readonly which: number; readonly row: UserRow }
  | { readonly does: 'CHANGE_GROUP'; readonly which: number; readonly row: GroupRow }
  | { readonly does: 'RENAME_USER' | 'RENAME_GROUP'; readonly which: number; readonly name: string }
  /** Whether the members of a group are exactly those of the file. */
  | { readonly does: 'EXCLUSIVE' | 'ADDITIVE'; readonly which: number; readonly mayBeEmptied: boolean }
  | { readonly does: 'CHANGE_SETTINGS'; readonly settings: Partial<Settings> }
  | { readonly does: 'NEW_GENERATION' }
  | { readonly does: 'NEW_FILE'; readonly file: DeclaredFile }
  /** What was declared before the last deployment comes back. */
  | { readonly does: 'GO_BACK' };

/** The contents after an edit. */
export function edited(contents: Contents, edit: Edit, before: Contents | undefined): Contents {
  const { file } = contents;
  const withFile = (changed: Partial<DeclaredFile>): Contents => ({ ...contents, file: checked({ ...file, ...changed }) });
  const nth = <Row>(rows: readonly Row[], which: number): Row | undefined => rows[which % Math.max(rows.length, 1)];
  switch (edit.does) {
    case 'ADD_USER': return withFile({ users: [...file.users, edit.row] });
    case 'ADD_GROUP': return withFile({ groups: [...file.groups, edit.row] });
    case 'ADD_MEMBER': return withFile({ members: [...file.members, edit.row] });
    case 'ADD_MEMBER_OF_BOTH': {
      const [group, user] = [nth(file.groups, edit.group)?.name, nth(file.users, edit.user)?.name];
      return group === undefined || user === undefined ? contents : withFile({ members: [...file.members, { group, user, isOutside: false }] });
    }
    case 'REMOVE_USER': return withFile({ users: without(file.users, edit.which) });
    case 'REMOVE_GROUP': return withFile({ groups: without(file.groups, edit.which) });
    case 'REMOVE_MEMBER': return withFile({ members: without(file.members, edit.which) });
    case 'MOVE_MEMBER': {
      const member = nth(file.members, edit.which);
      const group = nth(file.groups, edit.which + 1)?.name;
      return !member || group === undefined ? contents : withFile({ members: [...file.members.filter((each) => each !== member), { ...member, group }] });
    }
    case 'CHANGE_USER': {
      const changed = nth(file.users, edit.which);
      const { name: _name, formerName: _former, ...values } = edit.row;
      return withFile({ users: file.users.map((row) => (row === changed ? { ...row, ...values } : row)) });
    }
    case 'CHANGE_GROUP': {
      const changed = nth(file.groups, edit.which);
      return withFile({ groups: file.groups.map((row) => (row === changed ? { ...row, description: edit.row.description } : row)) });
    }
    case 'RENAME_USER': {
      const renamed = nth(file.users, edit.which);
      if (!renamed || file.users.some(({ name }) => nameForm(name) === nameForm(edit.name))) return contents;
      const members = file.members.map((row) => (nameForm(row.user) === nameForm(renamed.name) ? { ...row, user: edit.name } : row));
      return withFile({ users: file.users.map((row) => (row === renamed ? { ...row, name: edit.name, formerName: row.name } : row)), members });
    }
    case 'RENAME_GROUP': {
      const renamed = nth(file.groups, edit.which);
      if (!renamed || file.groups.some(({ name }) => nameForm(name) === nameForm(edit.name))) return contents;
      const members = file.members.map((row) => (nameForm(row.group) === nameForm(renamed.name) ? { ...row, group: edit.name } : row));
      const exclusive = Object.fromEntries(Object.entries(contents.exclusive).map(([name, may]) => [name === renamed.name ? edit.name : name, may]));
      const groups = file.groups.map((row) => (row === renamed ? { ...row, name: edit.name, formerName: row.name } : row));
      return { ...withFile({ groups, members }), exclusive };
    }
    case 'EXCLUSIVE':
    case 'ADDITIVE': {
      const group = nth(file.groups, edit.which)?.name;
      if (group === undefined) return contents;
      const others = Object.fromEntries(Object.entries(contents.exclusive).filter(([name]) => name !== group));
      return { ...contents, exclusive: edit.does === 'EXCLUSIVE' ? { ...others, [group]: edit.mayBeEmptied } : others };
    }
    case 'CHANGE_SETTINGS': return { ...contents, ...edit.settings };
    case 'NEW_GENERATION': return { ...contents, generation: contents.generation + 1 };
    case 'NEW_FILE': return withFile(edit.file);
    case 'GO_BACK': return before ?? contents;
  }
}

function without<Row>(rows: readonly Row[], which: number): readonly Row[] {
  return rows.filter((_, index) => index !== which % rows.length);
}
