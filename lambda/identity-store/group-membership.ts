import type { DescribeGroupMembershipResponse } from '@aws-sdk/client-identitystore';
import { CONFLICT_POLICIES, GroupMembershipProperties, StoreProperties } from '../../lib/contract/identity-store';
import { deleteUnlessHeld } from '../custom-resource/deletion';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, DeleteRequest, OrphanRequest, GuardedResource, Managed, managed, Released, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../errors/aws-error';
import { call } from '../guard/call';
import { callFailure } from '../guard/call-failure';
import { createOrTakeOver, Finding } from '../guard/creation';
import { decided } from '../guard/decide/decision';
import { Failure, failure } from '../guard/failure';
import type { StackKnowledge } from '../guard/own-stack';
import { isReplacementOf, outcomeOf, Owned } from '../guard/ownership';
import { again, repeat, settled, Tries } from '../guard/repeat';
import { replaced } from '../guard/replacement';
import { CallResult, done, mapped, Result } from '../guard/result';
import { roleIn } from '../guard/role';
import { INVISIBLE_CONFLICT, MISSING_PARTY } from '../guard/schedules';
import { SAME_CLOCK } from '../guard/service-clock';
import type { Session } from '../guard/session';
import { lookingForHolderOf } from '../guard/stack-view';
import { Unanswered, wasMadeBy } from '../guard/unanswered';
import { untilVisible } from '../guard/until-visible';
import { decideMembershipAdoption, SeenMembership } from './decide/membership-adoption';
import { decideMembershipUpdate, decideReplacement, SeenPair, SeenReplacement } from './decide/membership-update';
import { deleteOrphan } from './orphan-deletion';
import { CallsIn, IdentityStoreCalls } from './identity-store-calls';
import type { PossibleOrphan } from './orphan';
import { isSamePair, titleOfMembership } from './membership-declaration';
import { readStore, releasedBy } from './store';
import { unresolvedConflict } from './unresolved-conflict';

type Properties = GroupMembershipProperties;

/** A request to look at the membership of a pair. */
interface Reading extends Pick<CreateRequest<unknown>, 'session'> {
  readonly properties: Pick<Properties, 'IdentityStoreId' | 'Region' | 'GroupId' | 'UserId'>;
}

/** That a user is in a group of an Identity Store. Another group or user is another membership, so a replacement. */
export class GroupMembershipResource implements GuardedResource<Properties, StoreProperties> {
  /**
   * @param roleName of the function's role, if it is known
   */
  constructor(private readonly callsIn: CallsIn, private readonly ownStack: StackKnowledge, private readonly roleName: string | undefined) {}

  public read(properties: PropertyReader): Properties {
    return {
      ...readStore(properties),
      GroupId: properties.required('GroupId'),
      UserId: properties.required('UserId'),
      ConflictPolicy: properties.oneOf('ConflictPolicy', CONFLICT_POLICIES),
    };
  }

  public readIdentifying(properties: PropertyReader): StoreProperties {
    return readStore(properties);
  }

  public async create(request: CreateRequest<Properties>): Promise<Managed | Failure> {
    return answerOf(await this.createOrTakeOver(request));
  }

  public async update(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const { session, asker, properties } = request;
    const isUndoing = async (): Promise<Result<{ readonly isUndoing: boolean }>> =>
      mapped(await this.ownStack.isUndoingUpdate(session, asker), (each) => ({ isUndoing: each }));
    const begun: SeenPair = { found: await this.find(request) };
    const decision = await decided(begun, (each: SeenPair) => decideMembershipUpdate(request, each), isUndoing);
    const entity = titleOfMembership(properties);
    switch (decision.kind) {
      case 'NOTHING':
        if (isReplacementOf(decision.owned, request.owned)) {
          return replaced(this.ownStack, request, { entity, make: async () => managedMembership(decision.owned) });
        }
        await this.deleteOrphanOfReplacement(request, decision.owned);
        return managedMembership(decision.owned);
      case 'REFUSED': return decision;
      case 'CREATE': return replaced(this.ownStack, request, { entity, make: () => this.replace(request, isUndoing), findAgain: () => this.findAgain(request) });
    }
  }

  /** The membership of before, if the first read has only missed it. */
  private async findAgain(request: UpdateRequest<Properties>): Promise<Managed | undefined> {
    if (!isSamePair(request.properties, request.oldProperties)) return undefined;
    const found = await untilVisible(request.session, async () => {
      const id = await this.find(request);
      return id.kind === 'MISSING' ? done(undefined) : id;
    });
    return found.kind === 'DONE' && found.output === request.owned.id ? managedMembership(request.owned) : undefined;
  }

  private async replace(request: UpdateRequest<Properties>, isUndoing: () => Promise<Result<Pick<SeenReplacement, 'isUndoing'>>>): Promise<Managed | Failure> {
    const { session, asker, properties } = request;
    const seen: SeenReplacement = { made: await this.createOrTakeOver({ session, asker, properties }) };
    const replacement = await decided(seen, (each: SeenReplacement) => decideReplacement(request, each), isUndoing);
    switch (replacement.kind) {
      case 'NOTHING': return answerOf(done(replacement.owned));
      case 'REFUSED': return replacement;
    }
  }

  public delete(request: DeleteRequest<StoreProperties>): Promise<Released | Failure> {
    const { session, properties, owned } = request;
    const title = `membership ${owned.id}`;
    return deleteUnlessHeld(this.ownStack, request, title, async () => releasedBy(await this.remove(session, properties, owned.id), `deleting ${title}`));
  }

  public deleteOrphan(request: OrphanRequest<Properties>): Promise<Released | Failure> {
    const { session, properties } = request;
    return deleteOrphan(this.ownStack, request, this.roleName, {
      entity: titleOfMembership(properties),
      find: async () => {
        const found = await this.find(request);
        return found.kind === 'DONE' ? this.orphan(request, found.output) : found;
      },
      remove: (id) => this.remove(session, properties, id),
    });
  }

  /**
   * Deletes what an update was still making when CloudFormation gave it up. The rollback comes with the id from before the update, and no Delete comes with the
   * new one. Without this, the user would stay in the new group.
   */
  private async deleteOrphanOfReplacement({ session, asker, properties, oldProperties, owned }: UpdateRequest<Properties>, kept: Owned): Promise<void> {
    if (kept.id !== owned.id || isSamePair(properties, oldProperties)) return;
    const isUndoing = await this.ownStack.isUndoingUpdate(session, asker);
    if (isUndoing.kind === 'DONE' && isUndoing.output) await this.deleteOrphan({ session, asker, properties: oldProperties });
  }

  private async orphan(request: OrphanRequest<Properties>, id: string): Promise<CallResult<PossibleOrphan>> {
    const live = await this.describe(request, id);
    if (live.kind !== 'DONE') return live;
    const { CreatedAt, CreatedBy: createdBy } = live.output;
    return done({ id, isExact: true, createdAt: CreatedAt?.getTime(), createdBy, clockOffset: SAME_CLOCK });
  }

  private remove(session: Session, properties: StoreProperties, MembershipId: string): Promise<CallResult<unknown>> {
    const { IdentityStoreId } = properties;
    return call(session, 'identitystore:DeleteGroupMembership', () => this.callsOf(properties).deleteGroupMembership({ IdentityStoreId, MembershipId }));
  }

  private describe({ session, properties }: Reading, MembershipId: string): Promise<CallResult<DescribeGroupMembershipResponse>> {
    const { IdentityStoreId } = properties;
    return call(session, 'identitystore:DescribeGroupMembership', () =>
      this.callsOf(properties).describeGroupMembership({ IdentityStoreId, MembershipId }));
  }

  private createOrTakeOver(request: CreateRequest<Properties>): Promise<Result<Owned>> {
    return createOrTakeOver<string, Owned>(request.session, {
      schedule: INVISIBLE_CONFLICT,
      create: (unanswered) => this.createForParties(request, unanswered),
      find: () => this.findExisting(request),
      findOwn: async (unanswered) => {
        const found = await this.find(request);
        const isOwn = found.kind === 'DONE' && await this.isOwnLostCreate(request, found.output, unanswered);
        return isOwn ? { ownership: 'created', id: found.output } : undefined;
      },
      takeOver: async (id, unanswered, met) => settled(await this.takeOver(request, id, unanswered, met)),
      notCreated: async (created) => callFailure(created, `creating ${titleOfMembership(request.properties)}`),
    }, request.unanswered);
  }

  /** The membership of the declared pair is there. */
  private async takeOver(request: CreateRequest<Properties>, id: string, unanswered: readonly Unanswered[], met: AwsError): Promise<Result<Owned>> {
    const { session, asker, properties } = request;
    const found: SeenMembership = { id };
    const decision = await decided(found, (seen: SeenMembership) => decideMembershipAdoption(properties, seen, met), async (at) => {
      switch (at) {
        case 'OWN': return done({ isOwn: await this.isOwnLostCreate(request, id, unanswered) });
        case 'HOLDER': {
          const stack = await this.ownStack.look(session, asker, { holder: { id } });
          return stack.kind === 'DONE' ? done({ stack: stack.output }) : callFailure(stack, lookingForHolderOf(titleOfMembership(properties)));
        }
      }
    });
    switch (decision.kind) {
      case 'NOTHING': return done(decision.owned);
      case 'REFUSED': return decision;
    }
  }

  /** The id of the membership, or nothing if none of the attempts has made it. */
  public async ownLostCreate(request: Reading, unanswered: readonly Unanswered[]): Promise<CallResult<string | undefined>> {
    const found = await this.find(request);
    if (found.kind === 'MISSING') return done(undefined);
    if (found.kind !== 'DONE') return found;
    const live = await this.describe(request, found.output);
    if (live.kind === 'MISSING') return done(undefined);
    return live.kind === 'DONE' ? done(this.isMadeBy(unanswered, live.output) ? found.output : undefined) : live;
  }

  private async isOwnLostCreate(request: Reading, id: string, unanswered: readonly Unanswered[]): Promise<boolean> {
    if (unanswered.length === 0) return false;
    const live = await this.describe(request, id);
    return live.kind === 'DONE' && this.isMadeBy(unanswered, live.output);
  }

  /** The time is all that can be compared of a membership, so the clocks are taken to be the same. An ARN says who it was: nobody else's is ours. */
  private isMadeBy(unanswered: readonly Unanswered[], { CreatedAt, CreatedBy = '' }: DescribeGroupMembershipResponse): boolean {
    const isBySomebodyElse = this.roleName !== undefined && CreatedBy.startsWith('arn:') && roleIn(CreatedBy)?.name !== this.roleName;
    return !isBySomebodyElse && wasMadeBy(unanswered, CreatedAt?.getTime());
  }

  private createForParties(request: CreateRequest<Properties>, unanswered: Unanswered[]): Promise<CallResult<Owned> | Failure> {
    return repeat<CallResult<Owned> | Failure>(request.session, MISSING_PARTY, async () => {
      const created = await this.createOnce(request, unanswered);
      switch (created.kind) {
        case 'DONE': return settled(done<Owned>({ ownership: 'created', id: created.output }));
        case 'MISSING': return again((tries) => partyNotFound(request.properties, created.error, tries));
        case 'CONFLICT':
        case 'FAILED': return settled(created);
      }
    });
  }

  private createOnce({ session, properties }: CreateRequest<Properties>, unanswered: Unanswered[]): Promise<CallResult<string>> {
    const { IdentityStoreId, GroupId, UserId } = properties;
    return call(session, 'identitystore:CreateGroupMembership', () =>
      this.callsOf(properties).createGroupMembership({ IdentityStoreId, GroupId, MemberId: { UserId } }), unanswered);
  }

  private async findExisting(request: CreateRequest<Properties>): Promise<Finding<string>> {
    const title = titleOfMembership(request.properties);
    const found = await this.find(request);
    switch (found.kind) {
      case 'DONE': return { kind: 'FOUND', found: found.output };
      case 'MISSING': return { kind: 'NOTHING', unresolved: unresolvedConflict(title) };
      case 'CONFLICT':
      case 'FAILED': return callFailure(found, `looking up ${title}`);
    }
  }

  private find({ session, properties }: Reading): Promise<CallResult<string>> {
    const { IdentityStoreId, GroupId, UserId } = properties;
    return call(session, 'identitystore:GetGroupMembershipId', () =>
      this.callsOf(properties).getGroupMembershipId({ IdentityStoreId, GroupId, MemberId: { UserId } }));
  }

  private callsOf({ Region }: StoreProperties): IdentityStoreCalls {
    return this.callsIn(Region);
  }
}

function answerOf(made: Result<Owned>): Managed | Failure {
  return made.kind === 'REFUSED' ? made : managedMembership(made.output);
}

function managedMembership(owned: Owned): Managed {
  return managed(owned, { MembershipId: owned.id, Outcome: outcomeOf(owned) });
}

function partyNotFound(properties: Properties, error: AwsError, { attempts, seconds }: Tries): Failure {
  const words = { entity: titleOfMembership(properties), missing: partyOf(error), attempts: String(attempts), seconds: String(seconds) };
  return failure('MEMBERSHIP_PARTY_NOT_FOUND', words, error);
}

function partyOf({ resourceType }: AwsError): string {
  switch (resourceType) {
    case 'USER': return 'user';
    case 'GROUP': return 'group';
    default: return 'user or group';
  }
}
