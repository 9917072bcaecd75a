/** In which order functions get to events that don't wait for each other. A deployment has any. */
export type EventOrder = 'AS_SENT' | (typeof OTHER_ORDERS)[number];

export const OTHER_ORDERS = ['REVERSED', 'SHUFFLED'] as const;

/** How long the first of all events may take to reach its function, in milliseconds. */
const LONGEST = 10_000;

/** How long each next event takes to reach its function, in milliseconds. */
export function pausesIn(order: EventOrder, random: () => number): () => number {
  let sent = 0;
  switch (order) {
    case 'AS_SENT': return () => 0;
    // Each next one is so much quicker that it overtakes also those that were sent a while before.
    case 'REVERSED': return () => LONGEST / ++sent;
    case 'SHUFFLED': return () => random() * LONGEST;
  }
}
