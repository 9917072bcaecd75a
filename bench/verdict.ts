import type { Scale } from './measure';
import type { PartName, Results } from './results';
import { Bound, Target, TARGETS } from './targets';

/** A target, with what was measured. */
export interface Verdict {
  readonly part: PartName;
  readonly what: string;
  readonly figure: number;
  readonly bound: Bound;
  readonly unit: string;
  readonly met: boolean;
}

/** Judges everything that was measured. */
export function verdictsOn(results: Results, scale: Scale): Verdict[] {
  return TARGETS.flatMap((target) => verdictOn(target as Target<PartName>, results, scale));
}

function verdictOn(target: Target<PartName>, results: Results, scale: Scale): Verdict[] {
  const part = results[target.part];
  if (!part || (scale === 'quick' && target.fullOnly)) return [];
  const bound = scale === 'quick' ? target.quickBound ?? target.bound : target.bound;
  const figure = target.figure(part.result as never);
  return [{ part: target.part, what: target.what, figure, bound, unit: target.unit ?? '', met: isWithin(figure, bound) }];
}

function isWithin(figure: number, bound: Bound): boolean {
  return 'atMost' in bound ? figure <= bound.atMost : figure >= bound.atLeast;
}

export function boundText(bound: Bound): string {
  return 'atMost' in bound ? `≤ ${bound.atMost}` : `≥ ${bound.atLeast}`;
}
