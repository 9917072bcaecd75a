/** Ids that constructs of the library and of the CDK have in a stack, or that no id of a resource is made of. */
const TAKEN = ['default', 'resource', 'directory', 'exports', 'cdkmetadata', 'bootstrapversion', 'checkbootstrapversion', 'cdkorgguardidentitystore', 'cdkorgguardorganizations'];

/** Longer names are cut, so that lines can be read and logical ids have room for more. */
const LONGEST = 60;

const LETTERS_OF_ID = 8;

/** Gives constructs ids that are made of the names of what they stand for. An id that was given before stays, also after a renaming. */
export class ConstructIds {
  private readonly given: Map<string, string>;
  private readonly taken: Set<string>;

  /**
   * @param fallback what the id of something begins with whose name has no letters and digits that an id can have
   * @param before ids that were given before, by the ids of what they are for
   */
  constructor(private readonly fallback: string, before: ReadonlyMap<string, string> = new Map()) {
    this.given = new Map(before);
    this.taken = new Set([...TAKEN, ...[...before.values()].map((id) => id.toLowerCase())]);
  }

  /** The id of a construct for something with an id and a name. */
  public of({ id, name }: { readonly id: string; readonly name: string }): string {
    const before = this.given.get(id);
    if (before !== undefined) return before;
    // Of an address the part before the domain says who it is.
    const readable = readableId(name.replace(/(?<=.)@[^@]*$/, ''), this.fallback);
    const letters = id.replace(/^[0-9a-f]{10}-/, '').replace(/[^A-Za-z0-9]/g, '');
    const withId = [letters.slice(0, LETTERS_OF_ID), letters].map((end) => `${readable}_${end}`);
    const candidates = readable === this.fallback ? withId : [readable, readableId(name, this.fallback), ...withId];
    let number = 2;
    while (this.areTaken(candidates)) candidates.push(`${readable}_${letters}_${number++}`);
    const chosen = candidates.find((candidate) => !this.areTaken([candidate])) as string;
    this.given.set(id, chosen);
    this.taken.add(chosen.toLowerCase());
    return chosen;
  }

  private areTaken(ids: readonly string[]): boolean {
    return ids.every((id) => this.taken.has(id.toLowerCase()));
  }
}

/** `ada.lovelace` is `AdaLovelace`, and `Ünal` is `Unal`. Letters without a Latin form are left out. */
function readableId(name: string, fallback: string): string {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('').slice(0, LONGEST);
  return /^[A-Za-z]/.test(joined) ? joined : `${fallback}${joined}`;
}
