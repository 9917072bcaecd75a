/** A word that is further away than a part of its length isn't meant. */
const PART = 0.15;

/** What was probably meant by a word that isn't among the known ones; undefined if none is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const distances = known.map((each) => ({ each, distance: distanceBetween(word.toLowerCase(), each.toLowerCase()) }));
  const [closest] = distances.sort((one, other) => one.distance - other.distance);
  return closest && closest.distance <= Math.max(1, word.length * PART) ? closest.each : undefined;
}

/** How many letters have to be put in, taken out or changed to make the one of the other. */
function distanceBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const change = letter === other[column - 1] ? 0 : 1;
      line.push(Math.min((above[column] as number) + 1, (line[column - 1] as number) + 1, (above[column - 1] as number) + change));
    }
    above = line;
  }
  return above.at(-1) as number;
}
