import { Failure } from '../../guard/failure';
import type { Session } from '../../guard/session';
import type { Change, Intent } from '../ledger/entry';
import type { Noted } from '../ledger/journal';
import type { Task, TaskList } from './task-list';

/** What the tasks are written into. */
export interface Notebook {
  /** Writes what is about to be done. Nothing may be done before it has come back. */
  note(intents: readonly Intent[]): Promise<Noted>;
  /** Takes back what was written and then not even begun. */
  withdraw(intents: readonly Intent[]): void;
  /** Puts what was done into the ledger. */
  record(change: Change): void;
  /** Why nothing may be done any more. */
  readonly stopped: Stopped | undefined;
}

/** The next call of the function goes on. */
export interface Paused {
  readonly kind: 'PAUSED';
  /** Whether CloudFormation isn't to wait until the end. */
  readonly isAnswerable: boolean;
}

/** Why tasks were left undone: another event came, the next call of the function goes on, or something that concerns all of them. */
export type Stopped = { readonly kind: 'OVERTAKEN' } | Paused | Failure;

/** How many tasks are begun with one piece of the journal: those of a few seconds. */
const AT_ONCE = 60;
/** How many tasks run at the same time: more than the pace needs, if an answer takes a third of a second. */
const WORKERS = 8;

/**
 * Carries out tasks, several at a time. The next piece of the journal is written while the tasks of the one before run, so that nothing waits for it.
 *
 * @param obstacle tells what concerns all tasks
 * @param beforeTask tells why not to begin another one
 */
export async function carryOut(
  tasks: TaskList, notebook: Notebook, session: Session, obstacle: () => Failure | undefined, beforeTask: () => Stopped | undefined,
): Promise<Stopped | undefined> {
  const released = new ReleasedTasks(tasks, notebook);
  let stopped: Stopped | undefined;
  const work = async (): Promise<void> => {
    for (;;) {
      const task = await released.next();
      stopped ??= released.stopped ?? notebook.stopped ?? obstacle() ?? (session.remaining > 0 ? undefined : OUT_OF_TIME);
      if (!task) return;
      stopped ??= beforeTask();
      if (stopped) return released.putBack(task);
      (await task.run()).forEach((change) => notebook.record(change));
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  notebook.withdraw(await released.unbegun());
  return stopped;
}

export const OUT_OF_TIME: Failure = { kind: 'REFUSED', code: 'OUT_OF_TIME', words: { doing: 'bringing the identity store to the contents of the file' } };

/** Tasks in their order, each once the journal has it. */
class ReleasedTasks {
  public stopped?: Stopped;
  private readonly left: Task[] = [];
  /** Those that the journal has and nobody has taken. */
  private waiting: Task[] = [];
  private noted = 0;
  private noting?: Promise<void>;

  constructor(private readonly tasks: TaskList, private readonly notebook: Notebook) {}

  public async next(): Promise<Task | undefined> {
    while (this.waiting.length === 0 && this.isMore && !this.stopped) await this.noteMore();
    const task = this.stopped ? undefined : this.waiting.shift();
    if (!task) return undefined;
    if (this.waiting.length < AT_ONCE / 2 && this.isMore) void this.noteMore();
    return task;
  }

  /** A task that was taken and isn't carried out. */
  public putBack(task: Task): void {
    this.left.push(task);
  }

  /** What the journal has of tasks that weren't carried out. */
  public async unbegun(): Promise<readonly Intent[]> {
    await this.noting;
    return [...this.left, ...this.waiting].map(({ intent }) => intent);
  }

  private get isMore(): boolean {
    return this.noted < this.tasks.count;
  }

  private noteMore(): Promise<void> {
    this.noting ??= this.note().finally(() => { delete this.noting; });
    return this.noting;
  }

  private async note(): Promise<void> {
    const next = Array.from({ length: Math.min(AT_ONCE, this.tasks.count - this.noted) }, (_, index) => this.tasks.task(this.noted + index));
    const noted = await this.notebook.note(next.map(({ intent }) => intent));
    if (noted.kind !== 'NOTED') {
      this.stopped = noted;
      return;
    }
    this.noted += next.length;
    this.waiting.push(...next);
  }
}
