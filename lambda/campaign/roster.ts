import { ROSTER_FORMAT, RosterLine, RosterRowLine } from '../../lib/contract/campaign';
import type { TargetProperties } from '../../lib/contract/organizations';
import { eachLine } from '../contents/file/lines';
import { Failure, failure } from '../guard/failure';
import { masked } from '../guard/masking';
import { done, Result } from '../guard/result';
import type { RowKeys } from './row-keys';

/** A row with the key of its entry in the ledger. */
export interface Row extends RosterRowLine {
  readonly key: string;
}

/** Reads the file that synthesis wrote. The rows keep their order. */
export function parseRoster(file: Uint8Array): Result<readonly RosterRowLine[]> {
  const rows: RosterRowLine[] = [];
  let expected: number | undefined;
  for (const line of linesOf(file) ?? []) {
    if (line?.kind === 'roster' && line.format !== ROSTER_FORMAT) return unreadable(`it is written in format ${String(line.format)}, and this version reads ${ROSTER_FORMAT}`);
    if (line?.kind === 'roster') expected = line.rows;
    else if (line?.kind === 'row') rows.push(line);
    else return unreadable('there is a line in it that is none of a roster');
  }
  return expected === rows.length ? done(rows) : unreadable('it isn\'t whole');
}

export function unreadable(problem: string): Failure {
  return failure('ROSTER_UNREADABLE', { problem });
}

export function rowsWithKeys(rows: readonly RosterRowLine[], keys: RowKeys): readonly Row[] {
  return rows.map((row) => ({ ...row, key: keys.ofTarget(targetOf(row)) }));
}

export function targetOf({ account, email }: RosterRowLine): TargetProperties {
  return email === undefined ? { AccountId: account ?? '' } : { Email: email };
}

/** As people read it where others may, too: the id, or the beginning and the end of the address. */
export function nameOfRow({ account, email }: RosterRowLine): string {
  return email === undefined ? account ?? '' : masked(email);
}

function linesOf(file: Uint8Array): readonly (RosterLine | undefined)[] | undefined {
  const lines: (RosterLine | undefined)[] = [];
  try {
    eachLine(file, (text) => lines.push(parsed(text)));
    return lines;
  } catch {
    return undefined;
  }
}

function parsed(text: string): RosterLine | undefined {
  try {
    return JSON.parse(text) as RosterLine;
  } catch {
    return undefined;
  }
}
