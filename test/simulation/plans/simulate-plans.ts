import fc from 'fast-check';
import { DOMAINS } from '../domains';
import type { Domain } from '../domain';
import type { History } from '../history';
import { accountOf, targetOf } from '../organizations/world';
import { Templates } from '../stacks';
import { PlanTally } from './plan-tally';
import { Rehearse, RehearsedRun } from './rehearsed-run';
import { Scenario, scenarios } from './scenario';
import { withoutTraces } from '../../support/without-traces';

const SCENARIOS = fc.oneof(...DOMAINS.map(({ weight, domain }) => ({ weight, arbitrary: scenarios(domain) })));
const TEMPLATES = new Map(DOMAINS.map(({ domain }) => [domain, new Templates(oncePerAccount(domain))]));

/** A stack that invites an account both by its id and by its address has it as whichever comes last wants it: nobody can plan that. */
function oncePerAccount(domain: Domain): Domain {
  const { AccountInvitation: invitation } = domain.kinds;
  if (!invitation) return domain;
  return { ...domain, kinds: { ...domain.kinds, AccountInvitation: { ...invitation, keyOf: (properties) => accountOf(targetOf(properties)) } } };
}

/** Which run: a seed stands for a scenario, and a path for one that was made of it by leaving out what doesn't matter. */
export interface Which {
  readonly seed: number;
  readonly path?: string;
}

export interface PlanSimulationOptions {
  readonly tally?: PlanTally;
  /** Something broken, instead of the product's own engine. */
  readonly rehearse?: Rehearse;
  /** What all runs have; by default a scenario says that. */
  readonly domain?: Domain;
  /** Writes down what happens. */
  readonly history?: History;
}

/** A run in which the deployment wasn't as planned. */
export interface Mismatch extends Which {
  readonly scenario: Scenario;
  readonly differences: readonly string[];
}

/** Runs the scenario that a seed stands for. */
export function simulatePlans(which: Which, options: PlanSimulationOptions = {}): Promise<Mismatch | undefined> {
  return check(which, options, { endOnFailure: true });
}

/** Looks for the simplest scenario in which the deployment isn't as planned. */
export async function simplestMismatch(mismatch: Mismatch, options: PlanSimulationOptions = {}, longest = 20_000): Promise<Mismatch> {
  return await check({ seed: mismatch.seed }, options, { interruptAfterTimeLimit: longest }) ?? mismatch;
}

async function check({ seed, path = '' }: Which, options: PlanSimulationOptions, parameters: fc.Parameters<[Scenario]>): Promise<Mismatch | undefined> {
  const different = new Map<Scenario, readonly string[]>();
  const property = fc.asyncProperty(options.domain ? scenarios(options.domain) : SCENARIOS, async (scenario) => {
    const differences = await differencesIn(scenario, options);
    if (differences.length > 0) different.set(scenario, differences);
    return differences.length === 0;
  });
  const { counterexample, counterexamplePath } = await fc.check(property, { seed, numRuns: 1, ...(path !== '' && { path }), ...parameters });
  const [scenario] = counterexample ?? [];
  if (!scenario) return undefined;
  return { seed, path: counterexamplePath ?? '0', scenario, differences: different.get(scenario) ?? [] };
}

/** Runs a scenario, and says how the deployments weren't as planned. */
export async function differencesIn(
  scenario: Scenario, { tally = new PlanTally(), rehearse, history }: PlanSimulationOptions = {},
): Promise<readonly string[]> {
  const { domain } = DOMAINS.find((candidate) => candidate.domain.name === scenario.domain) as (typeof DOMAINS)[number];
  const templates = TEMPLATES.get(domain) as Templates;
  const run = new RehearsedRun(scenario, { domain, templates, tally, ...(rehearse && { rehearse }), ...(history && { history }) });
  try {
    await withoutTraces(() => run.execute());
    return run.differences;
  } catch (thrown) {
    return [...run.differences, (thrown as Error).stack ?? String(thrown)];
  }
}
