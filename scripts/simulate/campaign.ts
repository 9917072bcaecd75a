import { CampaignTally } from '../../test/simulation/campaign/campaign-tally';
import { CampaignFailure, simplestCampaign, simulateCampaign } from '../../test/simulation/campaign/simulate-campaign';
import { printCounts } from './counts';
import type { Simulation } from './series';

/** Random campaigns of weeks under random faults. */
export const CAMPAIGN: Simulation<CampaignFailure, CampaignTally> = {
  simulated: 'campaign',
  batch: 4,
  newTally: () => new CampaignTally(),
  simulate: simulateCampaign,
  simplest: simplestCampaign,
  playedIn: ({ plan }) => plan,
  linesOf: ({ violations }) => violations.map(({ invariant, what }) => `${invariant}: ${what}`),
  allIsWell: 'no invariant is broken',
  printTally: ({ stacks, events, calls, faults, others }) => printCounts({ stacks, events, calls, faults, others }),
  summary: ({ failures, done, seed, tally: { days }, seconds }) =>
    `${failures} of ${done} runs of seed ${seed} broke an invariant; ${Math.round(days)} days of campaigns, ${(days / seconds).toFixed(1)} a second`,
};
