import { CallResult, done } from './result';
import type { Session } from './session';
import type { IsWanted, ListedResource, StackList } from './stack-list';

/**
 * The resources that stay in a stack, once all creates and updates are over. They don't change any more, so several readings of the list complete each other. A
 * single reading may miss a resource: while its pages are read the list gets shorter, and an entry can move to a page that was read already.
 */
export class FinalResources {
  /** Resources from earlier readings of the list. */
  private readonly known = new Map<string, ListedResource>();

  constructor(public list: StackList) {}

  /** Goes on with another reading. */
  public readAgain(list: StackList): void {
    for (const resource of this.list.resources) this.known.set(resource.logicalResourceId, resource);
    this.list = list;
  }

  /** Whether all of these were read. */
  public has(logicalIds: readonly string[]): boolean {
    const listed = new Set(this.list.resources.map(({ logicalResourceId }) => logicalResourceId));
    return logicalIds.every((id) => listed.has(id) || this.known.has(id));
  }

  /** Reads everything at once, before what others do makes the list shorter. */
  public readAll(session: Session, staying: readonly string[]): Promise<CallResult<unknown>> {
    return this.list.readUntil(session, () => this.has(staying));
  }

  /**
   * The first of the wanted resources. Reads as far as it has to.
   *
   * @param isWanted of what stays
   * @param staying the logical ids of all that can be wanted
   */
  public async find(session: Session, isWanted: IsWanted, staying: readonly string[]): Promise<CallResult<ListedResource | undefined>> {
    const known = [...this.known.values()].find(isWanted);
    return known ? done(known) : this.list.find(session, isWanted, () => this.has(staying));
  }
}
