import { ContentsFailure, simplestContents, simulateContents } from '../../test/simulation/contents/simulate-contents';
import { Tally } from '../../test/simulation/tally';
import { printCounts } from './counts';
import type { Simulation } from './series';

/** Random contents that are deployed under random faults. */
export const CONTENTS: Simulation<ContentsFailure, Tally> = {
  simulated: 'contents',
  batch: 10,
  newTally: () => new Tally(),
  simulate: simulateContents,
  simplest: simplestContents,
  playedIn: ({ plan }) => plan,
  linesOf: ({ violations }) => violations.map(({ invariant, what }) => `${invariant}: ${what}`),
  allIsWell: 'no invariant is broken',
  printTally: ({ operations: stacks, results: events, calls, disturbances: faults, acts: others, excuses }) =>
    printCounts({ stacks, events, calls, faults, others, 'excused, in so many runs': excuses }),
  summary: ({ failures, done, seed }) => `${failures} of ${done} runs of seed ${seed} broke an invariant`,
};
