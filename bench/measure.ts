/** How much is measured: `quick` takes seconds and can't tell small differences. */
export type Scale = 'full' | 'quick';

export interface MeasureOptions {
  readonly scale: Scale;
  /** How often anything is repeated at most. */
  readonly mostRounds: number;
  /** Tells how far it is. */
  readonly progress: (text: string) => void;
}

/** One thing that is measured. Its result holds every sample, as JSON. */
export type Measure<Result> = (options: MeasureOptions) => Promise<Result>;

/** Measures every subject once a round, so that all of them see the machine equally busy. */
export async function interleaved<Name extends string>(
  names: readonly Name[], rounds: number, sample: (name: Name) => Promise<void> | void, progress: (text: string) => void, what: string,
): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    // Whoever comes first in a round has no advantage over all of them.
    for (const name of rotated(names, round)) await sample(name);
    if (round === rounds || round % Math.ceil(rounds / 5) === 0) progress(`${what}: ${round} of ${rounds} rounds`);
  }
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
