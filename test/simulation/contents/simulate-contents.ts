import type { Builds } from '../handlers';
import type { History } from '../history';
import type { Violation } from '../invariants/invariant';
import { BrokenRun, brokenRun, simplestRun, violationsOf, Which } from '../played';
import { Tally } from '../tally';
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
export type ContentsFailure = BrokenRun<ContentsPlan>;

/** Runs the plan that a seed stands for. */
export async function simulateContents(which: Which, options: ContentsSimulationOptions = {}): Promise<ContentsFailure | undefined> {
  return brokenRun(contentsPlans, (plan) => playContents(plan, options), which);
}

/** Looks for the simplest plan that breaks the same invariant. */
export async function simplestContents(failure: ContentsFailure, options: ContentsSimulationOptions = {}, longest = 20_000): Promise<ContentsFailure> {
  return simplestRun(contentsPlans, (plan) => playContents(plan, options), failure, longest);
}

/** Runs a plan. */
export async function playContents(
  plan: ContentsPlan, { tally = new Tally(), builds, history }: ContentsSimulationOptions = {},
): Promise<readonly Violation[]> {
  return violationsOf(new ContentsRun(plan, { invariants: CONTENTS_INVARIANTS, tally, ...(builds && { builds }), ...(history && { history }) }));
}
