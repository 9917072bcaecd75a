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

/** What is simulated. */
export const DOMAIN = IDENTITY_STORE;
const PLANS = plans(DOMAIN);
const TEMPLATES = new Templates(DOMAIN);

/** Which run: a seed stands for a plan, and a path for one that was made of it by leaving out what doesn't matter. */
export interface Which {
  readonly seed: number;
  readonly path?: string;
}

export interface SimulationOptions {
  readonly tally?: Tally;
  /** Something broken, instead of the library's own function. */
  readonly build?: Build;
  /** Writes down what happens. */
  readonly history?: History;
}

/** A run that broke an invariant. */
export interface Failure extends Which {
  readonly plan: Plan;
  readonly violations: readonly Violation[];
}

/** The seed of one of many runs. */
export function seedOf(series: number, index: number): number {
  return (Math.imul(series, 1_000_003) + index) | 0;
}

/** Runs the plan that a seed stands for. */
export async function simulate(which: Which, options: SimulationOptions = {}): Promise<Failure | undefined> {
  return check(which, options, { endOnFailure: true });
}

/** Looks for the simplest plan that breaks the same invariant. */
export async function simplest(failure: Failure, options: SimulationOptions = {}, longest = 20_000): Promise<Failure> {
  const same = (violations: readonly Violation[]): boolean => violations.some(({ invariant }) => invariant === failure.violations[0]?.invariant);
  return await check({ seed: failure.seed }, options, { interruptAfterTimeLimit: longest }, same) ?? failure;
}

async function check(
  { seed, path = '' }: Which, options: SimulationOptions, parameters: fc.Parameters<[Plan]>, isFailure = (violations: readonly Violation[]) => violations.length > 0,
): Promise<Failure | undefined> {
  const broken = new Map<Plan, readonly Violation[]>();
  const property = fc.asyncProperty(PLANS, async (plan) => {
    const violations = await execute(plan, options);
    if (isFailure(violations)) broken.set(plan, violations);
    return !isFailure(violations);
  });
  const { counterexample, counterexamplePath } = await fc.check(property, { seed, numRuns: 1, ...(path !== '' && { path }), ...parameters });
  const [plan] = counterexample ?? [];
  if (!plan) return undefined;
  return { seed, path: counterexamplePath ?? '0', plan, violations: broken.get(plan) ?? [] };
}

async function execute(plan: Plan, { tally = new Tally(), build, history }: SimulationOptions): Promise<readonly Violation[]> {
  const run = new Run(plan, { domain: DOMAIN, templates: TEMPLATES, invariants: INVARIANTS, tally, ...(build && { build }), ...(history && { history }) });
  try {
    await run.execute();
    return run.violations;
  } catch (thrown) {
    return [...run.violations, { invariant: 'simulation', what: (thrown as Error).stack ?? String(thrown) }];
  }
}
