import { call } from './call';
import { CallResult, done } from './result';
import { Owned, parsePhysicalResourceId } from './ownership';
import { again, repeat, settled } from './repeat';
import { CREATION_IN_STACK } from './schedules';
import { Session } from './session';

/** What the functions ask CloudFormation about the stack they belong to. */
export interface StackCalls {
  describeStack(stackId: string): Promise<DescribedStack>;
  listStackResources(stackId: string, nextToken: string | undefined): Promise<ListedPage>;
}

export interface DescribedStack {
  readonly status: string;
  /** When the operation began that is under way, in milliseconds since 1970. */
  readonly began?: number;
}

export interface ListedPage {
  readonly resources: readonly ListedResource[];
  readonly nextToken?: string;
}

export interface ListedResource {
  readonly logicalResourceId: string;
  readonly physicalResourceId?: string;
  readonly resourceType: string;
  readonly status: string;
  /** When its status changed last, in milliseconds since 1970. */
  readonly changed?: number;
}

/** The resource that asks. */
export interface Asker {
  readonly stackId: string;
  readonly logicalResourceId: string;
  readonly resourceType: string;
}

/** A resource of the stack that holds an entity. */
export interface Holder extends Owned {
  readonly logicalResourceId: string;
  readonly changed: number;
}

/** What the stack says about an entity that is to be deleted. */
export interface Keeper {
  readonly holder: Holder | undefined;
  readonly stackStatus: string;
}

/** The statuses of a stack that is going away as a whole, so that no other resource of it will keep anything. */
const GOING_AWAY = ['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'];

/** How long it is remembered that a stack is going away, in milliseconds. */
const REMEMBERED = 5_000;

/**
 * The look at the own stack that tells a renamed construct from a stranger: a new logical id means a Create, which
 * conflicts with the entity that the old logical id still holds, and afterwards a Delete of the old one.
 */
export class OwnStack {
  private goingAway?: { readonly stackId: string; readonly status: string; readonly seen: number };

  constructor(private readonly calls: StackCalls) {}

  /**
   * Which resource of this stack holds the entity with this id, if one does: another one, or the asking one, by an earlier
   * delivery of the same event or before a replacement that is rolled back.
   */
  public holderOf(session: Session, asker: Asker, id: string): Promise<CallResult<Holder | undefined>> {
    return holderIn(this.list(session, asker, (holder) => holder.id === id));
  }

  /** Which other resource of this stack holds the entity with this id, if one does. */
  public otherHolderOf(session: Session, asker: Asker, id: string): Promise<CallResult<Holder | undefined>> {
    return holderIn(this.list(session, asker, (holder) => holder.id === id && holder.logicalResourceId !== asker.logicalResourceId));
  }

  /**
   * As `otherHolderOf`, once the resources of the same type that are being created have had a moment to say what they hold: one of
   * them may be about to take the entity over.
   */
  public async otherHolderOnceCreated(session: Session, asker: Asker, id: string): Promise<CallResult<Holder | undefined>> {
    const matches = (holder: Holder): boolean => holder.id === id && holder.logicalResourceId !== asker.logicalResourceId;
    return repeat<CallResult<Holder | undefined>>(session, CREATION_IN_STACK, async () => {
      const list = await this.list(session, asker, matches);
      if (list.kind !== 'DONE') return settled(list);
      const { holder, isCreating } = list.output;
      return isCreating && !holder ? again(() => done(undefined)) : settled(done(holder));
    });
  }

  /**
   * Whether another resource of the stack holds on to its entity: what this very operation has created or updated is in its
   * template, and so isn't the old one of a renamed construct.
   */
  public async holdsOn(session: Session, asker: Asker, holder: Holder): Promise<CallResult<boolean>> {
    if (holder.logicalResourceId === asker.logicalResourceId) return done(false);
    const described = await this.describe(session, asker.stackId);
    return described.kind === 'DONE' ? done(holder.changed >= (described.output.began ?? Infinity)) : described;
  }

  /**
   * What keeps an entity from being deleted with its resource: another resource that holds it, as `holderOf` says, or what the
   * stack is doing. While the whole stack goes away nobody holds anything. That it does is remembered for a few seconds,
   * because one function then deletes one resource after the other; a list of resources never is, because the next operation
   * may rename a construct.
   */
  public async keeperOf(session: Session, asker: Asker, id: string): Promise<CallResult<Keeper>> {
    const { stackId } = asker;
    if (this.goingAway?.stackId === stackId && session.now() - this.goingAway.seen < REMEMBERED) {
      return done({ stackStatus: this.goingAway.status, holder: undefined });
    }
    const described = await this.describe(session, stackId);
    if (described.kind !== 'DONE') return described;
    const stackStatus = described.output.status;
    if (GOING_AWAY.includes(stackStatus)) {
      this.goingAway = { stackId, status: stackStatus, seen: session.now() };
      return done({ stackStatus, holder: undefined });
    }
    const holder = await this.findSurely(session, asker, (candidate) => candidate.id === id);
    return holder.kind === 'DONE' ? done({ stackStatus, holder: holder.output }) : holder;
  }

  /**
   * Whether the stack is undoing an update. A resource that can't be brought back then, because of what was in the way of the
   * update as well, would leave the stack in a state in which it can't be updated any more. Not if that can't be found out.
   */
  public async isRollingBack(session: Session, { stackId }: Asker): Promise<boolean> {
    const described = await this.describe(session, stackId);
    return described.kind === 'DONE' && described.output.status.startsWith('UPDATE_ROLLBACK_');
  }

  /**
   * A list that gets shorter while its pages are read can leave out what it has, and what nobody holds is deleted: a list of
   * several pages counts once two of them in a row have the same resources.
   */
  private async findSurely(session: Session, asker: Asker, matches: (holder: Holder) => boolean): Promise<CallResult<Holder | undefined>> {
    let before: string | undefined;
    for (;;) {
      const list = await this.list(session, asker, matches);
      if (list.kind !== 'DONE') return list;
      const { holder, pages, resources } = list.output;
      if (holder || pages === 1 || resources === before) return done(holder);
      before = resources;
    }
  }

  private describe(session: Session, stackId: string): Promise<CallResult<DescribedStack>> {
    return call(session, 'cloudformation:DescribeStacks', () => this.calls.describeStack(stackId));
  }

  /** Reads the list of resources, up to the first match. */
  private async list(session: Session, asker: Asker, matches: (holder: Holder) => boolean): Promise<CallResult<List>> {
    const logicalIds: string[] = [];
    let isCreating = false;
    let nextToken: string | undefined;
    for (let pages = 1; ; pages++) {
      const page = await call(session, 'cloudformation:ListStackResources', () => this.calls.listStackResources(asker.stackId, nextToken));
      if (page.kind !== 'DONE') return page;
      const { resources } = page.output;
      const holder = resources.filter((resource) => mayHold(resource, asker)).flatMap(holdersOf).find(matches);
      isCreating ||= resources.some((resource) => isBeingCreated(resource, asker));
      logicalIds.push(...resources.map(({ logicalResourceId }) => logicalResourceId));
      nextToken = page.output.nextToken;
      if (holder || nextToken === undefined) return done({ holder, isCreating, pages, resources: logicalIds.join() });
    }
  }
}

/** What was found in the list of a stack's resources. */
interface List {
  readonly holder: Holder | undefined;
  /** Whether another resource of the asker's type is being created. */
  readonly isCreating: boolean;
  readonly pages: number;
  /** The logical ids of all resources, in their order. */
  readonly resources: string;
}

async function holderIn(listing: Promise<CallResult<List>>): Promise<CallResult<Holder | undefined>> {
  const list = await listing;
  return list.kind === 'DONE' ? done(list.output.holder) : list;
}

function holdersOf({ logicalResourceId, physicalResourceId = '', changed = 0 }: ListedResource): Holder[] {
  const owned = parsePhysicalResourceId(physicalResourceId);
  return owned ? [{ ...owned, logicalResourceId, changed }] : [];
}

function isBeingCreated({ resourceType, logicalResourceId, status }: ListedResource, asker: Asker): boolean {
  return resourceType === asker.resourceType && logicalResourceId !== asker.logicalResourceId && status === 'CREATE_IN_PROGRESS';
}

function mayHold(resource: ListedResource, asker: Asker): boolean {
  return resource.resourceType === asker.resourceType && !resource.status.startsWith('DELETE_');
}

/** What a failed look was for, in messages. */
export function lookingForHolderOf(entity: string): string {
  return `looking whether another resource of the stack holds ${entity}`;
}
