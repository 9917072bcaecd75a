import { RowCounts } from './contents-properties';

/** What a row takes in the memory of the function together with its entry in the ledger, in kilobytes: measured, and rounded up. */
const KILOBYTES: RowCounts = { users: 2, groups: 1, memberships: 1 };

/** What the function takes without any row, in megabytes. */
const WITHOUT_ROWS = 140;
const LEAST = 256;
/** What Lambda offers. */
const MOST = 10_240;
/** Not every row is to change the function. */
const STEP = 64;

/** The memory of the function that handles contents with so many rows, in megabytes. */
export function megabytesFor(rows: RowCounts): number {
  const kilobytes = rows.users * KILOBYTES.users + rows.groups * KILOBYTES.groups + rows.memberships * KILOBYTES.memberships;
  const needed = Math.ceil((WITHOUT_ROWS + kilobytes / 1024) / STEP) * STEP;
  return Math.min(MOST, Math.max(LEAST, needed));
}
