/** Stands for none of the sets. */
const NONE = -1;

/**
 * An order of sets in which similar ones are neighbours: they are joined two by two, the most similar ones first, as a tree whose leaves are then read from
 * left to right. How similar two are is what they have in common of all that they have; that of joined ones is the mean.
 *
 * @param sets as many as a square of them has room in memory: a few thousand
 * @returns the indices of the sets
 */
export function clusteredOrder(sets: readonly ReadonlySet<number>[]): number[] {
  const count = sets.length;
  const similarity = similarities(sets);
  const alike = Float32Array.from(similarity);
  const clusters = new Map<number, number[]>(sets.map((_, index) => [index, [index]]));
  const chain: number[] = [];
  while (clusters.size > 1) {
    const [first] = clusters.keys();
    if (chain.length === 0) chain.push(first as number);
    const last = chain.at(-1) as number;
    const nearest = nearestTo(last, chain.at(-2), clusters, alike, count);
    if (nearest !== chain.at(-2)) {
      chain.push(nearest);
      continue;
    }
    chain.splice(-2);
    const [one, other] = [clusters.get(nearest) as number[], clusters.get(last) as number[]];
    for (const each of clusters.keys()) {
      const mean = (one.length * at(alike, each, nearest, count) + other.length * at(alike, each, last, count)) / (one.length + other.length);
      alike[each * count + nearest] = mean;
      alike[nearest * count + each] = mean;
    }
    clusters.delete(last);
    clusters.set(nearest, withNearestEnds(one, other, (left, right) => at(similarity, left, right, count)));
  }
  return [...clusters.values()].flat();
}

function similarities(sets: readonly ReadonlySet<number>[]): Float32Array {
  const count = sets.length;
  const similarity = new Float32Array(count * count);
  sets.forEach((one, row) => sets.slice(0, row).forEach((other, column) => {
    const [smaller, larger] = one.size < other.size ? [one, other] : [other, one];
    let common = 0;
    for (const member of smaller) if (larger.has(member)) common++;
    const value = common / Math.max(1, one.size + other.size - common);
    similarity[row * count + column] = value;
    similarity[column * count + row] = value;
  }));
  return similarity;
}

/** The one before in the chain, if no other is nearer: or the chain would never end. */
function nearestTo(last: number, before: number | undefined, clusters: ReadonlyMap<number, unknown>, alike: Float32Array, count: number): number {
  let nearest = before ?? NONE;
  for (const each of clusters.keys()) {
    if (each === last || each === nearest) continue;
    if (nearest === NONE || at(alike, last, each, count) > at(alike, last, nearest, count)) nearest = each;
  }
  return nearest;
}

/** Of the four ways to put two orders side by side, the one whose ends that meet are most similar. */
function withNearestEnds(one: readonly number[], other: readonly number[], similarity: (left: number, right: number) => number): number[] {
  const ways = [[one, other], [one, other.toReversed()], [one.toReversed(), other], [one.toReversed(), other.toReversed()]] as const;
  const meeting = ([left, right]: (typeof ways)[number]): number => similarity(left.at(-1) as number, right[0] as number);
  return ways.reduce((best, way) => meeting(way) > meeting(best) ? way : best).flat();
}

function at(square: Float32Array, row: number, column: number, count: number): number {
  return square[row * count + column] as number;
}
