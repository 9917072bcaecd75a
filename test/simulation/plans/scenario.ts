import fc from 'fast-check';
import { UNCONFIRMED } from '../../../rehearsal/unconfirmed';
import type { Act, Domain } from '../domain';
import { additions, Edit, edits, listOf } from '../plan';

/** A world, and what is planned in it. The same scenario gives the same plan and the same deployments. */
export interface Scenario {
  /** Of the ids and of the time that each call takes. */
  readonly seed: number;
  /** What its stacks are made of. */
  readonly domain: string;
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  /** What a call takes at most, in milliseconds: it decides what comes first of things that don't depend on each other. */
  readonly latency: number;
  /** Whether everything is in a nested stack. */
  readonly isNested: boolean;
  /** Whether deployments of the history that fail are rolled back. */
  readonly rollsBack: boolean;
  /** The switch with which AWS behaves otherwise than plans take it to; none if it behaves as they do. */
  readonly otherwise: string;
  /** What others did before. */
  readonly before: readonly Act[];
  readonly history: readonly Episode[];
  /** What is planned, and then deployed: one after the other. */
  readonly planned: readonly (readonly StackEdits[])[];
}

/** A deployment, and what others did after it. */
export interface Episode extends StackEdits {
  readonly acts: readonly Act[];
}

/** What is different from the template before. */
export interface StackEdits {
  readonly stack: number;
  readonly edits: readonly Edit[];
}

/** Every scenario there can be. */
export function scenarios(domain: Domain): fc.Arbitrary<Scenario> {
  const edit = edits(domain);
  const acts = listOf(domain.act, [2, 0, 0], [2, 1, 2], [1, 3, 4]);
  const beginning = listOf(additions(domain), [2, 1, 2], [3, 3, 4], [1, 5, 7]);
  const change = listOf(edit, [1, 0, 0], [4, 1, 1], [3, 2, 4]);
  const first = fc.record({ stack: fc.constant(0), edits: beginning, acts });
  const other = fc.record({ stack: fc.constantFrom(0, 1), edits: fc.oneof(beginning, change), acts });
  const history = fc.oneof(
    { weight: 1, arbitrary: fc.constant<Episode[]>([]) },
    { weight: 5, arbitrary: fc.tuple(first, listOf(other, [2, 0, 0], [2, 1, 1], [1, 2, 2])).map(([one, others]) => [one, ...others]) },
  );
  const stack = fc.record({ stack: fc.constant(0), edits: fc.oneof({ weight: 3, arbitrary: change }, { weight: 1, arbitrary: beginning }) });
  const both = fc.tuple(stack, stack).map(([one, two]): StackEdits[] => [one, { ...two, stack: 1 }]);
  const deployment = fc.oneof({ weight: 3, arbitrary: stack.map((one): StackEdits[] => [one]) }, { weight: 2, arbitrary: both });
  return fc.noBias(fc.record({
    seed: fc.nat(),
    domain: fc.constant(domain.name),
    featureSet: fc.constantFrom('ALL' as const, 'ALL' as const, 'ALL' as const, 'CONSOLIDATED_BILLING' as const),
    latency: fc.constantFrom(0, 0, 20, 400),
    isNested: fc.constantFrom(false, false, false, false, false, false, true),
    before: acts,
    history,
    planned: listOf(deployment, [3, 1, 1], [1, 2, 2]),
    // The last that are drawn: what was found before they were, keeps its seed.
    rollsBack: fc.constantFrom(true, true, true, false),
    otherwise: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom(...UNCONFIRMED.map(({ name }) => name)) }),
  }));
}
