import type { Change, Intent } from '../ledger/entry';

/** One thing to do: what the journal is told before, and what became of it after. */
export interface Task {
  readonly intent: Intent;
  /** @returns what changed in the ledger */
  run(): Promise<readonly Change[]>;
}

/** Tasks in their order, each made when it is due: there may be more of them than the memory of a function takes. */
export interface TaskList {
  readonly count: number;
  /** Whether each of them removes something; else none does. */
  readonly areRemovals: boolean;
  task(index: number): Task;
}

/** A task for each item. */
export function taskList<Item>(items: readonly Item[], make: (item: Item) => Task, areRemovals = false): TaskList {
  return { count: items.length, areRemovals, task: (index) => make(items[index] as Item) };
}

/** Tasks of both in turns, as long as there are. */
export function inTurns(one: TaskList, other: TaskList): TaskList {
  const [longer, shorter] = one.count >= other.count ? [one, other] : [other, one];
  const both = 2 * shorter.count;
  return {
    count: one.count + other.count,
    areRemovals: one.areRemovals,
    task: (index) => {
      if (index >= both) return longer.task(index - shorter.count);
      return (index % 2 === 0 ? longer : shorter).task(Math.floor(index / 2));
    },
  };
}
