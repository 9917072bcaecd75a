import { FinalResources } from './final-resources';
import { asHolder, isHolderOf, isOwnEntry } from './holders';
import { again, repeat, settled } from './repeat';
import { CallResult, done } from './result';
import { UNSETTLED_STACK } from './schedules';
import type { Session } from './session';
import type { DescribedStack } from './stack-calls';
import type { IsWanted, ListedResource, StackList } from './stack-list';
import type { Dated, StackReading } from './stack-reading';
import type { StackTemplate } from './stack-template';
import { Asker, isGoingAway, isSettled, StackView } from './stack-view';
import { isOvertaken, serves, untilCertainlyAfter } from './wave';

/** A Delete that asks who else holds its entity, and what it may ask on the way. */
export interface Deletion {
  readonly session: Session;
  readonly asker: Asker;
  /** The service's id of the entity. */
  readonly id: string;
  /** Whether this instance of the function gets many events. It then reads for later events too. */
  readonly isOneOfMany: boolean;
  /** What the stack is doing, if that is known without asking. */
  readonly known: Dated<DescribedStack> | undefined;
  readonly describe: () => Promise<CallResult<Dated<DescribedStack>>>;
  /**
   * @param since when the operation began, in milliseconds since 1970
   */
  readonly template: (since: number) => Promise<CallResult<StackTemplate | undefined>>;
}

/** A list of resources that was read after all creates and updates of the operation. */
interface Final {
  readonly resources: FinalResources;
  readonly stack: DescribedStack;
}

type Holding = ListedResource | undefined;

/**
 * The look before a deletion. No other resource may hold the entity in the operation of the event. A list from an earlier operation doesn't count: it may show
 * no holder although a construct was renamed since.
 */
export class DeletionLook {
  private final?: Final;
  /** The latest time at which the stack was known to be in the phase of the list. */
  private confirmed = 0;

  constructor(private readonly reading: StackReading) {}

  public async look(deletion: Deletion): Promise<CallResult<StackView>> {
    const stack = await this.stackOf(deletion);
    if (stack.kind !== 'DONE') return stack;
    const { status } = stack.output;
    if (isGoingAway({ status })) return done({ status });
    if (isOvertaken(stack.output, deletion.asker) || !isSettled(status)) return done({ status, isOvertaken: true });

    const found = await this.find(deletion, stack.output, this.sharedWith(deletion, stack.output));
    if (found.kind !== 'DONE') return found;
    const holder = found.output && asHolder(found.output);
    return done({ status, ...(holder && { holder }) });
  }

  public forget(): void {
    delete this.final;
  }

  /**
   * What the stack is doing. The known status is used if it is recent enough for this event. Otherwise the stack is described, until nothing is created or
   * updated any more.
   */
  private async stackOf({ session, asker, isOneOfMany, known, describe }: Deletion): Promise<CallResult<DescribedStack>> {
    if (known && isGoingAway(known.what)) return done(known.what);
    if (this.final && serves({ readAt: this.confirmed }, asker)) return done(this.final.stack);
    // After a second event more are expected: what is read now is to serve them all.
    if (this.final || isOneOfMany) await untilCertainlyAfter(session, asker);
    return repeat<CallResult<DescribedStack>>(session, UNSETTLED_STACK, async () => {
      const described = await describe();
      if (described.kind !== 'DONE') return settled(described);
      const { what, readAt } = described.output;
      if (!this.isOfFinal(what)) this.forget();
      this.confirmed = readAt;
      const isUnsettled = !isGoingAway(what) && !isSettled(what.status) && !isOvertaken(what, asker);
      return isUnsettled ? again(() => done(what)) : settled(done(what));
    });
  }

  /** The list that was read for an event before, if it is of this operation and phase. */
  private sharedWith({ asker }: Deletion, stack: DescribedStack): FinalResources | undefined {
    if (this.final && asker.signed !== undefined && this.isOfFinal(stack)) return this.final.resources;
    return undefined;
  }

  private begin({ session, asker }: Deletion, stack: DescribedStack): FinalResources {
    const resources = new FinalResources(this.reading.list(session, asker.stackId));
    this.final = { resources, stack };
    return resources;
  }

  /** Whether the stack is still in the operation and the phase that the list is of. */
  private isOfFinal({ status, began }: DescribedStack): boolean {
    return this.final?.stack.status === status && this.final.stack.began === began;
  }

  private async find(deletion: Deletion, stack: DescribedStack, shared?: FinalResources): Promise<CallResult<Holding>> {
    const { session, asker, id } = deletion;
    const final = shared ?? this.begin(deletion, stack);
    const { list } = final;
    const isHolding = (resource: ListedResource): boolean => isHolderOf(resource, asker, { id }) && !isOwnEntry(resource, asker);
    const first = await list.findOnFirstPage(session, isHolding);
    if (first.kind !== 'DONE' || (!first.output && list.isOnePage)) return first;
    if (first.output && hasJustComeToStay(first.output, stack)) return first;

    const read = await deletion.template(stack.began ?? Infinity);
    if (read.kind !== 'DONE') return read;
    // Only a template that the asker is no longer in says who stays.
    const template = read.output?.declares(asker.logicalResourceId) === false ? read.output : undefined;
    const found = await (template ? this.findAmongStaying(deletion, final, isHolding, template) : this.findInTwo(deletion, final, isHolding));
    if (found.kind !== 'DONE' || !found.output || isKnownToStay(found.output, stack, template) || !shared) return found;
    // Two resources that both leave would keep the entity for each other, if the list still shows both. By now one of them is being deleted, so a new list is
    // read.
    return this.find(deletion, stack);
  }

  /** Repeats reading the list until every resource that stays was read. */
  private async findAmongStaying(deletion: Deletion, final: FinalResources, isHolding: IsWanted, template: StackTemplate): Promise<CallResult<Holding>> {
    const { session, asker, isOneOfMany } = deletion;
    const staying = template.allOf(asker.resourceType);
    const read = isOneOfMany ? await final.readAll(session, staying) : done(undefined);
    if (read.kind !== 'DONE') return read;
    const isWanted = (resource: ListedResource): boolean => isHolding(resource) && template.declares(resource.logicalResourceId);
    for (let before: StackList | undefined; ;) {
      const found = await final.find(session, isWanted, staying);
      if (found.kind !== 'DONE' || found.output) return found;
      const { list } = final;
      if (list.isOnePage || final.has(template.unconditionalOf(asker.resourceType)) || list.logicalIds === before?.logicalIds) return found;
      before = list;
      final.readAgain(this.reading.list(session, asker.stackId));
    }
  }

  /** Reads the list until two in a row have the same resources. */
  private async findInTwo({ session, asker }: Deletion, final: FinalResources, isHolding: IsWanted): Promise<CallResult<Holding>> {
    for (let before: StackList | undefined; ;) {
      const { list } = final;
      const found = await list.find(session, isHolding);
      if (found.kind !== 'DONE' || found.output || list.isOnePage || list.logicalIds === before?.logicalIds) return found;
      before = list;
      final.readAgain(this.reading.list(session, asker.stackId));
    }
  }
}

/** Whether the holder is known to stay. A resource with a condition may be leaving the template as well. */
function isKnownToStay(holder: ListedResource, stack: DescribedStack, template: StackTemplate | undefined): boolean {
  return hasJustComeToStay(holder, stack) || template?.isUnconditional(holder.logicalResourceId) === true;
}

/** Whether the complete update has created or changed the holder. It neither creates nor changes a resource that leaves the template. */
function hasJustComeToStay({ changed = 0 }: ListedResource, { status, began = Infinity }: DescribedStack): boolean {
  return status.startsWith('UPDATE_COMPLETE') && changed >= began;
}
