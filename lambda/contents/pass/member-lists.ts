/** How many groups are read at the same time: the one whose rows are carried out, and those after it. */
const AT_ONCE = 3;

/** The members of groups, each listed shortly before the rows of the group are carried out, so that nothing waits for all of them. */
export class MemberLists {
  private readonly places: ReadonlyMap<string, number>;
  private readonly reading = new Map<string, Promise<void>>();

  /**
   * @param groups in the order of their rows
   * @param read never rejects
   */
  constructor(private readonly groups: readonly string[], private readonly read: (group: string) => Promise<void>) {
    this.places = new Map(groups.map((group, index) => [group, index]));
  }

  /** Waits until the members of a group are known, if they are to be listed. */
  public async ready(group: string): Promise<void> {
    const place = this.places.get(group);
    if (place === undefined) return;
    for (const each of this.groups.slice(place, place + AT_ONCE)) if (!this.reading.has(each)) this.reading.set(each, this.read(each));
    await this.reading.get(group);
  }
}
