/** In which order functions get to events that don't wait for each other. A deployment has any. */
export type EventOrder = 'AS_SENT' | (typeof OTHER_ORDERS)[number] | Ahead;

export const OTHER_ORDERS = ['REVERSED', 'SHUFFLED'] as const;

/** Some resources have their answers before others begin. Logical ids that are in several stacks count as the same. */
export interface Ahead {
  readonly ahead: ReadonlySet<string>;
}

/** How long the first of all events may take to reach its function, in milliseconds. */
const LONGEST = 10_000;

/** The time in which a function has answered, also if it is refused only after several attempts, in milliseconds. */
const ANSWERED = 120_000;

/** Whether a resource with this logical id has its answer before others begin. */
export function isAhead(order: EventOrder, logicalId: string): boolean {
  return typeof order === 'object' && order.ahead.has(logicalId);
}

/** How long the next event, which is about a resource with this logical id, takes to reach its function, in milliseconds. */
export function pausesIn(order: EventOrder, random: () => number): (logicalId: string) => number {
  let sent = 0;
  switch (order) {
    case 'AS_SENT': return () => 0;
    // Each next one is so much quicker that it overtakes also those that were sent a while before.
    case 'REVERSED': return () => LONGEST / ++sent;
    case 'SHUFFLED': return () => random() * LONGEST;
    default: return (logicalId) => (isAhead(order, logicalId) ? 0 : ANSWERED);
  }
}
