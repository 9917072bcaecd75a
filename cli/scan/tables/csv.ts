import { stringify } from 'csv-stringify/sync';
import { columnsOf, Row } from './columns';

/** What a spreadsheet takes for a formula, or cuts off before it looks for one. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A table in two parts: what can stand in a file that spreadsheets open, and what can't. */
export interface Table {
  /** What every such file has, also if no row has a value for it. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface WrittenTable {
  readonly csv: string;
  /** Rows that aren't in it, since a spreadsheet would take something in them for a formula, or an empty text for nothing. */
  readonly others: readonly Row[];
}

/** A table as CSV, as RFC 4180 has it but for the ends of lines. */
export function writtenTable({ columns, rows }: Table): WrittenTable {
  const plain = rows.filter(isPlain);
  const all = columnsOf(plain, columns);
  const records = [all, ...plain.map((row) => all.map((column) => row[column] ?? ''))];
  return { csv: stringify(records, { record_delimiter: '\n', quoted_match: /^\s|\s$|[\r\n]/ }), others: rows.filter((row) => !isPlain(row)) };
}

/** Columns may have the names of tags, so that they are looked at as well. */
function isPlain(row: Row): boolean {
  return Object.values(row).every((value) => value !== '' && !FORMULA.test(value));
}
