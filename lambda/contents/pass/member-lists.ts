/** How many groups are read at the same time: the one whose rows are carried out, and those after it. */
const AT_ONCE = 3;

/** Reads the members of a group, and gives its id if it is there. Never rejects. */
type Read = (group: string) => Promise<string | undefined>;

/**
 * The members of groups, each listed shortly before the rows of the group are carried out, so that nothing waits for all of them, and forgotten soon after, so
 * that the memory doesn't have to take all of them.
 */
export class MemberLists {
  private readonly places: ReadonlyMap<string, number>;
  private readonly reading = new Map<string, ReturnType<Read>>();
  /** The place of the first group whose members may still be known. */
  private first = 0;

  /**
   * @param groups in the order of their rows
   * @param forget is given the id of a group whose members nobody asks for any more
   */
  constructor(private readonly groups: readonly string[], private readonly read: Read, private readonly forget: (groupId: string) => void) {
    this.places = new Map(groups.map((group, index) => [group, index]));
  }

  /** Waits until the members of a group are known, if they are to be listed. */
  public async ready(group: string): Promise<void> {
    const place = this.places.get(group);
    if (place === undefined) return;
    for (const each of this.groups.slice(place, place + AT_ONCE)) if (!this.reading.has(each)) this.reading.set(each, this.read(each));
    await this.reading.get(group);
    // Rows of the group right before it may still be under way.
    for (; this.first < place - 1; this.first++) await this.leave(this.groups[this.first] as string);
  }

  private async leave(group: string): Promise<void> {
    const groupId = await this.reading.get(group);
    this.reading.set(group, Promise.resolve(undefined));
    if (groupId !== undefined) this.forget(groupId);
  }
}
