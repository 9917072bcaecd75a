import { PlanUnit, unitsOf } from '../../rehearsal/contents/contents-plan';
import { Plan, Verb, VERBS } from '../../rehearsal/plan';

/** What a plan can be refused for. */
export const FAILURES = ['refusals', 'removals', 'changes'] as const;

export interface ExitCodeOptions {
  /** Whether a plan with changes has an exit code of its own. */
  readonly isDetailed?: boolean;
  readonly failOn?: (typeof FAILURES)[number];
}

const PLANNED = 0;
const NO_PLAN = 1;
const CHANGES = 2;
const REFUSALS = 3;
const FAILED_ON = 4;

const REFUSED: readonly Verb[] = ['refused', 'lost'];

/** They do nothing, so that they take nothing away either. */
const WITHOUT_EFFECT: readonly Verb[] = ['refused', 'not reached', 'keeps'];

/** With what the command ends: no plan of a stack counts most, then refusals, then what the caller doesn't want to see, then changes. */
export function exitCodeOf(plan: Plan, { isDetailed = false, failOn }: ExitCodeOptions = {}): number {
  if (plan.stacks.some(({ noPlan }) => noPlan !== undefined)) return NO_PLAN;
  if (REFUSED.some((verb) => plan.totals[verb] > 0)) return REFUSALS;
  const hasChanges = VERBS.some((verb) => verb !== 'keeps' && plan.totals[verb] > 0);
  if (failOn === 'changes' && hasChanges) return FAILED_ON;
  if (failOn === 'removals' && plan.stacks.some(({ resources }) => resources.flatMap(unitsOf).some(isRemoval))) return FAILED_ON;
  return isDetailed && hasChanges ? CHANGES : PLANNED;
}

/** Whether something is gone afterwards, or somebody has less access. What is unknown counts: it may come so. */
function isRemoval({ verb, access }: PlanUnit): boolean {
  return verb === 'deletes' || verb === 'lost' || (access === 'takes' && !WITHOUT_EFFECT.includes(verb));
}
