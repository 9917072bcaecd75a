import { call } from './call';
import { parsePhysicalResourceId } from './ownership';
import { again, repeat, settled } from './repeat';
import { CallResult, done } from './result';
import { CREATION_IN_STACK } from './schedules';
import { Session } from './session';
import { Asker, Holder, HolderQuestion, isGoingAway, isUndoingUpdate, Question, StackView } from './stack-view';

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

/** How long it is remembered that a stack is going away, in milliseconds. */
const REMEMBERED = 5_000;

/**
 * The look at the own stack that tells a renamed construct from a stranger: a new logical id means a Create, which
 * conflicts with the entity that the old logical id still holds, and afterwards a Delete of the old one.
 */
export class OwnStack {
  /** One function deletes one resource after the other. A list of resources is never remembered: the next operation may rename a construct. */
  private goingAway?: { readonly stackId: string; readonly status: string; readonly seen: number };

  constructor(private readonly calls: StackCalls) {}

  public async look(session: Session, asker: Asker, question: Question): Promise<CallResult<StackView>> {
    const status = question.status ? await this.statusOf(session, asker.stackId) : done({});
    if (status.kind !== 'DONE' || isGoingAway(status.output) || !question.holder) return status;

    const found = await this.find(session, asker, question.holder);
    if (found.kind !== 'DONE') return found;
    const holder = found.output;
    if (!holder) return status;
    if (!question.holder.stays || holder.logicalResourceId === asker.logicalResourceId) return done({ ...status.output, holder, holderStays: false });
    const described = await this.describe(session, asker.stackId);
    if (described.kind !== 'DONE') return described;
    return done({ ...status.output, holder, holderStays: holder.changed >= (described.output.began ?? Infinity) });
  }

  /** Whether the stack is undoing an update. Not if that can't be found out. */
  public async isUndoingUpdate(session: Session, asker: Asker): Promise<boolean> {
    const view = await this.look(session, asker, { status: true });
    return view.kind === 'DONE' && isUndoingUpdate(view.output);
  }

  private async statusOf(session: Session, stackId: string): Promise<CallResult<StackView>> {
    if (this.goingAway?.stackId === stackId && session.now() - this.goingAway.seen < REMEMBERED) return done({ status: this.goingAway.status });
    const described = await this.describe(session, stackId);
    if (described.kind !== 'DONE') return described;
    const { status } = described.output;
    if (isGoingAway({ status })) this.goingAway = { stackId, status, seen: session.now() };
    return done({ status });
  }

  private find(session: Session, asker: Asker, question: HolderQuestion): Promise<CallResult<Holder | undefined>> {
    if (question.forSure) return this.findSurely(session, asker, question);
    return repeat<CallResult<Holder | undefined>>(session, CREATION_IN_STACK, async () => {
      const list = await this.list(session, asker, question);
      if (list.kind !== 'DONE') return settled(list);
      const { holder, isCreating } = list.output;
      return question.onceCreated && isCreating && !holder ? again(() => done(undefined)) : settled(done(holder));
    });
  }

  private async findSurely(session: Session, asker: Asker, question: HolderQuestion): Promise<CallResult<Holder | undefined>> {
    let before: string | undefined;
    for (;;) {
      const list = await this.list(session, asker, question);
      if (list.kind !== 'DONE') return list;
      const { holder, pages, resources } = list.output;
      if (holder || pages === 1 || resources === before) return done(holder);
      before = resources;
    }
  }

  private describe(session: Session, stackId: string): Promise<CallResult<DescribedStack>> {
    return call(session, 'cloudformation:DescribeStacks', () => this.calls.describeStack(stackId));
  }

  /** Reads the list of resources, up to the first holder. */
  private async list(session: Session, asker: Asker, question: HolderQuestion): Promise<CallResult<List>> {
    const logicalIds: string[] = [];
    let isCreating = false;
    let nextToken: string | undefined;
    for (let pages = 1; ; pages++) {
      const page = await call(session, 'cloudformation:ListStackResources', () => this.calls.listStackResources(asker.stackId, nextToken));
      if (page.kind !== 'DONE') return page;
      const { resources } = page.output;
      const holder = resources.filter((resource) => mayHold(resource, asker, question)).flatMap(holdersOf).find(({ id }) => id === question.id);
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

function holdersOf({ logicalResourceId, physicalResourceId = '', changed = 0 }: ListedResource): Holder[] {
  const owned = parsePhysicalResourceId(physicalResourceId);
  return owned ? [{ ...owned, logicalResourceId, changed }] : [];
}

function isBeingCreated({ resourceType, logicalResourceId, status }: ListedResource, asker: Asker): boolean {
  return resourceType === asker.resourceType && logicalResourceId !== asker.logicalResourceId && status === 'CREATE_IN_PROGRESS';
}

function mayHold({ resourceType, logicalResourceId, status }: ListedResource, asker: Asker, { amongOthers }: HolderQuestion): boolean {
  return resourceType === asker.resourceType && !status.startsWith('DELETE_') && !(amongOthers && logicalResourceId === asker.logicalResourceId);
}
