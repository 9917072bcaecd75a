import fc from 'fast-check';
import type { Builds } from '../handlers';
import type { History } from '../history';
import type { Violation } from '../invariants/invariant';
import { Tally } from '../tally';
import type { Which } from '../simulate';
import { CONTENTS_INVARIANTS } from './invariants';
import { ContentsPlan, contentsPlans } from './plan';
import { ContentsRun } from './run';

export interface ContentsSimulationOptions {
  readonly tally?: Tally;
  /** Something broken, instead of the library's own functions. */
  readonly builds?: Partial<Builds>;
  /** Writes down what happens. */
  readonly history?: History;
}

/** A run that broke an invariant. */
export interface ContentsFailure extends Which {
  readonly plan: ContentsPlan;
  readonly violations: readonly Violation[];
}

/** Runs the plan that a seed stands for. */
export async function simulateContents(which: Which, options: ContentsSimulationOptions = {}): Promise<ContentsFailure | undefined> {
  return check(which, options, { endOnFailure: true });
}

/** Looks for the simplest plan that breaks the same invariant. */
export async function simplestContents(failure: ContentsFailure, options: ContentsSimulationOptions = {}, longest = 20_000): Promise<ContentsFailure> {
  const same = (violations: readonly Violation[]): boolean => violations.some(({ invariant }) => invariant === failure.violations[0]?.invariant);
  return await check({ seed: failure.seed }, options, { interruptAfterTimeLimit: longest }, same) ?? failure;
}

async function check(
  { seed, path = '' }: Which, options: ContentsSimulationOptions, parameters: fc.Parameters<[ContentsPlan]>,
  isFailure = (violations: readonly Violation[]) => violations.length > 0,
): Promise<ContentsFailure | undefined> {
  const broken = new Map<ContentsPlan, readonly Violation[]>();
  const property = fc.asyncProperty(contentsPlans, async (plan) => {
    const violations = await playContents(plan, options);
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
export async function playContents(
  plan: ContentsPlan, { tally = new Tally(), builds, history }: ContentsSimulationOptions = {},
): Promise<readonly Violation[]> {
  const run = new ContentsRun(plan, { invariants: CONTENTS_INVARIANTS, tally, ...(builds && { builds }), ...(history && { history }) });
  try {
    await run.execute();
    return run.violations;
  } catch (thrown) {
    return [...run.violations, { invariant: 'simulation', what: (thrown as Error).stack ?? String(thrown) }];
  }
}
