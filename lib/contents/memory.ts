import { RowCounts } from './contents-properties';

/** How many memberships take as much memory as a row, by its kind: a user has attributes. */
const WEIGHTS: RowCounts = { users: 4, groups: 2, memberships: 1 };
/** Enough for so many memberships, with what Node.js itself needs, in megabytes: measured in `docs/benchmarks.md`. */
const USUAL = { memberships: 100_000, megabytes: 256 };
/** For so many memberships beyond that. */
const MORE = { memberships: 50_000, megabytes: 35 };
/** What a file counts as of which nobody knows how many rows it has. */
const UNKNOWN: RowCounts = { users: 50_000, groups: 1_000, memberships: 250_000 };
/** What Lambda offers. */
const MOST_MEGABYTES = 10_240;

/**
 * The memory that a function needs for its contents, in megabytes. All of a stack count, since each looks what the others hold before somebody is removed.
 *
 * @param rows those of each contents; nothing if nobody knows how many there are
 */
export function memoryFor(rows: readonly (RowCounts | undefined)[]): number {
  const weighed = rows.map((each = UNKNOWN) => each.users * WEIGHTS.users + each.groups * WEIGHTS.groups + each.memberships * WEIGHTS.memberships);
  const beyond = Math.max(0, weighed.reduce((sum, weight) => sum + weight, 0) - USUAL.memberships);
  return Math.min(MOST_MEGABYTES, USUAL.megabytes + Math.ceil(beyond / MORE.memberships) * MORE.megabytes);
}
