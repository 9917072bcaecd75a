import type { Handshake } from '@aws-sdk/client-organizations';
import type { AccountInvitationAttributes, AccountInvitationProperties } from '../../lib/contract/organizations';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, DeleteRequest, GuardedResource, Managed, managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../errors/aws-error';
import { call } from '../guard/call';
import { createOrTakeOver, Finding } from '../guard/creation';
import { decided } from '../guard/decide/decision';
import { Failure, failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import type { Owned } from '../guard/ownership';
import { settled } from '../guard/repeat';
import { replaced } from '../guard/replacement';
import { CallResult, done, mapped, Result, Unsuccessful } from '../guard/result';
import { INVISIBLE_INVITATION } from '../guard/schedules';
import { accountOf, HolderQuestion, lookingForHolderOf, StackView } from '../guard/stack-view';
import type { Unanswered } from '../guard/unanswered';
import { listed } from '../guard/wording';
import type { Accounts } from './accounts';
import { decideInvitationAdoption, SeenInvitation } from './decide/invitation-adoption';
import { decideInvitationDeletion, SeenStacks } from './decide/invitation-deletion';
import { decideInvitationUpdate, kept, Known, LackingOfTarget, replacing, SeenTarget, Staying, Tagging } from './decide/invitation-update';
import { outOfUse } from './decide/member-state';
import { isFor, isOwnLostInvitation, recipientOf } from './handshake';
import { describeHandshake, goneIfForgotten, listPendingInvitations } from './handshakes';
import { inviting, organizationsFailure } from './invitation-failure';
import { invitedAccountId } from './invited-account';
import { askingOf, knownMember, KnownMember } from './invited-member';
import type { Member } from './member';
import type { OrganizationsCalls } from './organizations-calls';
import { applyTags } from './tags';
import { invitationOf, nameOf, partyOf, readTags, readTarget } from './target';

type Properties = AccountInvitationProperties;
type Identifying = Pick<Properties, 'RootStackId'>;
type Asking = Pick<CreateRequest<unknown>, 'session' | 'asker'>;

/** The invitation of an account into the organization. */
export class InvitationResource implements GuardedResource<Properties, Identifying> {
  constructor(private readonly calls: OrganizationsCalls, private readonly accounts: Accounts, private readonly ownStack: OwnStack) {}

  public read(properties: PropertyReader): Properties {
    return { Target: readTarget(properties), ...properties.texts(['Notes', 'RootStackId']), ...readTags(properties) };
  }

  public readIdentifying(properties: PropertyReader): Identifying {
    return properties.texts(['RootStackId']);
  }

  public async create(request: CreateRequest<Properties>): Promise<Managed | Failure> {
    const { properties: { Target: target } } = request;
    // Only the list of all accounts tells whether an e-mail address belongs to a member. A refused invitation tells the same, with one call.
    const member = target.Email === undefined ? await this.findMember(request) : done(undefined);
    if (member.kind !== 'DONE') return member;
    const known = await this.begin(request, member.output);
    const unusable = known.kind === 'DONE' && known.output.member && outOfUse(known.output.member);
    return unusable || answerOf(request, known);
  }

  public async update(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const { session, asker } = request;
    const followed = await this.follow(request);
    if (followed.kind === 'DONE') return answerOf(request, followed);
    const isUndoing = await this.ownStack.isUndoingUpdate(session, asker);
    if (isUndoing.kind === 'REFUSED') return isUndoing;
    return answerOf(request, isUndoing.output ? done(kept(request)) : followed);
  }

  /** Cancels a pending invitation, except in a rollback. */
  public async delete(request: DeleteRequest<Identifying>): Promise<Released | Failure> {
    const { session, asker, properties: { RootStackId: rootStackId }, owned: { id } } = request;
    const stack = await this.ownStack.look(session, asker, { holder: { id, forSure: true } });
    if (stack.kind !== 'DONE') return this.failed(request, stack, lookingForHolderOf(`handshake ${id}`));
    const begun: SeenStacks = { own: stack.output };
    const decision = await decided(begun, (seen: SeenStacks) => decideInvitationDeletion(seen, rootStackId !== undefined), async () => {
      const root = await this.ownStack.look(session, { ...asker, stackId: rootStackId ?? asker.stackId }, { status: true });
      return done<Partial<SeenStacks>>({ root: root.kind === 'DONE' ? root.output : {} });
    });
    switch (decision.kind) {
      case 'DELETE': return this.cancel(request);
      case 'KEEP': return released('KEPT');
      case 'REFUSED': return decision;
    }
  }

  private async cancel(request: DeleteRequest<Identifying>): Promise<Released | Failure> {
    const { session, owned: { id } } = request;
    const sent = await call(session, 'organizations:CancelHandshake', () => this.calls.cancelHandshake({ HandshakeId: id }));
    const canceled = await goneIfForgotten(this.calls, session, id, sent);
    // Ended otherwise, or so long ago that it is gone; if it was accepted, the account stays a member.
    if (canceled.kind !== 'FAILED') return released(canceled.kind === 'DONE' ? 'DELETED' : 'KEPT');
    return canceled.code === 'NO_ORGANIZATION' ? released('KEPT') : this.failed(request, canceled, `canceling handshake ${id}`);
  }

  /** Brings the resource to its declared target. */
  private async follow(request: UpdateRequest<Properties>): Promise<Result<Known>> {
    const known = await this.findKnown(request);
    if (known.kind !== 'DONE') return known;
    const begun: SeenTarget = known.output;
    const decision = await decided(begun, (seen: SeenTarget) => decideInvitationUpdate(request, seen), (at, seen) => this.look(request, at, seen));
    const entity = invitationOf(request.properties.Target);
    switch (decision.kind) {
      case 'CREATE': return replaced(this.ownStack, request, { entity, make: () => this.replace(request, known.output.member) });
      case 'UPDATE':
      case 'NOTHING': {
        const settle = (): Promise<Result<Known>> => this.settle(request, decision);
        return decision.known.owned.id === request.owned.id ? settle() : replaced(this.ownStack, request, { entity, make: settle });
      }
      case 'REFUSED': return decision;
    }
  }

  /** What this resource stands for is there; a member gets its tags. */
  private async settle(request: UpdateRequest<Properties>, decision: Tagging | Staying): Promise<Result<Known>> {
    if (decision.kind === 'NOTHING') return done(decision.known);
    const refused = await this.tagged(request, decision.writes);
    return refused && !decision.isOptional ? refused : done(decision.known);
  }

  private async replace(request: UpdateRequest<Properties>, member: Member | undefined): Promise<Result<Known>> {
    const { session, asker, properties } = request;
    const made = await this.begin({ session, asker, properties }, member);
    return made.kind === 'DONE' ? done({ ...made.output, owned: replacing(request, made.output.owned) }) : made;
  }

  private async look(request: UpdateRequest<Properties>, at: LackingOfTarget, { handshakes, pending }: SeenTarget): Promise<Result<Partial<SeenTarget>>> {
    const { session, asker, properties: { Target: target, RootStackId: rootStackId } } = request;
    switch (at) {
      case 'WITHOUT_ROLLBACK': {
        // CloudFormation describes every nested stack as one without rollback. The stack at the top tells.
        const seen = await this.ownStack.isWithoutRollback(session, { ...asker, stackId: rootStackId ?? asker.stackId });
        return done({ isWithoutRollback: seen.kind === 'REFUSED' || seen.output });
      }
      case 'ROLLBACK': return mapped(await this.ownStack.isUndoingUpdate(session, asker), (isUndoing) => ({ isUndoing }));
      case 'PENDING': {
        const invitations = await listPendingInvitations(this.calls, session);
        const invitation = invitations.kind === 'DONE' ? invitations.output.find((candidate) => isFor(candidate, target)) : undefined;
        return done({ pending: invitation ?? 'NONE' as const });
      }
      case 'LIST': {
        const member = await this.accounts.memberOf(session, target);
        return done({ isListed: true, ...(member.kind === 'DONE' && { member: member.output }) });
      }
      case 'HOLDER': return this.whoHolds(request, asHeld(pending as Handshake));
      default: {
        if ('otherHolderOf' in at) {
          const others = await this.whoHolds(request, { id: at.otherHolderOf, amongOthers: true, onceCreated: true });
          return mapped(others, ({ stack }) => ({ isHeldByAnother: stack.holder !== undefined }));
        }
        const live = await describeHandshake(this.calls, session, at.handshakeId);
        if (live.kind === 'FAILED') return this.failed(request, live, `reading handshake ${at.handshakeId}`);
        return done({ handshakes: new Map([...handshakes, [at.handshakeId, live.kind === 'DONE' ? live.output : {}]]) });
      }
    }
  }

  private async findMember(request: CreateRequest<Properties>): Promise<Result<Member | undefined>> {
    const { session, properties: { Target: target } } = request;
    const member = await this.accounts.memberOf(session, target);
    return member.kind === 'DONE' ? member : this.failed(request, member, `looking up ${nameOf(target)}`);
  }

  private async findKnown(request: UpdateRequest<Properties>): Promise<Result<KnownMember>> {
    const { properties: { Target: target } } = request;
    const known = await knownMember(askingOf({ calls: this.calls, accounts: this.accounts }, request), request);
    return known.kind === 'DONE' ? known : this.failed(request, known, `looking up ${nameOf(target)}`);
  }

  private begin(request: CreateRequest<Properties>, member: Member | undefined): Promise<Result<Known>> {
    return member ? this.alreadyMember(request, member) : this.invite(request);
  }

  private invite(request: CreateRequest<Properties>): Promise<Result<Known>> {
    const { session, properties: { Target: target, Notes } } = request;
    return createOrTakeOver<Handshake, Known>(session, {
      schedule: INVISIBLE_INVITATION,
      create: (unanswered) => this.send(request, unanswered),
      find: () => this.findPending(request),
      findOwn: async (unanswered) => {
        const pending = await listPendingInvitations(this.calls, session);
        // A list that lags may still show another invitation of the target.
        const own = pending.kind === 'DONE' && pending.output.find((each) => isFor(each, target) && isOwnLostInvitation(each, Notes, unanswered));
        return own ? sentAs(own) : undefined;
      },
      takeOver: async (handshake, unanswered) => settled(await this.reuse(request, handshake, unanswered)),
      notCreated: async (sent) => await this.joinedMeanwhile(request, sent) ?? this.failed(request, sent, inviting(target)),
    });
  }

  private async send({ session, properties }: CreateRequest<Properties>, unanswered: Unanswered[]): Promise<CallResult<Known>> {
    const { Target: target, Notes, Tags } = properties;
    const sent = await call(session, 'organizations:InviteAccountToOrganization', () => this.calls.inviteAccount({
      Target: partyOf(target), Notes, ...(Tags && { Tags: [...Tags] }),
    }), unanswered);
    return sent.kind === 'DONE' ? done(sentAs(sent.output)) : sent;
  }

  private async findPending(request: CreateRequest<Properties>): Promise<Finding<Handshake>> {
    const { session, properties: { Target: target } } = request;
    const pending = await listPendingInvitations(this.calls, session);
    if (pending.kind !== 'DONE') return this.failed(request, pending, `looking for ${invitationOf(target)}`);
    const handshake = pending.output.find((candidate) => isFor(candidate, target));
    return handshake ? { kind: 'FOUND', found: handshake } : { kind: 'NOTHING', unresolved: (met) => unmatched(request, pending.output, met) };
  }

  /** An invitation of the target is pending. */
  private async reuse(request: CreateRequest<Properties>, handshake: Handshake, unanswered: readonly Unanswered[]): Promise<Result<Known>> {
    const begun: SeenInvitation = { isOwn: isOwnLostInvitation(handshake, request.properties.Notes, unanswered) };
    const decision = await decided(begun, (seen: SeenInvitation) => decideInvitationAdoption(handshake, seen), () => this.whoHolds(request, asHeld(handshake)));
    switch (decision.kind) {
      case 'NOTHING': return done({ owned: decision.owned, handshake });
      case 'REFUSED': return decision;
    }
  }

  private async whoHolds(request: CreateRequest<Properties>, holder: HolderQuestion): Promise<Result<{ readonly stack: StackView }>> {
    const { session, asker, properties } = request;
    const stack = await this.ownStack.look(session, asker, { holder });
    if (stack.kind !== 'DONE') return this.failed(request, stack, lookingForHolderOf(invitationOf(properties.Target)));
    return done({ stack: stack.output });
  }

  /**
   * An account that can't be invited may be in this organization. It may have joined meanwhile. An account with an e-mail address is invited without a look
   * before it.
   */
  private async joinedMeanwhile(request: CreateRequest<Properties>, sent: Unsuccessful): Promise<Result<Known> | undefined> {
    const { session, properties: { Target: target } } = request;
    const isIn = sent.kind === 'FAILED' && sent.code === 'ALREADY_IN_AN_ORGANIZATION';
    if (!isIn && target.Email === undefined) return undefined;
    const member = await this.accounts.memberOf(session, target);
    return member.kind === 'DONE' && member.output ? this.alreadyMember(request, member.output) : undefined;
  }

  private async alreadyMember(request: CreateRequest<Properties>, member: Member): Promise<Result<Known>> {
    return await this.tagged(request, member) ?? done<Known>({ owned: { ownership: 'member', id: member.id }, member });
  }

  /** An invitation brings its tags along; an account that is a member gets them here. */
  private async tagged(request: CreateRequest<Properties>, member: Member): Promise<Failure | undefined> {
    const tagging = await applyTags(this.calls, request.session, member, request.properties.Tags);
    if (tagging.kind === 'REFUSED') return tagging;
    return tagging.kind === 'DONE' ? undefined : this.failed(request, tagging, `tagging account ${member.id}`);
  }

  private failed({ session, asker }: Asking, result: Unsuccessful, doing: string): Promise<Failure> {
    return organizationsFailure({ calls: this.calls, session, asker }, result, doing);
  }
}

const OUTCOMES: Partial<Record<Owned['ownership'], AccountInvitationAttributes['Outcome']>> = { created: 'CREATED', member: 'ALREADY_MEMBER' };

function answerOf({ asker, properties: { Target: target } }: CreateRequest<Properties>, known: Result<Known>): Managed | Failure {
  if (known.kind === 'REFUSED') return known;
  const { owned, member, handshake = {} } = known.output;
  const attributes: AccountInvitationAttributes = {
    HandshakeId: owned.ownership === 'member' ? '' : owned.id,
    HandshakeArn: handshake.Arn ?? '',
    ExpiresAt: handshake.ExpirationTimestamp?.toISOString() ?? '',
    AccountId: member?.id ?? invitedAccountId(target, handshake, accountOf(asker)),
    State: member ? 'MEMBER' : 'PENDING',
    Outcome: OUTCOMES[owned.ownership] ?? 'REUSED',
  };
  return managed(owned, { ...attributes });
}

function sentAs(handshake: Handshake): Known {
  return { owned: { ownership: 'created', id: handshake.Id as string }, handshake };
}

function asHeld({ Id: id = '' }: Handshake): HolderQuestion {
  return { id };
}

function unmatched({ asker, properties: { Target: target } }: CreateRequest<Properties>, pending: readonly Handshake[], error: AwsError): Failure {
  const found = listed(pending.map((handshake) => `${handshake.Id} for ${recipientOf(handshake, accountOf(asker))}`));
  return failure('DUPLICATE_HANDSHAKE_UNMATCHED', { entity: invitationOf(target), pending: found || 'there are none' }, error);
}
