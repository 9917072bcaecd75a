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
  /** Those that have replaced it, in this operation or one before. */
  readonly formerHolders: readonly Holder[];
  /** The logical ids of the resources that may have made it, if nobody holds it. */
  readonly makers: readonly string[];
}

/** A list, and which event it was read for. */
interface Shared {
  readonly list: StackList;
  readonly readFor: Asker;
}

/** The list that tells who holds what an event is about to take over. It serves the events of the same wave that come after it. */
export class AdoptionLook {
  private shared?: Shared;
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
    const { madeAt = -Infinity } = question;
    const makers = possibleMakersIn(resources, asker, madeAt);
    const mayBeNew = shared && holders.length === 0 && (readAt < madeAt + CERTAINLY_AFTER || makers.length > 0);
    if (mayBeNew) return this.find(session, asker, { ...question, anew: true });
    return done({ readAt, holders, formerHolders: formerHoldersIn(resources, asker, question.id), makers });
  }

  public forget(): void {
    delete this.shared;
  }

  /** The list that was read already, if it is of the event's operation. */
  private async sharedWith(session: Session, asker: Asker): Promise<StackList | undefined> {
    const { shared } = this;
    return shared && asker.signed !== undefined && await this.isOfThisWave(shared, session, asker, asker.signed) ? shared.list : undefined;
  }

  private async isOfThisWave(shared: Shared, session: Session, asker: Asker, signed: number): Promise<boolean> {
    if (serves({ readAt: this.confirmed }, asker)) return true;
    // A resource that is under way in the list, and has been since its event, was read after the event was made.
    const own = shared.list.resources.find(({ logicalResourceId, status }) => logicalResourceId === asker.logicalResourceId && status.endsWith('_IN_PROGRESS'));
    if ((own?.changed ?? 0) >= signed - WHOLE_SECOND) return true;
    await untilCertainlyAfter(session, asker);
    const described = await this.reading.describe(session, asker.stackId);
    if (described.kind !== 'DONE' || !isOfList(described.output.what, shared)) return false;
    this.confirmed = described.output.readAt;
    return true;
  }

  private begin(session: Session, asker: Asker): StackList {
    const list = this.reading.list(session, asker.stackId);
    this.shared = { list, readFor: asker };
    this.confirmed = list.readAt;
    return list;
  }
}

/**
 * Whether the operation under way is the one that the list was read in: it had begun when the list was read, and when the event was made which that was read
 * for, whose time has whole seconds.
 */
function isOfList(stack: DescribedStack, { list, readFor }: Shared): boolean {
  const { status, began = Infinity } = stack;
  return TAKING_OVER.includes(status) && began <= list.readAt && readFor.signed !== undefined && !isOvertaken(stack, readFor);
}
