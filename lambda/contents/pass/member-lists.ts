/** How many groups are read at the same time: the one whose rows are carried out, and those after it. */
const AT_ONCE = 3;

/** What is done with the lists of members. */
export interface MemberListing {
  /** Lists the members of a group. Never rejects. @returns its id, if it is known */
  read(group: string): Promise<string | undefined>;
  /** Those of the group with an id aren't needed any more. */
  forget(groupId: string): void;
}

/** The members of groups, each listed shortly before the rows of the group are carried out, so that nothing waits for all of them, and forgotten after. */
export class MemberLists {
  private readonly places: ReadonlyMap<string, number>;
  private readonly reading = new Map<string, Promise<string | undefined>>();
  /** How many groups were forgotten. */
  private forgotten = 0;

  /**
   * @param groups in the order of their rows
   */
  constructor(private readonly groups: readonly string[], private readonly listing: MemberListing) {
    this.places = new Map(groups.map((group, index) => [group, index]));
  }

  /** Waits until the members of a group are known, if they are to be listed. */
  public async ready(group: string): Promise<void> {
    const place = this.places.get(group);
    if (place === undefined) return;
    await this.forgetUntil(place - AT_ONCE);
    for (const each of this.groups.slice(place, place + AT_ONCE)) if (!this.reading.has(each)) this.reading.set(each, this.listing.read(each));
    await this.reading.get(group);
  }

  /** Rows of a few groups may be carried out at the same time. */
  private async forgetUntil(place: number): Promise<void> {
    for (; this.forgotten < place; this.forgotten += 1) {
      const id = await this.reading.get(this.groups[this.forgotten] as string);
      if (id !== undefined) this.listing.forget(id);
    }
  }
}
