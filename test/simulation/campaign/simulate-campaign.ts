import type { Builds } from '../handlers';
import type { History } from '../history';
import type { Violation } from '../invariants/invariant';
import { BrokenRun, brokenRun, simplestRun, violationsOf, Which } from '../played';
import { CampaignTally } from './campaign-tally';
import { CAMPAIGN_INVARIANTS } from './invariants';
import { CampaignPlan, campaignPlans } from './plan';
import { CampaignSimulation } from './run';

export interface CampaignSimulationOptions {
  readonly tally?: CampaignTally;
  /** Something broken, instead of the library's own functions. */
  readonly builds?: Partial<Builds>;
  /** Writes down what happens. */
  readonly history?: History;
}

/** A run that broke an invariant. */
export type CampaignFailure = BrokenRun<CampaignPlan>;

/** Runs the plan that a seed stands for. */
export async function simulateCampaign(which: Which, options: CampaignSimulationOptions = {}): Promise<CampaignFailure | undefined> {
  return brokenRun(campaignPlans, (plan) => playCampaign(plan, options), which);
}

/** Looks for the simplest plan that breaks the same invariant. */
export async function simplestCampaign(failure: CampaignFailure, options: CampaignSimulationOptions = {}, longest = 60_000): Promise<CampaignFailure> {
  return simplestRun(campaignPlans, (plan) => playCampaign(plan, options), failure, longest);
}

/** Runs a plan. */
export async function playCampaign(
  plan: CampaignPlan, { tally = new CampaignTally(), builds, history }: CampaignSimulationOptions = {},
): Promise<readonly Violation[]> {
  return violationsOf(new CampaignSimulation(plan, { invariants: CAMPAIGN_INVARIANTS, tally, ...(builds && { builds }), ...(history && { history }) }));
}
