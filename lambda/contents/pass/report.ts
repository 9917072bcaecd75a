import { messageOf } from '../../guard/failure';
import type { FailedRow } from './row-log';

const COLUMNS = ['kind', 'row', 'code', 'message'];

/** The rows that failed, as a table: one row each, with the same message that a construct of its own would have failed with. */
export function reportOf(failures: readonly FailedRow[], homepage: string, logicalResourceId: string): string {
  const rows = failures.map(({ line, failure }) => [line.kind, String(line.row), failure.code, messageOf(failure, homepage, logicalResourceId)]);
  return [COLUMNS, ...rows].map((cells) => cells.map(inTable).join(',')).join('\n').concat('\n');
}

/** How many of each code failed and which rows first, for example `7 IDENTITY_MISMATCH (users 17, 90, …)`. */
export function summaryOf(failures: readonly FailedRow[]): string {
  const byCode = new Map<string, FailedRow[]>();
  for (const failed of failures) byCode.set(failed.failure.code, [...byCode.get(failed.failure.code) ?? [], failed]);
  const most = [...byCode].sort(([code, one], [otherCode, other]) => other.length - one.length || (code < otherCode ? -1 : 1));
  return most.map(([code, rows]) => `${rows.length} ${code} (${placesOf(rows)})`).join('; ');
}

const MOST_PLACES = 8;

function placesOf(rows: readonly FailedRow[]): string {
  const inOrder = [...rows].sort(({ line: one }, { line: other }) => one.row - other.row);
  const places = inOrder.slice(0, MOST_PLACES).map(({ line: { kind, row } }) => `${kind} ${row}`);
  return [...places, ...(rows.length > MOST_PLACES ? ['…'] : [])].join(', ');
}

/** A text that a spreadsheet would take for a formula begins with an apostrophe. */
function inTable(cell: string): string {
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
