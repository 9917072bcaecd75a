import { parse } from 'csv-parse/sync';
import type { EntryKind } from '../../lambda/contents/ledger/entry';
import { reasonIn } from '../resource-plan';
import { MOST_ROWS, RefusedRow, RefusedRows } from './contents-plan';

export const NO_ROWS: RefusedRows = { count: 0, byCode: [], rows: [] };

/** The rows that the function has refused, as its report tells. */
export function refusedRowsIn(report: Uint8Array): RefusedRows {
  const rows = (parse(Buffer.from(report), { columns: true }) as readonly { kind: EntryKind; row: string; code: string; message: string }[])
    .map(({ kind, row, code, message }): RefusedRow => ({ kind, row: Number(row), code, message: reasonIn(message).message }));
  const counts = new Map<string, number>();
  for (const { code } of rows) counts.set(code, (counts.get(code) ?? 0) + 1);
  const byCode = [...counts].map(([code, count]) => ({ code, count })).sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
  return { count: rows.length, byCode, rows: rows.sort(byPlace).slice(0, MOST_ROWS) };
}

const KINDS: readonly EntryKind[] = ['user', 'group', 'membership'];

/** As a person goes through the tables. */
function byPlace(one: RefusedRow, other: RefusedRow): number {
  return KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || one.row - other.row;
}
