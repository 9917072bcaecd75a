import fc from 'fast-check';
import type { Build } from './domain';
import { History } from './history';
import { IDENTITY_STORE } from './identity-store/domain';
import { INVARIANTS } from './invariants';
import type { Violation } from './invariants/invariant';
import { Plan, plans } from './plan';
import { Run } from './run';
import { Templates } from './stacks';
import { Tally } from './tally';

/** A run that broke an invariant. */
export interface Failure {
  readonly seed: number;
  readonly violations: readonly Violation[];
}

const DOMAIN = IDENTITY_STORE;
const PLANS = plans(DOMAIN);
const TEMPLATES = new Templates(DOMAIN);

/** The plan that a seed stands for. */
export function planOf(seed: number): Plan {
  return fc.sample(PLANS, { seed, numRuns: 1 })[0] as Plan;
}

/** The seed of one of many runs. */
export function seedOf(series: number, index: number): number {
  return (Math.imul(series, 1_000_003) + index) | 0;
}

export async function execute(plan: Plan, tally: Tally, build?: Build, history?: History): Promise<readonly Violation[]> {
  const run = new Run(plan, { domain: DOMAIN, templates: TEMPLATES, invariants: INVARIANTS, tally, ...(build && { build }), ...(history && { history }) });
  try {
    await run.execute();
    return run.violations;
  } catch (thrown) {
    return [...run.violations, { invariant: 'simulation', what: (thrown as Error).stack ?? String(thrown) }];
  }
}

/** Runs the plan of a seed. */
export async function simulate(seed: number, tally: Tally, build?: Build): Promise<Failure | undefined> {
  const violations = await execute(planOf(seed), tally, build);
  return violations.length === 0 ? undefined : { seed, violations };
}
