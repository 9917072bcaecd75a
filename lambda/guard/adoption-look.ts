import { holdersIn, isHolderOf } from './holders';
import { CallResult, done } from './result';
import type { Session } from './session';
import type { DescribedStack } from './stack-calls';
import type { StackList } from './stack-list';
import type { StackReading } from './stack-reading';
import type { Asker, Holder, HolderQuestion } from './stack-view';
import { CERTAINLY_AFTER, serves, untilCertainlyAfter } from './wave';

/** What a stack is doing while it takes over entities; each operation is in one of them once. */
const TAKING_OVER: readonly string[] = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'];

/** By how much the status of a resource may seem to have changed before the event that this was for, in milliseconds. */
const WHOLE_SECOND = 1_000;

/** The list that tells who holds what an event is about to take over. It serves the events of the same wave that come after it. */
export class AdoptionLook {
  private list?: StackList;
  /** Until when the list is known to be that of the operation under way. */
  private confirmed = 0;

  constructor(private readonly reading: StackReading) {}

  /** When the list was asked for, in milliseconds since 1970. */
  public get readAt(): number {
    return this.list?.readAt ?? Infinity;
  }

  public async find(session: Session, asker: Asker, question: HolderQuestion): Promise<CallResult<Holder | undefined>> {
    const shared = question.anew ? undefined : await this.sharedWith(session, asker);
    const list = shared ?? this.begin(session, asker);
    const found = await list.find(session, (resource) => isHolderOf(resource, asker, question));
    if (found.kind !== 'DONE') return found;
    const mayBeNew = shared && list.readAt < (question.madeAt ?? 0) + CERTAINLY_AFTER;
    if (!found.output && mayBeNew) return this.find(session, asker, { ...question, anew: true });
    return done(holdersIn(list.resources, asker, question)[0]);
  }

  public forget(): void {
    delete this.list;
  }

  /** The list that was read already, if it is of the event's operation. */
  private async sharedWith(session: Session, asker: Asker): Promise<StackList | undefined> {
    const { list } = this;
    return list && asker.signed !== undefined && await this.isOfThisWave(list, session, asker, asker.signed) ? list : undefined;
  }

  private async isOfThisWave(list: StackList, session: Session, asker: Asker, signed: number): Promise<boolean> {
    if (serves({ readAt: this.confirmed }, asker)) return true;
    // A resource that is under way in the list, and has been since its event, was read after the event was made.
    const own = await list.find(session, ({ logicalResourceId, status }) => logicalResourceId === asker.logicalResourceId && status.endsWith('_IN_PROGRESS'));
    if (own.kind === 'DONE' && (own.output?.changed ?? 0) >= signed - WHOLE_SECOND) return true;
    await untilCertainlyAfter(session, asker);
    const described = await this.reading.describe(session, asker.stackId);
    if (described.kind !== 'DONE' || !isOf(described.output.what, list)) return false;
    this.confirmed = described.output.readAt;
    return true;
  }

  private begin(session: Session, { stackId }: Asker): StackList {
    this.list = this.reading.list(session, stackId);
    this.confirmed = this.list.readAt;
    return this.list;
  }
}

/** Whether the operation under way had begun when a list was read. */
function isOf({ status, began }: DescribedStack, { readAt }: StackList): boolean {
  return TAKING_OVER.includes(status) && began !== undefined && began + CERTAINLY_AFTER <= readAt;
}
