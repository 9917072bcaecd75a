import { formerHoldersIn, holdersIn, isHolderOf, possibleMakersIn } from './holders';
import { CallResult, done } from './result';
import type { Session } from './session';
import type { DescribedStack } from './stack-calls';
import type { StackList } from './stack-list';
import type { StackReading } from './stack-reading';
import type { Asker, Holder, HolderQuestion } from './stack-view';
import { CERTAINLY_AFTER, isOvertaken, serves, untilCertainlyAfter } from './wave';

/** What a stack is doing while it takes over entities; each operation is in one of them once. */
const TAKING_OVER: readonly string[] = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'];

/** By how much the status of a resource may seem to have changed before the event that this was for, in milliseconds. */
const WHOLE_SECOND = 1_000;

/** What a list of the stack's resources tells of an entity. */
export interface Held {
  /** When the list was asked for, in milliseconds since 1970. */
  readonly readAt: number;
  /** All that are on the pages which were read; the asker, if it is one, comes first. */
  readonly holders: readonly Holder[];
  /** Those that have replaced what nobody holds, in this operation or one before. */
  readonly formerHolders: readonly Holder[];
  /** The logical ids of the resources that may have made what nobody holds. */
  readonly makers: readonly string[];
}

/** The list that tells who holds what an event is about to take over. It serves the events of the same wave that come after it. */
export class AdoptionLook {
  private list?: StackList;
  /** Which event the list was read for. */
  private readFor?: Asker;
  /** Until when the list is known to be that of the operation under way. */
  private confirmed = 0;

  constructor(private readonly reading: StackReading) {}

  public async find(session: Session, asker: Asker, question: HolderQuestion): Promise<CallResult<Held>> {
    const shared = question.anew ? undefined : await this.sharedWith(session, asker);
    const list = shared ?? this.begin(session, asker);
    // One that stays may be on a page after one that goes.
    const found = await list.find(session, (resource) => !question.anew && isHolderOf(resource, asker, question));
    if (found.kind !== 'DONE') return found;
    const { readAt, resources } = list;
    const holders = holdersIn(resources, asker, question);
    if (holders.length > 0) return done({ readAt, holders, formerHolders: [], makers: [] });
    const { madeAt } = question;
    const makers = madeAt === undefined ? [] : possibleMakersIn(resources, asker, madeAt);
    const mayBeNew = shared && (readAt < (madeAt ?? 0) + CERTAINLY_AFTER || makers.length > 0);
    if (mayBeNew) return this.find(session, asker, { ...question, anew: true });
    return done({ readAt, holders, formerHolders: formerHoldersIn(resources, asker, question.id), makers });
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
    const own = list.resources.find(({ logicalResourceId, status }) => logicalResourceId === asker.logicalResourceId && status.endsWith('_IN_PROGRESS'));
    if ((own?.changed ?? 0) >= signed - WHOLE_SECOND) return true;
    await untilCertainlyAfter(session, asker);
    const described = await this.reading.describe(session, asker.stackId);
    if (described.kind !== 'DONE' || !this.isOfList(described.output.what, list)) return false;
    this.confirmed = described.output.readAt;
    return true;
  }

  /**
   * Whether the operation under way is the one that the list was read in: it had begun when the list was read, and when the event was made which that was read
   * for, whose time has whole seconds.
   */
  private isOfList(stack: DescribedStack, { readAt }: StackList): boolean {
    return TAKING_OVER.includes(stack.status) && stack.began !== undefined && stack.began <= readAt
      && this.readFor?.signed !== undefined && !isOvertaken(stack, this.readFor);
  }

  private begin(session: Session, asker: Asker): StackList {
    this.list = this.reading.list(session, asker.stackId);
    this.readFor = asker;
    this.confirmed = this.list.readAt;
    return this.list;
  }
}
