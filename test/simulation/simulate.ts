import fc from 'fast-check';
import { crowds } from './crowds';
import type { Domain } from './domain';
import { BOTH, DOMAINS } from './domains';
import type { Builds } from './handlers';
import { History } from './history';
import { IDENTITY_STORE } from './identity-store/domain';
import { INVARIANTS } from './invariants';
import type { Violation } from './invariants/invariant';
import { Plan, plans } from './plan';
import { Run } from './run';
import { Templates } from './stacks';
import { Tally } from './tally';

/** How much rarer a stack of many memberships is than one of a few constructs, which takes a tenth of the time. */
const USUAL = 10;

/** Everything that is simulated; a plan says which of it a run has. */
export const DOMAIN = BOTH;
const PLANS = fc.oneof(
  ...DOMAINS.map(({ weight, domain }) => ({ weight: weight * USUAL, arbitrary: plans(domain) })),
  { weight: 1, arbitrary: crowds(IDENTITY_STORE) },
);
const TEMPLATES = new Map(DOMAINS.map(({ domain }) => [domain, new Templates(domain)]));

/** Which run: a seed stands for a plan, and a path for one that was made of it by leaving out what doesn't matter. */
export interface Which {
  readonly seed: number;
  readonly path?: string;
}

export interface SimulationOptions {
  readonly tally?: Tally;
  /** Something broken, instead of the library's own functions. */
  readonly builds?: Partial<Builds>;
  /** What all runs have; by default a plan says that. */
  readonly domain?: Domain;
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
  const property = fc.asyncProperty(options.domain ? plans(options.domain) : PLANS, async (plan) => {
    const violations = await execute(plan, options);
    if (isFailure(violations)) broken.set(plan, violations);
    return !isFailure(violations);
  });
  const { counterexample, counterexamplePath } = await fc.check(property, { seed, numRuns: 1, ...(path !== '' && { path }), ...parameters });
  const [plan] = counterexample ?? [];
  if (!plan) return undefined;
  return { seed, path: counterexamplePath ?? '0', plan, violations: broken.get(plan) ?? [] };
}

async function execute(plan: Plan, { tally = new Tally(), builds, history }: SimulationOptions): Promise<readonly Violation[]> {
  const { domain } = DOMAINS.find((candidate) => candidate.domain.name === plan.domain) as (typeof DOMAINS)[number];
  const templates = TEMPLATES.get(domain) as Templates;
  const run = new Run(plan, { domain, templates, invariants: INVARIANTS, tally, ...(builds && { builds }), ...(history && { history }) });
  try {
    await run.execute();
    return run.violations;
  } catch (thrown) {
    return [...run.violations, { invariant: 'simulation', what: (thrown as Error).stack ?? String(thrown) }];
  }
}
