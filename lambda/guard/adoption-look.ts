import { formerHoldersIn, holdersIn, isHolderOf, possibleMakersIn } from './holders';
import { CallResult, done } from './result';
import type { Session } from './session';
import type { DescribedStack } from './stack-calls';
import type { StackList } from './stack-list';
import type { StackReading } from './stack-reading';
import type { Asker, Holder, HolderQuestion } from './stack-view';
import { CERTAINLY_AFTER, isOvertaken, serves, untilCertainlyAfter } from './wave';

/** The statuses of a stack that is taking over entities. Each operation has one of them, and only once. */
const TAKING_OVER: readonly string[] = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'];

/** How much earlier than its event the status of a resource may seem to have changed, in milliseconds. */
const WHOLE_SECOND = 1_000;

/** What a list of the stack's resources tells of an entity. */
export interface Held {
  /** When the list was asked for, in milliseconds since 1970. */
  readonly readAt: number;
  /** The holders on the pages that were read. If the asker is one, it comes first. */
  readonly holders: readonly Holder[];
  /** The resources that have replaced the entity with another one, in this operation or an earlier one. */
  readonly formerHolders: readonly Holder[];
  /** The logical ids of the resources that may have made it, if nobody holds it. */
  readonly makers: readonly string[];
}

/** A list, and which event it was read for. */
interface Shared {
  readonly list: StackList;
  readonly readFor: Asker;
}

/** The list of resources in which an event finds the holder of the entity that it is about to take over. Later events of the same wave use the same list. */
export class AdoptionLook {
  private shared?: Shared;
  /** The latest time at which the list was known to be of the operation under way. */
  private confirmed = 0;

  constructor(private readonly reading: StackReading) {}

  public async find(session: Session, asker: Asker, question: HolderQuestion): Promise<CallResult<Held>> {
    const shared = question.anew ? undefined : await this.sharedWith(session, asker);
    const list = shared ?? this.begin(session, asker);
    // A holder that stays may be on a later page than a holder that goes.
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
    // The list was read after the event if it shows the event's own resource in progress, with a status that is as new as the event.
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
 * Whether the list is of the operation under way. That operation had begun when the list was read. It had also begun when the event was made for which the list
 * was read; the time of an event has whole seconds.
 */
function isOfList(stack: DescribedStack, { list, readFor }: Shared): boolean {
  const { status, began = Infinity } = stack;
  return TAKING_OVER.includes(status) && began <= list.readAt && readFor.signed !== undefined && !isOvertaken(stack, readFor);
}
