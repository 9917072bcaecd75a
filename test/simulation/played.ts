import fc from 'fast-check';
import type { Violation } from './invariants/invariant';
import { withoutTraces } from '../support/without-traces';

/** Which run: a seed stands for a plan, and a path for one that was made of it by leaving out what doesn't matter. */
export interface Which {
  readonly seed: number;
  readonly path?: string;
}

/** A run of a plan that broke an invariant. */
export interface BrokenRun<Plan> extends Which {
  readonly plan: Plan;
  readonly violations: readonly Violation[];
}

type Play<Plan> = (plan: Plan) => Promise<readonly Violation[]>;

/** Plays the plan that a seed stands for. */
export async function brokenRun<Plan>(plans: fc.Arbitrary<Plan>, play: Play<Plan>, which: Which): Promise<BrokenRun<Plan> | undefined> {
  return check(plans, play, which, { endOnFailure: true });
}

/**
 * Looks for the simplest plan that breaks the same invariant.
 *
 * @param longest how long it looks, in milliseconds
 */
export async function simplestRun<Plan>(plans: fc.Arbitrary<Plan>, play: Play<Plan>, broken: BrokenRun<Plan>, longest: number): Promise<BrokenRun<Plan>> {
  const same = (violations: readonly Violation[]): boolean => violations.some(({ invariant }) => invariant === broken.violations[0]?.invariant);
  return await check(plans, play, { seed: broken.seed }, { interruptAfterTimeLimit: longest }, same) ?? broken;
}

async function check<Plan>(
  plans: fc.Arbitrary<Plan>, play: Play<Plan>, { seed, path = '' }: Which, parameters: fc.Parameters<[Plan]>,
  isFailure = (violations: readonly Violation[]) => violations.length > 0,
): Promise<BrokenRun<Plan> | undefined> {
  const broken = new Map<Plan, readonly Violation[]>();
  const property = fc.asyncProperty(plans, async (plan) => {
    const violations = await play(plan);
    if (isFailure(violations)) broken.set(plan, violations);
    return !isFailure(violations);
  });
  const { counterexample, counterexamplePath } = await fc.check(property, { seed, numRuns: 1, ...(path !== '' && { path }), ...parameters });
  if (!counterexample) return undefined;
  const [plan] = counterexample;
  return { seed, path: counterexamplePath ?? '0', plan, violations: broken.get(plan) ?? [] };
}

/** Carries a run out. An error in the simulation counts as a violation, too. */
export async function violationsOf(run: { readonly violations: readonly Violation[]; execute(): Promise<void> }): Promise<readonly Violation[]> {
  try {
    await withoutTraces(() => run.execute());
    return run.violations;
  } catch (thrown) {
    return [...run.violations, { invariant: 'simulation', what: (thrown as Error).stack ?? String(thrown) }];
  }
}
