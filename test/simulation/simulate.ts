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
import { BrokenRun, brokenRun, simplestRun, violationsOf, Which } from './played';
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

export type { Which } from './played';

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
export type Failure = BrokenRun<Plan>;

/** The seed of one of many runs. */
export function seedOf(series: number, index: number): number {
  return (Math.imul(series, 1_000_003) + index) | 0;
}

/** Runs the plan that a seed stands for. */
export async function simulate(which: Which, options: SimulationOptions = {}): Promise<Failure | undefined> {
  return brokenRun(plansFor(options), (plan) => execute(plan, options), which);
}

/** Looks for the simplest plan that breaks the same invariant. */
export async function simplest(failure: Failure, options: SimulationOptions = {}, longest = 20_000): Promise<Failure> {
  return simplestRun(plansFor(options), (plan) => execute(plan, options), failure, longest);
}

function plansFor({ domain }: SimulationOptions): fc.Arbitrary<Plan> {
  return domain ? plans(domain) : PLANS;
}

async function execute(plan: Plan, { tally = new Tally(), builds, history }: SimulationOptions): Promise<readonly Violation[]> {
  const { domain } = DOMAINS.find((candidate) => candidate.domain.name === plan.domain) as (typeof DOMAINS)[number];
  const templates = TEMPLATES.get(domain) as Templates;
  return violationsOf(new Run(plan, { domain, templates, invariants: INVARIANTS, tally, ...(builds && { builds }), ...(history && { history }) }));
}
