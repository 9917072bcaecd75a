/** What the objects of a ledger are called, behind the prefix of their kind: the function writes them, and commands read them. */

/** The one object that is overwritten, and always by compare-and-swap. */
export const HEAD = 'head.json';

/** Lists take turns at two names: the bucket forgets what was overwritten, after a while. */
export function nameOfEntries(number: number): string {
  return `${number % 2}.jsonl.gz`;
}

export function nameOfKeptFile(slot: number): string {
  return `${slot}.jsonl.gz`;
}

/** The list of what became of the rows of a campaign, in one of its places. */
export function nameOfCampaignEntries(place: number): string {
  return `${place}.jsonl.gz`;
}

/** The copy of a roster of a campaign. */
export function nameOfRoster(hash: string): string {
  return `${hash}.jsonl.gz`;
}

/** How the names of all pieces begin of a journal that goes on from a list of entries. */
export function beginningOfJournal(entriesNumber: number): string {
  return `${padded(entriesNumber)}-`;
}

/** Keys are listed in the order of their texts. */
export function nameOfPiece(entriesNumber: number, piece: number): string {
  return `${beginningOfJournal(entriesNumber)}${padded(piece)}.json`;
}

/** Both numbers in the name of a piece. */
export function numbersOfPiece(name: string): readonly [entriesNumber: number, piece: number] {
  const [entriesNumber, piece] = name.slice(0, -'.json'.length).split('-').map(Number) as [number, number];
  return [entriesNumber, piece];
}

function padded(number: number): string {
  return String(number).padStart(8, '0');
}
