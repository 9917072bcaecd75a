import type { ContentsPhase, TaskCounts } from '../../../lib/contract/contents-status';
import type { Intent } from '../ledger/entry';
import type { Task, TaskList } from '../pass/task-list';
import type { RowLog } from '../pass/row-log';

const NOTHING: TaskCounts = { toDo: 0, done: 0, failed: 0 };

/** What calls of the function before have counted. */
export interface Earlier {
  readonly rows: TaskCounts;
  readonly removals: TaskCounts;
}

/** Counts rows and removals while they are carried out. */
export class TaskTally {
  public phase: ContentsPhase = 'CHECKING';
  /** Tasks of this call of the function. */
  public ended = 0;
  /** Nothing until it is known. */
  private rowsToDo?: number;
  private rowsEnded = 0;
  private removals: TaskCounts = NOTHING;
  private log?: Pick<RowLog, 'failures'>;
  /** How many rows have failed in calls before, and aren't tried again. */
  private failedBefore = 0;
  private earlier: Earlier = { rows: NOTHING, removals: NOTHING };

  /** Adds what calls before have counted. */
  public continue(earlier: Earlier): void {
    this.earlier = earlier;
  }

  /** Where it is noted which rows fail. */
  public follow(log: Pick<RowLog, 'failures'>): void {
    this.log = log;
    this.failedBefore = log.failures.length;
  }

  /** Says how many rows this call has to carry out. */
  public expect(rows: number): void {
    this.rowsToDo = rows;
  }

  /** The same tasks, each of which is counted. */
  public counting(tasks: TaskList): TaskList {
    const { count, areRemovals } = tasks;
    if (areRemovals) this.removals = { ...this.removals, toDo: this.removals.done + this.removals.failed + count };
    else this.rowsToDo = Math.max(this.rowsToDo ?? 0, this.rowsEnded + count);
    return { count, areRemovals, task: (index) => this.counted(tasks.task(index)) };
  }

  private counted({ intent, run }: Task): Task {
    return {
      intent,
      run: async () => {
        this.phase = phaseOf(intent);
        const changes = await run();
        this.ended += 1;
        if (intent.does !== 'delete') this.rowsEnded += 1;
        else this.removals = withOneMore(this.removals, changes.length > 0 ? 'done' : 'failed');
        return changes;
      },
    };
  }

  public get counts(): Earlier {
    const { earlier: { rows, removals: removed }, rowsEnded, rowsToDo, removals } = this;
    const failed = this.log?.failures.length ?? 0;
    const before = rows.done + this.failedBefore;
    return {
      rows: this.log ? { toDo: rowsToDo === undefined ? rows.toDo : before + rowsToDo, done: Math.max(0, before + rowsEnded - failed), failed } : rows,
      removals: { toDo: removed.done + removed.failed + removals.toDo, done: removed.done + removals.done, failed: removed.failed + removals.failed },
    };
  }

  public get failedByCode(): Readonly<Record<string, number>> | undefined {
    if (!this.log) return undefined;
    const counts: Record<string, number> = {};
    for (const { failure: { code } } of this.log.failures) counts[code] = (counts[code] ?? 0) + 1;
    return counts;
  }
}

function withOneMore(counts: TaskCounts, what: 'done' | 'failed'): TaskCounts {
  return { ...counts, [what]: counts[what] + 1 };
}

function phaseOf({ does, kind }: Intent): ContentsPhase {
  if (does === 'delete') return 'REMOVALS';
  return kind === 'membership' ? 'MEMBERSHIPS' : 'ENTITIES';
}
