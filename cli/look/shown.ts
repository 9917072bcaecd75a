import { Plan, PLAN_FORMAT } from '../../rehearsal/plan';
import { PLAN } from '../../rehearsal/plan-shape';
import { reasonOf } from '../../sandbox/command/failure';
import { parseSeed } from '../../sandbox/seed/parse';
import { checkShape, SeedError } from '../../sandbox/seed/shape';
import type { Snapshot } from '../../sandbox/seed/snapshot';

/** What can be looked at. */
export type Shown = { readonly kind: 'snapshot'; readonly snapshot: Snapshot } | { readonly kind: 'plan'; readonly plan: Plan };

/**
 * What a file holds, which its format says.
 *
 * @throws SeedError with the place of the first thing that is neither of a snapshot nor of a plan
 */
export function parseShown(text: string): Shown {
  const parsed = parsedJson(text);
  if (formatOf(parsed) === PLAN_FORMAT) {
    checkShape('the plan', parsed, PLAN);
    return { kind: 'plan', plan: parsed as Plan };
  }
  const { snapshot } = formatOf(parsed) === undefined ? {} : parseSeed(text);
  if (snapshot) return { kind: 'snapshot', snapshot };
  throw new SeedError('it is neither what snapshot writes nor what plan --format json does');
}

function formatOf(parsed: unknown): unknown {
  return typeof parsed === 'object' && parsed !== null && 'format' in parsed ? parsed.format : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new SeedError(`it is not JSON: ${reasonOf(thrown)}`);
  }
}
