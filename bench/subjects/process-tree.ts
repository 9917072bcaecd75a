import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process and all below it hold. */
export interface Held {
  readonly processes: number;
  /** What several share counts once where the system tells, which is Linux. */
  readonly megabytes: number;
}

export function heldBy(root: number): Held {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const tree = new Map(rows.filter(([pid]) => pid === root).map(([pid = 0, , rss = 0]) => [pid, rss]));
  // A Map is gone through with what is added meanwhile.
  for (const parent of tree.keys()) for (const [pid = 0, ppid, rss = 0] of rows) if (ppid === parent) tree.set(pid, rss);
  const kilobytes = [...tree].reduce((sum, [pid, rss]) => sum + (proportionalOf(pid) ?? rss), 0);
  return { processes: tree.size, megabytes: kilobytes / 1_000 };
}

/** In kilobytes, with a share of what others have as well. */
function proportionalOf(pid: number): number | undefined {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
