import { RowCounts } from './contents-properties';

/** What the process of the function holds was measured: 100,000 rows take 180 MB with what Node.js itself needs (docs/benchmarks.md). */
const USUAL = { rows: 150_000, megabytes: 256 };
/** For so many rows beyond that. */
const MORE = { rows: 50_000, megabytes: 20 };
/** For a file of which nobody knows how many rows it has: enough for half a million. */
const UNKNOWN_MEGABYTES = 512;
const MOST_MEGABYTES = 10_240;

/**
 * The memory that a function needs for the rows of its contents, in megabytes.
 *
 * @param rows nothing if nobody knows how many there are
 */
export function memoryFor(rows: RowCounts | undefined): number {
  if (!rows) return UNKNOWN_MEGABYTES;
  const beyond = Math.max(0, rows.users + rows.groups + rows.memberships - USUAL.rows);
  return Math.min(MOST_MEGABYTES, USUAL.megabytes + Math.ceil(beyond / MORE.rows) * MORE.megabytes);
}
