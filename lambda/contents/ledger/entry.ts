/** What an entry of the ledger is about. */
export type EntryKind = 'user' | 'group' | 'membership';

/**
 * A user, a group or a membership that these contents have brought or taken over. `released` is what no row declares any more and nobody removes; `owed` is
 * what leaves as soon as the deployment that left it out has succeeded.
 */
export interface Entry {
  readonly kind: EntryKind;
  /** Of the row: nothing personal, but the same for the same name. */
  readonly key: string;
  /** The service's id. */
  readonly id: string;
  /** `foreign` is a member of an exclusive group whom somebody else has put there. */
  readonly ownership: 'created' | 'adopted' | 'foreign';
  /** The sequence of the contents that have brought it. */
  readonly since: number;
  /** What was declared when it was last made so; the same for the same attributes. */
  readonly declared: string;
  readonly state: 'declared' | 'released' | 'owed';
  /** Whether a rollback has brought it as far as it could, so that it is looked at once more. */
  readonly isUnsure?: true;
  /** Of contents that look at every row, or take an update back: the sequence of those that have looked at it last. */
  readonly looked?: number;
  /** Of a membership that was there before: the sequence of the contents that have taken it over. */
  readonly taken?: number;
  /** Of what is owed: the sequence of the contents that have left it out. */
  readonly left?: number;
  /** Of a membership: the key of its group. */
  readonly group?: string;
  /** Of a membership: the same for the same user and group. */
  readonly parties?: string;
}

/** What a call was about to do, written before it is made. A crash may have come before or after it. */
export interface Intent {
  readonly kind: EntryKind;
  readonly key: string;
  readonly does: 'create' | 'update' | 'delete';
  /** Of the contents for which it is done. */
  readonly sequence: number;
}

/** What became of an entry. */
export type Change = Entry | Gone;

interface Gone {
  readonly kind: EntryKind;
  readonly key: string;
  readonly isGone: true;
}

export function goneFrom({ kind, key }: Pick<Entry, 'kind' | 'key'>): Gone {
  return { kind, key, isGone: true };
}

/** What becomes of an entry that nobody removes: the ledger only has members of others as long as they are to leave. */
export function releasedFrom(entry: Entry): Change {
  return entry.ownership === 'foreign' ? goneFrom(entry) : { ...entry, state: 'released' };
}

/** The entries of contents, by what they are about. */
export class Entries {
  private readonly all: Readonly<Record<EntryKind, Map<string, Entry>>> = { user: new Map(), group: new Map(), membership: new Map() };
  /** The keys of users and groups by the service's ids. */
  private readonly holders = new Map<string, Pick<Entry, 'kind' | 'key'>>();
  /** The keys of groups, each once, however many memberships it is in. */
  private readonly groups = new Map<string, string>();

  public of(kind: EntryKind): ReadonlyMap<string, Entry> {
    return this.all[kind];
  }

  public get(kind: EntryKind, key: string): Entry | undefined {
    return this.all[kind].get(key);
  }

  /** The user or group with an id of the service. */
  public withId(id: string): Entry | undefined {
    const holder = this.holders.get(id);
    return holder && this.get(holder.kind, holder.key);
  }

  public apply(change: Change): void {
    if (change.kind !== 'membership') this.noteHolder(change);
    if ('isGone' in change) this.all[change.kind].delete(change.key);
    else this.all[change.kind].set(change.key, change.group === undefined ? change : { ...change, group: this.groupOf(change.group) });
  }

  private noteHolder(change: Change): void {
    const { kind, key } = change;
    const before = this.get(kind, key);
    if (before && this.holders.get(before.id)?.key === key) this.holders.delete(before.id);
    if (!('isGone' in change)) this.holders.set(change.id, change);
  }

  private groupOf(key: string): string {
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    this.groups.set(key, key);
    return key;
  }

  public* [Symbol.iterator](): IterableIterator<Entry> {
    for (const kind of Object.values(this.all)) yield* kind.values();
  }
}
