import { CONTENTS_FORMAT, ContentsHeader, ContentsLine, GroupLine, MembershipLine, UserLine } from '../../../lib/contract/contents';
import { nameForm } from '../../guard/same-text';
import { Failure, failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';
import { textLines } from './json-lines';

/** A line that declares something. */
export type AnyLine = UserLine | GroupLine | MembershipLine;

/** What a file of contents declares, by names in the form in which they are compared. */
export interface DeclaredContents {
  readonly users: ReadonlyMap<string, UserLine>;
  readonly groups: ReadonlyMap<string, GroupLine>;
  readonly memberships: readonly MembershipLine[];
}

export const NOTHING_DECLARED: DeclaredContents = { users: new Map(), groups: new Map(), memberships: [] };

/** Reads the file that synthesis wrote. */
export function parseContents(file: Uint8Array): Result<DeclaredContents> {
  const lines = linesOf(file);
  if (!lines) return unreadable('it is no compressed text');
  const users = new Map<string, UserLine>();
  const groups = new Map<string, GroupLine>();
  const memberships: MembershipLine[] = [];
  let header: ContentsHeader | undefined;
  let number = 0;
  for (const text of lines) {
    number += 1;
    const line = parseLine(text);
    if (!line) return unreadable(`line ${number} is none of contents`);
    switch (line.kind) {
      case 'contents':
        if (line.format !== CONTENTS_FORMAT) return unreadable(`it is written in format ${String(line.format)}, and this version reads ${CONTENTS_FORMAT}`);
        header = line;
        break;
      case 'user': users.set(nameForm(line.attributes.UserName), line); break;
      case 'group': groups.set(nameForm(line.attributes.DisplayName), line); break;
      case 'membership': memberships.push(withNamesOnce(line, memberships.at(-1))); break;
      default: return unreadable(`line ${number} is of a kind that this version doesn't know`);
    }
  }
  if (!header) return unreadable('its first line is missing');
  const isWhole = header.users === users.size && header.groups === groups.size && header.memberships === memberships.length;
  return isWhole ? done({ users, groups, memberships }) : unreadable('it doesn\'t have as many lines as its first one says');
}

/** The members of a group follow each other: its name is in the memory once. */
function withNamesOnce(line: MembershipLine, before: MembershipLine | undefined): MembershipLine {
  return before && before.group === line.group ? { ...line, group: before.group } : line;
}

export function unreadable(problem: string): Failure {
  return failure('CONTENTS_FILE_UNREADABLE', { problem });
}

function linesOf(file: Uint8Array): Iterable<string> | undefined {
  try {
    return textLines(file);
  } catch {
    return undefined;
  }
}

function parseLine(text: string): ContentsLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null && 'kind' in line ? line as ContentsLine : undefined;
  } catch {
    return undefined;
  }
}
