import { createHash } from 'node:crypto';
import { CONTENTS_FORMAT, ContentsHeader, ContentsLine, MembershipLine } from '../../contract/contents';
import { ContentsCheck } from '../check/contents-check';
import { Names } from '../check/names';

/** What the file says, and a hash that is the same for everything that declares the same. */
export interface ContentsLines {
  readonly header: ContentsHeader;
  readonly text: Buffer;
  readonly hash: string;
  /** The names of the groups that have a row for a member, by their lower case. */
  readonly groupsWithMembers: ReadonlyMap<string, string>;
}

/** Texts are joined by so many lines, since no text can be as long as a file. */
const LINES_AT_ONCE = 10_000;

/** The lines of a source whose order doesn't depend on that of its rows. */
export function linesOf(check: ContentsCheck): ContentsLines {
  const rows = [...check.memberships.values()];
  const groups = spellingsOf(rows.map(({ group }) => group), check.groupNames);
  const users = spellingsOf(rows.map(({ userName }) => userName), check.userNames);
  const memberships = rows.map(({ group, userName, row }): MembershipLine => ({
    kind: 'membership', row, group: groups.get(group.toLowerCase()) as string, userName: users.get(userName.toLowerCase()) as string,
  }));
  const header: ContentsHeader = {
    kind: 'contents', format: CONTENTS_FORMAT, users: check.users.length, groups: check.groups.length, memberships: memberships.length,
  };
  const written = writtenLines([
    header,
    ...check.users.sort((one, other) => compare(one.attributes.UserName, other.attributes.UserName)),
    ...check.groups.sort((one, other) => compare(one.attributes.DisplayName, other.attributes.DisplayName)),
    ...memberships.sort((one, other) => compare(one.group, other.group) || compare(one.userName, other.userName)),
  ]);
  return { header, ...written, groupsWithMembers: groups };
}

/** One name for one group or user, however its rows are spelled: that of its own row, or else the first in the alphabet. */
function spellingsOf(names: readonly string[], own: Names): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase();
    const before = spellings.get(key);
    if (before === undefined) spellings.set(key, own.sameAs(name)?.name ?? name);
    else if (name < before && !own.sameAs(name)) spellings.set(key, name);
  }
  return spellings;
}

/** Where a row stands isn't part of what is declared. */
function writtenLines(lines: readonly ContentsLine[]): { readonly text: Buffer; readonly hash: string } {
  const hash = createHash('sha256');
  const parts: Buffer[] = [];
  for (let start = 0; start < lines.length; start += LINES_AT_ONCE) {
    const some = lines.slice(start, start + LINES_AT_ONCE);
    parts.push(Buffer.from(some.map((line) => `${JSON.stringify(line)}\n`).join('')));
    hash.update(some.map((line) => `${JSON.stringify({ ...line, row: undefined })}\n`).join(''));
  }
  return { text: Buffer.concat(parts), hash: hash.digest('hex') };
}

/** By code units, wherever it runs. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
