import { CONTENTS_FORMAT, ContentsHeader, ContentsLine, GroupLine, MembershipLine, UserLine } from '../../../lib/contract/contents';
import { nameForm } from '../../guard/same-text';
import { Failure, failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';
import { eachLine } from './lines';

/** A line that declares something. */
export type AnyLine = UserLine | GroupLine | MembershipLine;

/** What a file of contents declares, by names in the form in which they are compared. */
export interface DeclaredContents {
  readonly users: ReadonlyMap<string, UserLine>;
  readonly groups: ReadonlyMap<string, GroupLine>;
  readonly memberships: readonly MembershipLine[];
}

export const NOTHING_DECLARED: DeclaredContents = { users: new Map(), groups: new Map(), memberships: [] };

/** What isn't kept of a file. */
type Without = 'MEMBERSHIPS';

/**
 * Reads the file that synthesis wrote.
 *
 * @param without what nobody will ask for; it is checked all the same
 */
export function parseContents(file: Uint8Array, without?: Without): Result<DeclaredContents> {
  const reading = new Reading(without);
  try {
    eachLine(file, (text) => reading.take(text));
  } catch (thrown) {
    return unreadable(thrown instanceof OtherLine ? thrown.message : 'it is no compressed text');
  }
  return reading.end();
}

/** A line that no file of this version has. */
class OtherLine extends Error {}

class Reading {
  private readonly users = new Map<string, UserLine>();
  private readonly groups = new Map<string, GroupLine>();
  private readonly memberships: MembershipLine[] = [];
  /** Each name once, however many memberships it is in. */
  private readonly names = new Map<string, string>();
  private header: ContentsHeader | undefined;
  private lines = 0;
  private membershipCount = 0;

  constructor(private readonly without: Without | undefined) {}

  /** @throws OtherLine */
  public take(text: string): void {
    this.lines += 1;
    const line = parseLine(text);
    if (!line) throw new OtherLine(`line ${this.lines} is none of contents`);
    switch (line.kind) {
      case 'contents':
        if (line.format !== CONTENTS_FORMAT) throw new OtherLine(`it is written in format ${String(line.format)}, and this version reads ${CONTENTS_FORMAT}`);
        this.header = line;
        break;
      case 'user': this.users.set(nameForm(line.attributes.UserName), line); break;
      case 'group': this.groups.set(nameForm(line.attributes.DisplayName), line); break;
      case 'membership':
        this.membershipCount += 1;
        if (this.without !== 'MEMBERSHIPS') this.memberships.push({ ...line, group: this.nameOf(line.group), userName: this.nameOf(line.userName) });
        break;
      default: throw new OtherLine(`line ${this.lines} is of a kind that this version doesn't know`);
    }
  }

  public end(): Result<DeclaredContents> {
    const { header, users, groups, memberships, membershipCount } = this;
    if (!header) return unreadable('its first line is missing');
    const isWhole = header.users === users.size && header.groups === groups.size && header.memberships === membershipCount;
    return isWhole ? done({ users, groups, memberships }) : unreadable('it doesn\'t have as many lines as its first one says');
  }

  private nameOf(text: string): string {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    this.names.set(text, text);
    return text;
  }
}

export function unreadable(problem: string): Failure {
  return failure('CONTENTS_FILE_UNREADABLE', { problem });
}

function parseLine(text: string): ContentsLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null && 'kind' in line ? line as ContentsLine : undefined;
  } catch {
    return undefined;
  }
}
