/** What a reader wants to know of many samples: the middle, and between what the middle half lies. */
export interface Summary {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly count: number;
}

/** @throws when there is no sample */
export function summaryOf(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((one, other) => one - other);
  return { median: quantile(sorted, 0.5), lowerQuartile: quantile(sorted, 0.25), upperQuartile: quantile(sorted, 0.75), count: sorted.length };
}

/** Of repetitions that were measured one right after the other, so that both saw the machine equally busy. */
export function ratioOf(samples: readonly number[], others: readonly number[]): Summary {
  if (samples.length !== others.length) throw new Error(`${samples.length} samples can't be compared with ${others.length}`);
  return summaryOf(samples.map((sample, index) => sample / (others[index] as number)));
}

/** Between two samples, in proportion: as most programs for statistics do it (type 7 of Hyndman and Fan). */
function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) throw new Error('there are no samples');
  const position = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]] as [number, number];
  return below + (above - below) * (position - Math.floor(position));
}
