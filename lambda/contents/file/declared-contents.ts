import { gunzipSync } from 'node:zlib';
import { CONTENTS_FORMAT, ContentsHeader, ContentsLine, GroupLine, MembershipLine, UserLine } from '../../../lib/contract/contents';
import { nameForm } from '../../guard/same-text';
import { Failure, failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';

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
  for (const [index, text] of lines.entries()) {
    const line = parseLine(text);
    if (!line) return unreadable(`line ${index + 1} is none of contents`);
    switch (line.kind) {
      case 'contents':
        if (line.format !== CONTENTS_FORMAT) return unreadable(`it is written in format ${String(line.format)}, and this version reads ${CONTENTS_FORMAT}`);
        header = line;
        break;
      case 'user': users.set(nameForm(line.attributes.UserName), line); break;
      case 'group': groups.set(nameForm(line.attributes.DisplayName), line); break;
      case 'membership': memberships.push(line); break;
      default: return unreadable(`line ${index + 1} is of a kind that this version doesn't know`);
    }
  }
  if (!header) return unreadable('its first line is missing');
  const isWhole = header.users === users.size && header.groups === groups.size && header.memberships === memberships.length;
  return isWhole ? done({ users, groups, memberships }) : unreadable('it doesn\'t have as many lines as its first one says');
}

export function unreadable(problem: string): Failure {
  return failure('CONTENTS_FILE_UNREADABLE', { problem });
}

function linesOf(file: Uint8Array): readonly string[] | undefined {
  try {
    return gunzipSync(file).toString('utf8').split('\n').filter((line) => line !== '');
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
