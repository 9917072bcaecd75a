import { parse } from 'csv-parse/sync';

/** How many rows of a code are told. */
const MOST_ROWS = 5;

/** Rows that failed with the same code. */
export interface FailedRows {
  readonly code: string;
  readonly count: number;
  /** The first of them, for example `user 17`, if the report is there already. */
  readonly rows: readonly string[];
}

/**
 * What failed, most often first.
 *
 * @param counts by code, as the status has them
 * @param report the table of all rows, which is written when a call of the function ends; nothing if there is none yet
 */
export function failedRows(counts: Readonly<Record<string, number>>, report: string | undefined): FailedRows[] {
  const rows = report === undefined ? [] : rowsIn(report);
  return Object.entries(counts).sort(([one, count], [other, otherCount]) => otherCount - count || (one < other ? -1 : 1)).map(([code, count]) => ({
    code, count, rows: rows.filter((row) => row.code === code).slice(0, MOST_ROWS).map(({ kind, row }) => `${kind} ${row}`),
  }));
}

interface ReportRow {
  readonly kind: string;
  readonly row: string;
  readonly code: string;
}

/** Nothing of what is no table. */
function rowsIn(report: string): ReportRow[] {
  try {
    const rows: ReportRow[] = parse(report, { columns: true });
    return rows.sort((one, other) => Number(one.row) - Number(other.row));
  } catch {
    return [];
  }
}
