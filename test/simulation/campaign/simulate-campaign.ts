import fc from 'fast-check';
import type { Builds } from '../handlers';
import type { History } from '../history';
import type { Violation } from '../invariants/invariant';
import type { Which } from '../simulate';
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
export interface CampaignFailure extends Which {
  readonly plan: CampaignPlan;
  readonly violations: readonly Violation[];
}

/** Runs the plan that a seed stands for. */
export async function simulateCampaign(which: Which, options: CampaignSimulationOptions = {}): Promise<CampaignFailure | undefined> {
  return check(which, options, { endOnFailure: true });
}

/** Looks for the simplest plan that breaks the same invariant. */
export async function simplestCampaign(failure: CampaignFailure, options: CampaignSimulationOptions = {}, longest = 60_000): Promise<CampaignFailure> {
  const same = (violations: readonly Violation[]): boolean => violations.some(({ invariant }) => invariant === failure.violations[0]?.invariant);
  return await check({ seed: failure.seed }, options, { interruptAfterTimeLimit: longest }, same) ?? failure;
}

async function check(
  { seed, path = '' }: Which, options: CampaignSimulationOptions, parameters: fc.Parameters<[CampaignPlan]>,
  isFailure = (violations: readonly Violation[]) => violations.length > 0,
): Promise<CampaignFailure | undefined> {
  const broken = new Map<CampaignPlan, readonly Violation[]>();
  const property = fc.asyncProperty(campaignPlans, async (plan) => {
    const violations = await playCampaign(plan, options);
    if (!isFailure(violations)) return;
    broken.set(plan, violations);
    throw new Error(violations[0]?.what);
  });
  const { counterexample, counterexamplePath } = await fc.check(property, { seed, path, numRuns: 1, ...parameters });
  const [plan] = counterexample ?? [];
  if (!plan) return undefined;
  return { seed, path: counterexamplePath ?? '0', plan, violations: broken.get(plan) ?? [] };
}

/** Runs a plan. */
export async function playCampaign(
  plan: CampaignPlan, { tally = new CampaignTally(), builds, history }: CampaignSimulationOptions = {},
): Promise<readonly Violation[]> {
  const run = new CampaignSimulation(plan, { invariants: CAMPAIGN_INVARIANTS, tally, ...(builds && { builds }), ...(history && { history }) });
  try {
    await run.execute();
    return run.violations;
  } catch (thrown) {
    return [...run.violations, { invariant: 'simulation', what: (thrown as Error).stack ?? String(thrown) }];
  }
}
