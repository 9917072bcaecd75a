import { PlanTally } from '../../test/simulation/plans/plan-tally';
import { Mismatch, simplestMismatch, simulatePlans } from '../../test/simulation/plans/simulate-plans';
import { printCounts } from './counts';
import type { Simulation } from './series';

/** Random deployments that are planned and then carried out. */
export const PLANS: Simulation<Mismatch, PlanTally> = {
  simulated: 'plans',
  batch: 10,
  newTally: () => new PlanTally(),
  simulate: simulatePlans,
  simplest: simplestMismatch,
  playedIn: ({ scenario }) => scenario,
  linesOf: ({ differences }) => differences,
  allIsWell: 'the deployments are as planned',
  printTally: ({ verbs: planned, plans, deployments }) => printCounts({ planned, plans, deployments }),
  summary: ({ failures, done, seed }) => `${failures} of ${done} deployments of seed ${seed} were not as planned`,
};
