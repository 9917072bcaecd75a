import { isHolderOf } from './holders';
import { parsePhysicalResourceId } from './ownership';
import { again, repeat, settled } from './repeat';
import { CallResult, done } from './result';
import { UNSETTLED_STACK } from './schedules';
import type { Session } from './session';
import type { DescribedStack } from './stack-calls';
import type { ListedResource, StackList } from './stack-list';
import type { Dated, StackReading } from './stack-reading';
import type { StackTemplate } from './stack-template';
import { Asker, isGoingAway, isSettled, StackView } from './stack-view';
import { serves, untilCertainlyAfter } from './wave';

/** A Delete that asks who else holds its entity, and what it may ask on the way. */
export interface Deletion {
  readonly session: Session;
  readonly asker: Asker;
  /** The service's id of the entity. */
  readonly id: string;
  /** What the stack is doing, if that is known without asking. */
  readonly known: Dated<DescribedStack> | undefined;
  readonly describe: () => Promise<CallResult<Dated<DescribedStack>>>;
  /**
   * @param since when the operation began, in milliseconds since 1970
   */
  readonly template: (since: number) => Promise<CallResult<StackTemplate | undefined>>;
}

/** A list that was read once all that was to be created or updated was. */
interface Final {
  readonly list: StackList;
  readonly stack: DescribedStack;
}

type Holding = ListedResource | undefined;

/**
 * The look before a deletion: nobody else may hold the entity in the operation that the event belongs to. A list of an operation before would say that
 * nobody does although a construct was renamed since.
 */
export class DeletionLook {
  private final?: Final;
  /** Until when the stack is known to be in the phase of the list. */
  private confirmed = 0;

  constructor(private readonly reading: StackReading) {}

  public async look(deletion: Deletion): Promise<CallResult<StackView>> {
    const stack = await this.stackOf(deletion);
    if (stack.kind !== 'DONE') return stack;
    const { status } = stack.output;
    if (isGoingAway({ status })) return done({ status });
    if (isOvertaken(stack.output, deletion.asker) || !isSettled(status)) return done({ status, isOvertaken: true });

    const found = await this.find(deletion, this.finalOf(deletion, stack.output));
    if (found.kind !== 'DONE') return found;
    const owned = parsePhysicalResourceId(found.output?.physicalResourceId ?? '');
    if (!found.output || !owned) return done({ status });
    const { logicalResourceId, changed = 0 } = found.output;
    return done({ status, holder: { ...owned, logicalResourceId, changed } });
  }

  public forget(): void {
    delete this.final;
  }

  /** What the stack is doing: what is known if it serves this event, else as it is now, and once nothing is created or updated any more. */
  private async stackOf({ session, asker, known, describe }: Deletion): Promise<CallResult<DescribedStack>> {
    if (known && isGoingAway(known.what)) return done(known.what);
    if (this.final && serves({ readAt: this.confirmed }, asker)) return done(this.final.stack);
    // A second event: there are more of them.
    if (this.final) await untilCertainlyAfter(session, asker);
    return repeat<CallResult<DescribedStack>>(session, UNSETTLED_STACK, async () => {
      const described = await describe();
      if (described.kind !== 'DONE') return settled(described);
      const { what, readAt } = described.output;
      this.confirmed = readAt;
      const isUnsettled = !isGoingAway(what) && !isSettled(what.status) && !isOvertaken(what, asker);
      return isUnsettled ? again(() => done(what)) : settled(done(what));
    });
  }

  private finalOf({ session, asker }: Deletion, stack: DescribedStack): StackList {
    const { final } = this;
    if (final && asker.signed !== undefined && final.stack.status === stack.status && final.stack.began === stack.began) return final.list;
    return this.begin(session, asker, stack);
  }

  private begin(session: Session, { stackId }: Asker, stack: DescribedStack): StackList {
    const list = this.reading.list(session, stackId);
    this.final = { list, stack };
    return list;
  }

  private async find(deletion: Deletion, list: StackList): Promise<CallResult<Holding>> {
    const { session, asker, id } = deletion;
    const began = this.final?.stack.began ?? Infinity;
    const isHolding = (resource: ListedResource): boolean => isHolderOf(resource, asker, { id }) && !isOwnEntry(resource, asker);
    const first = await list.findOnFirstPage(session, isHolding);
    if (first.kind !== 'DONE' || (!first.output && list.isOnePage)) return first;
    if (first.output && this.hasJustComeToStay(first.output)) return first;

    const read = await deletion.template(began);
    if (read.kind !== 'DONE') return read;
    // Only a template that the asker is no longer in says who stays.
    const remaining = read.output?.declares(asker.logicalResourceId) === false ? read.output : undefined;
    if (remaining?.kindredOf(asker).length === 0) return done(undefined);
    const stays = ({ logicalResourceId }: ListedResource): boolean => remaining?.declares(logicalResourceId) !== false;
    const found = await list.find(session, (resource) => isHolding(resource) && stays(resource));
    if (found.kind !== 'DONE' || found.output || list.isOnePage || (remaining && hasAll(list, remaining.unconditionalKindredOf(asker)))) return found;
    return this.findTwice(deletion, list, (resource) => isHolding(resource) && stays(resource));
  }

  /** Whether an update that is complete has created or changed it: what leaves the template is neither. */
  private hasJustComeToStay({ changed = 0 }: ListedResource): boolean {
    const { status = '', began = Infinity } = this.final?.stack ?? {};
    return status.startsWith('UPDATE_COMPLETE') && changed >= began;
  }

  /**
   * Reads the list until two in a row have the same resources: one that gets shorter while its pages are read can leave out what it has.
   */
  private async findTwice(deletion: Deletion, before: StackList, isWanted: (resource: ListedResource) => boolean): Promise<CallResult<Holding>> {
    const { session, asker } = deletion;
    const list = this.begin(session, asker, this.final?.stack ?? { status: '' });
    const found = await list.find(session, isWanted);
    if (found.kind !== 'DONE' || found.output || list.logicalIds === before.logicalIds) return found;
    return this.findTwice(deletion, list, isWanted);
  }
}

/** An asker that stays has an entry of its own, which counts if it isn't about what is to be deleted. */
function isOwnEntry({ logicalResourceId, physicalResourceId }: ListedResource, asker: Asker): boolean {
  return logicalResourceId === asker.logicalResourceId && (asker.physicalResourceId === undefined || physicalResourceId === asker.physicalResourceId);
}

function hasAll({ resources }: StackList, logicalIds: readonly string[]): boolean {
  const listed = new Set(resources.map(({ logicalResourceId }) => logicalResourceId));
  return logicalIds.every((id) => listed.has(id));
}

/** Whether the stack has begun another operation since the event was made, whose time has whole seconds. */
function isOvertaken({ began = 0 }: DescribedStack, { signed = Infinity }: Asker): boolean {
  return began >= signed + 1_000;
}
