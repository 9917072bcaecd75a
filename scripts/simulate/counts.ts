/** Prints counts by their names, under the titles of what they are of. */
export function printCounts(sections: Readonly<Record<string, Readonly<Record<string, number>>>>): void {
  for (const [title, counts] of Object.entries(sections)) {
    console.log(`\n${title}`);
    for (const [name, count] of Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1))) console.log(`${String(count).padStart(9)}  ${name}`);
  }
}
