import { AdoptionLook, Held } from './adoption-look';
import { callFailure } from './call-failure';
import { DeletionLook } from './deletion-look';
import { lookForOrphan } from './orphan-look';
import { holdersIn, isBeingCreated, isHolderOf } from './holders';
import { again, repeat, settled } from './repeat';
import { CallResult, done, Result } from './result';
import { CREATION_IN_STACK } from './schedules';
import { Session } from './session';
import type { DescribedStack, StackCalls } from './stack-calls';
import { Dated, StackReading } from './stack-reading';
import type { StackTemplate } from './stack-template';
import {
  Asker, OrphanView, Holder, HolderQuestion, isGoingAway, isUndoingUpdate, LOOKING_FOR_ROLLBACK, Question, StackView, Staying,
} from './stack-view';
import { serves } from './wave';

/** The number of questions above which an instance of the function counts as one of few. Few instances get many events each. */
const MANY = 3;

/** How long it is remembered that a stack is going away, in milliseconds. */
const REMEMBERED = 5_000;

/** What resources ask about the stack that they are in. */
export type StackKnowledge = Pick<OwnStack, 'look' | 'isUndoingUpdate' | 'isWithoutRollback' | 'lookForOrphan'>;

/** What a template that can be read says of a holder. */
type ReadStaying = Extract<Staying, { readonly stays: boolean }>;

/**
 * The look at the own stack. It tells a renamed construct from a stranger. A new logical id means a Create, which conflicts with the entity that the old
 * logical id still holds. A Delete of the old one follows.
 *
 * CloudFormation takes few requests a second. So later events of the same wave use what an earlier event has read, if this instance of the function gets them
 * and they are certainly of the same operation.
 */
export class OwnStack {
  private readonly reading: StackReading;
  private readonly adoptions: AdoptionLook;
  private readonly deletions: DeletionLook;
  private described?: Dated<DescribedStack>;
  private template?: Dated<StackTemplate | undefined>;
  /** The stack that all of this is about. */
  private stackId?: string;
  /** How often something was asked about it. */
  private questions = 0;

  constructor(calls: StackCalls) {
    this.reading = new StackReading(calls);
    this.adoptions = new AdoptionLook(this.reading);
    this.deletions = new DeletionLook(this.reading);
  }

  public async look(session: Session, asker: Asker, { status: wantsStatus, holder: question }: Question): Promise<CallResult<StackView>> {
    this.turnTo(asker);
    this.questions += 1;
    if (question?.forSure) return this.lookBeforeDeletion(session, asker, question.id);
    const status = wantsStatus ? await this.statusOf(session, asker) : done({});
    if (status.kind !== 'DONE' || isGoingAway(status.output) || !question) return status;

    const found = question.onceCreated ? await this.findOnceCreated(session, asker, question) : await this.adoptions.find(session, asker, question);
    if (found.kind !== 'DONE') return found;
    const { holders: [holder, ...others], formerHolders, makers, readAt } = found.output;
    if (!holder && makers.length > 0) return this.viewOfMakers(session, asker, makers, readAt);
    if (!holder) return this.viewOfFormer(session, asker, status.output, formerHolders);
    if (!question.stays || holder.logicalResourceId === asker.logicalResourceId) return done({ ...status.output, holder });
    const held = await this.viewOfHolders(session, asker, [holder, ...others], readAt);
    return held.kind === 'DONE' ? done({ ...status.output, ...held.output }) : held;
  }

  /** Whether the stack is undoing an update. */
  public async isUndoingUpdate(session: Session, asker: Asker): Promise<Result<boolean>> {
    const view = await this.look(session, asker, { status: true });
    return view.kind === 'DONE' ? done(isUndoingUpdate(view.output)) : callFailure(view, LOOKING_FOR_ROLLBACK);
  }

  /**
   * Whether the rollback of the stack is disabled. CloudFormation then refuses a replacement, which is an update that answers with another id. A stack whose
   * update failed without rollback can only be updated without rollback, until it is rolled back.
   */
  public async isWithoutRollback(session: Session, asker: Asker): Promise<Result<boolean>> {
    this.turnTo(asker);
    const described = await this.knownOrDescribed(session, asker);
    if (described.kind !== 'DONE') return callFailure(described, LOOKING_FOR_ROLLBACK);
    const { status, disablesRollback } = described.output.what;
    return done(disablesRollback === true && !isUndoingUpdate({ status }));
  }

  /** What a Delete has to know of its stack if its Create never answered. */
  public lookForOrphan(session: Session, asker: Asker, id: string): Promise<CallResult<OrphanView>> {
    this.turnTo(asker);
    return lookForOrphan(this.reading, session, asker, id, () => this.describe(session, asker));
  }

  private async statusOf(session: Session, asker: Asker): Promise<CallResult<StackView>> {
    const described = await this.knownOrDescribed(session, asker);
    return described.kind === 'DONE' ? done({ status: described.output.what.status }) : described;
  }

  /**
   * When the members of a list move up by one, a resource may have its next member before another resource asks for its previous one. That previous member is
   * still the stack's until the clean-up. A member that was replaced in an earlier operation and is still there was kept for others.
   */
  private async viewOfFormer(session: Session, asker: Asker, seen: StackView, formerHolders: readonly Holder[]): Promise<CallResult<StackView>> {
    if (formerHolders.length === 0) return done(seen);
    const described = await this.knownOrDescribed(session, asker);
    if (described.kind !== 'DONE') return described;
    const { began = Infinity } = described.output.what;
    const holder = formerHolders.find(({ changed }) => changed >= began);
    return done({ ...seen, ...(holder && { holder }) });
  }

  private async lookBeforeDeletion(session: Session, asker: Asker, id: string): Promise<CallResult<StackView>> {
    return this.deletions.look({
      session,
      asker,
      id,
      isOneOfMany: this.questions > MANY,
      known: this.known(session, asker),
      describe: () => this.describe(session, asker),
      template: (since) => this.templateSince(session, asker, since),
    });
  }

  /** What the stack is doing, if that is known without asking. */
  private known(session: Session, asker: Asker): Dated<DescribedStack> | undefined {
    const { described } = this;
    if (!described) return undefined;
    const isGoing = isGoingAway(described.what) && session.now() - described.readAt < REMEMBERED;
    return isGoing || serves(described, asker) ? described : undefined;
  }

  private async knownOrDescribed(session: Session, asker: Asker): Promise<CallResult<Dated<DescribedStack>>> {
    const known = this.known(session, asker);
    return known ? done(known) : this.describe(session, asker);
  }

  private async describe(session: Session, asker: Asker): Promise<CallResult<Dated<DescribedStack>>> {
    const described = await this.reading.describe(session, asker.stackId);
    if (described.kind === 'DONE') this.described = described.output;
    return described;
  }

  private async viewOfHolders(
    session: Session, asker: Asker, holders: readonly [Holder, ...Holder[]], since: number,
  ): Promise<CallResult<{ readonly holder: Holder; readonly staying: Staying }>> {
    const read = await this.templateSince(session, asker, since);
    if (read.kind !== 'DONE') return read;
    return read.output ? this.firstToStay(session, asker, holders, read.output) : done({ holder: holders[0], staying: { template: 'UNREADABLE' } });
  }

  /** The first holder that stays, or else the first of all. A holder that goes may have handed the entity over already. */
  private async firstToStay(
    session: Session, asker: Asker, [holder, next, ...others]: readonly [Holder, ...Holder[]], template: StackTemplate,
  ): Promise<CallResult<{ readonly holder: Holder; readonly staying: ReadStaying }>> {
    const read = await this.stayingOf(session, asker, holder, template);
    if (read.kind !== 'DONE') return read;
    const first = done({ holder: { ...holder, ...template.constructOf(holder.logicalResourceId) }, staying: read.output });
    if (!next || read.output.stays) return first;
    const later = await this.firstToStay(session, asker, [next, ...others], template);
    return later.kind !== 'DONE' || later.output.staying.stays ? later : first;
  }

  private async stayingOf(
    session: Session, asker: Asker, { logicalResourceId, changed }: Holder, template: StackTemplate,
  ): Promise<CallResult<ReadStaying>> {
    const isDeclared = template.declares(logicalResourceId);
    const isNew = template.declares(asker.logicalResourceId);
    // Only a resource that has just come shows which template this is. Older resources are in the new one and in the old one. A resource with a condition may
    // be in both too.
    const hasJustCome = asker.physicalResourceId === undefined && template.isUnconditional(asker.logicalResourceId);
    const isCertain = isDeclared || hasJustCome;
    const declared = template.propertiesOf(logicalResourceId);
    if (isNew && isCertain) return done({ template: 'NEW', stays: isDeclared, declared });
    const described = await this.describe(session, asker);
    if (described.kind !== 'DONE') return described;
    const stays = changed >= (described.output.what.began ?? Infinity);
    return done({ template: isNew ? 'NEW' : 'OLD', stays, declared });
  }

  /** The declared properties of the resources that may have made the entity. */
  private async viewOfMakers(session: Session, asker: Asker, makers: readonly string[], since: number): Promise<CallResult<StackView>> {
    const read = await this.templateSince(session, asker, since);
    if (read.kind !== 'DONE') return read;
    const template = read.output?.declares(asker.logicalResourceId) ? read.output : undefined;
    return done({
      makers: makers.map((logicalResourceId) => ({
        logicalResourceId, ...(template?.declares(logicalResourceId) && { declared: template.propertiesOf(logicalResourceId) }),
      })),
    });
  }

  /** The template as it was at the given time or later. */
  private async templateSince(session: Session, asker: Asker, since: number): Promise<CallResult<StackTemplate | undefined>> {
    if (this.template && this.template.readAt >= since) return done(this.template.what);
    const read = await this.reading.template(session, asker.stackId);
    if (read.kind !== 'DONE') return read;
    this.template = read.output;
    return done(read.output.what);
  }

  /** Repeats reading the list while other resources are being created. One of them may be about to take the entity over. */
  private findOnceCreated(session: Session, asker: Asker, question: HolderQuestion): Promise<CallResult<Held>> {
    return repeat<CallResult<Held>>(session, CREATION_IN_STACK, async () => {
      const list = this.reading.list(session, asker.stackId);
      const found = await list.find(session, (resource) => isHolderOf(resource, asker, question));
      if (found.kind !== 'DONE') return settled(found);
      const holders = holdersIn(list.resources, asker, question);
      const held: Held = { readAt: list.readAt, holders, formerHolders: [], makers: [] };
      const mayComeYet = holders.length === 0 && list.resources.some((resource) => isBeingCreated(resource, asker));
      return mayComeYet ? again(() => done(held)) : settled(done(held));
    });
  }

  /** Forgets what is known of another stack. */
  private turnTo({ stackId }: Asker): void {
    if (this.stackId === stackId) return;
    this.stackId = stackId;
    this.questions = 0;
    delete this.described;
    delete this.template;
    this.adoptions.forget();
    this.deletions.forget();
  }
}
