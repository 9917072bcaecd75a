import type { Handshake } from '@aws-sdk/client-organizations';
import type { AccountInvitationAttributes, AccountInvitationProperties, TargetProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, DeleteRequest, GuardedResource, Managed, managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../guard/aws-error';
import { call, Unanswered } from '../guard/call';
import type { Unsuccessful } from '../guard/result';
import { createOrTakeOver } from '../guard/creation';
import { Failure, failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import { Owned, physicalResourceIdOf, predecessorOf } from '../guard/ownership';
import { settled } from '../guard/repeat';
import { done } from '../guard/result';
import { INVISIBLE_INVITATION } from '../guard/schedules';
import { isRollingBack, lookingForHolderOf } from '../guard/stack-view';
import { listed } from '../guard/wording';
import { Member, memberOf } from './accounts';
import { describeHandshake, goneIfForgotten, isFor, isOwnLostInvitation, isPending, listPendingInvitations, recipientOf } from './handshakes';
import { inviting, organizationsFailure } from './invitation-failure';
import type { OrganizationsCalls } from './organizations-calls';
import { applyTags } from './tags';
import { invitationOf, isSameTarget, nameOf, partyOf, readTags, readTarget } from './target';

type Properties = AccountInvitationProperties;
type Asking = Pick<CreateRequest<unknown>, 'session' | 'asker'>;

/** What this resource stands for, as it is now. */
interface Known {
  readonly owned: Owned;
  readonly member?: Member;
  readonly handshake?: Handshake;
}

/** The invitation of an account into the organization. */
export class InvitationResource implements GuardedResource<Properties, object> {
  constructor(private readonly calls: OrganizationsCalls, private readonly ownStack: OwnStack) {}

  public read(properties: PropertyReader): Properties {
    return { Target: readTarget(properties), ...properties.texts(['Notes']), ...readTags(properties) };
  }

  public readIdentifying(): object {
    return {};
  }

  public async create(request: CreateRequest<Properties>): Promise<Managed | Failure> {
    const { session, properties: { Target: target } } = request;
    const member = await memberOf(this.calls, session, target);
    if (member.kind !== 'DONE') return this.failed(request, member, `looking up ${nameOf(target)}`);
    return member.output ? this.alreadyMember(request, member.output) : this.invite(request);
  }

  public async update(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const { session, asker, owned } = request;
    const followed = await this.follow(request);
    return followed.kind === 'MANAGED' || !await this.ownStack.isUndoingUpdate(session, asker) ? followed : kept(request, owned);
  }

  /** Cancels a pending invitation, except in a rollback: what failed later must not use up the daily allowance. */
  public async delete(request: DeleteRequest<object>): Promise<Released | Failure> {
    const { session, asker, owned: { id } } = request;
    const stack = await this.ownStack.look(session, asker, { status: true, holder: { id, forSure: true } });
    if (stack.kind !== 'DONE') return this.failed(request, stack, lookingForHolderOf(`handshake ${id}`));
    if (stack.output.holder || isRollingBack(stack.output)) return released('KEPT');

    const sent = await call(session, 'organizations:CancelHandshake', () => this.calls.cancelHandshake({ HandshakeId: id }));
    const canceled = await goneIfForgotten(this.calls, session, id, sent);
    // Ended otherwise, or so long ago that it is gone; if it was accepted, the account stays a member.
    if (canceled.kind !== 'FAILED') return released(canceled.kind === 'DONE' ? 'DELETED' : 'KEPT');
    return canceled.code === 'NO_ORGANIZATION' ? released('KEPT') : this.failed(request, canceled, `canceling handshake ${id}`);
  }

  /** Brings the resource to its declared target: what it knows of it, or a new invitation. */
  private async follow(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const { session, asker, properties, oldProperties, owned } = request;
    const { Target: target } = properties;
    const isSame = isSameTarget(target, oldProperties.Target);
    const member = await memberOf(this.calls, session, target);
    if (member.kind !== 'DONE') return this.failed(request, member, `looking up ${nameOf(target)}`);

    const known = member.output && isSame ? { owned, member: member.output } : await this.findKnown(request, member.output);
    if (known && 'failure' in known) return known.failure;
    if (known) return (known.member && await this.tagged(request, known.member)) ?? answer(known.owned, known);

    if (await this.ownStack.isUndoingUpdate(session, asker)) return this.restore(request, member.output);

    const made = await (member.output ? this.alreadyMember(request, member.output) : this.invite({ session, asker, properties }));
    if (made.kind === 'REFUSED' || isSame || made.owned.id === owned.id) return made;
    return { ...made, owned: { ...made.owned, replaces: physicalResourceIdOf(owned) } };
  }

  private invite(request: CreateRequest<Properties>): Promise<Managed | Failure> {
    const { session, properties } = request;
    const { Target: target, Notes, Tags } = properties;
    return createOrTakeOver<Handshake, Managed>(session, {
      schedule: INVISIBLE_INVITATION,
      create: async (unanswered) => {
        const sent = await call(session, 'organizations:InviteAccountToOrganization', () => this.calls.inviteAccount({
          Target: partyOf(target), Notes, ...(Tags && { Tags: [...Tags] }),
        }), unanswered);
        return sent.kind === 'DONE' ? done(answer({ ownership: 'created', id: sent.output.Id as string }, { handshake: sent.output })) : sent;
      },
      find: async () => {
        const pending = await listPendingInvitations(this.calls, session);
        if (pending.kind !== 'DONE') return this.failed(request, pending, `looking for ${invitationOf(target)}`);
        const handshake = pending.output.find((candidate) => isFor(candidate, target));
        return handshake ? { kind: 'FOUND', found: handshake } : { kind: 'NOTHING', unresolved: (met) => unmatched(target, pending.output, met) };
      },
      isOwn: async (handshake, unanswered) => isOwnLostInvitation(handshake, Notes, unanswered),
      own: (handshake) => answer({ ownership: 'created', id: handshake.Id as string }, { handshake }),
      takeOver: async (handshake, unanswered) => settled(await this.reuse(request, handshake, unanswered)),
      notCreated: (sent) => this.notSent(request, sent),
    });
  }

  /** An invitation of the target is pending: it is ours, another construct's of this stack, or somebody else's. */
  private async reuse(request: CreateRequest<Properties>, handshake: Handshake, unanswered: readonly Unanswered[]): Promise<Managed | Failure> {
    const { session, asker, properties } = request;
    const id = handshake.Id as string;
    if (isOwnLostInvitation(handshake, properties.Notes, unanswered)) return answer({ ownership: 'created', id }, { handshake });
    const stack = await this.ownStack.look(session, asker, { holder: { id } });
    if (stack.kind !== 'DONE') return this.failed(request, stack, lookingForHolderOf(invitationOf(properties.Target)));
    return answer({ ownership: stack.output.holder?.ownership ?? 'adopted', id }, { handshake });
  }

  /** Which of the two that this resource knows, its own and its predecessor, is the target: a member, or a pending invitation. */
  private async findKnown(request: UpdateRequest<Properties>, member: Member | undefined): Promise<Known | { readonly failure: Failure } | undefined> {
    const { session, properties: { Target: target }, owned } = request;
    for (const candidate of [owned, predecessorOf(owned)]) {
      if (member && candidate?.ownership === 'member' && candidate.id === member.id) return { owned: candidate, member };
      if (!candidate || candidate.ownership === 'member') continue;
      const live = await describeHandshake(this.calls, session, candidate.id);
      if (live.kind === 'FAILED') return { failure: await this.failed(request, live, `reading handshake ${candidate.id}`) };
      if (live.kind !== 'DONE' || !isFor(live.output, target)) continue;
      if (member) return { owned: candidate, member };
      if (isPending(live.output)) return { owned: candidate, handshake: live.output };
    }
    return undefined;
  }

  /**
   * A rollback sends nothing: what it asks for may have been declined, or have expired, and there are only so many invitations a
   * day. It goes back to what is pending, or keeps the id of what has ended. A member gets its tags again if that can be done.
   */
  private async restore(request: UpdateRequest<Properties>, member: Member | undefined): Promise<Managed | Failure> {
    const { session, properties: { Target: target }, owned } = request;
    if (member) {
      await this.tagged(request, member);
      return kept(request, owned, member);
    }
    const pending = await listPendingInvitations(this.calls, session);
    const handshake = pending.kind === 'DONE' ? pending.output.find((candidate) => isFor(candidate, target)) : undefined;
    return handshake ? this.reuse(request, handshake, []) : kept(request, owned);
  }

  private async notSent(request: CreateRequest<Properties>, sent: Unsuccessful): Promise<Managed | Failure> {
    const { session, properties: { Target: target } } = request;
    if (sent.kind === 'FAILED' && sent.code === 'ALREADY_IN_AN_ORGANIZATION') {
      const member = await memberOf(this.calls, session, target);
      if (member.kind === 'DONE' && member.output) return this.alreadyMember(request, member.output);
    }
    return this.failed(request, sent, inviting(target));
  }

  private async alreadyMember(request: CreateRequest<Properties>, member: Member): Promise<Managed | Failure> {
    return await this.tagged(request, member) ?? answer({ ownership: 'member', id: member.id }, { member });
  }

  /** An invitation brings its tags along; an account that is a member gets them here. */
  private async tagged(request: CreateRequest<Properties>, { id }: Member): Promise<Failure | undefined> {
    const tagging = await applyTags(this.calls, request.session, id, request.properties.Tags);
    return tagging.kind === 'DONE' ? undefined : this.failed(request, tagging, `tagging account ${id}`);
  }

  private failed({ session, asker }: Asking, result: Unsuccessful, doing: string): Promise<Failure> {
    return organizationsFailure({ calls: this.calls, session, asker }, result, doing);
  }
}

function answer(owned: Owned, { member, handshake }: Pick<Known, 'member' | 'handshake'>): Managed {
  const party = handshake?.Parties?.find(({ Type }) => Type === 'ACCOUNT');
  const attributes: AccountInvitationAttributes = {
    HandshakeId: owned.ownership === 'member' ? '' : owned.id,
    HandshakeArn: handshake?.Arn ?? '',
    ExpiresAt: handshake?.ExpirationTimestamp?.toISOString() ?? '',
    AccountId: member?.id ?? party?.Id ?? '',
    State: member ? 'MEMBER' : 'PENDING',
    Outcome: OUTCOMES[owned.ownership] ?? 'REUSED',
  };
  return managed(owned, { ...attributes });
}

/** What a rollback goes back to without asking for it: itself, or its predecessor if that had the target. */
function kept({ properties: { Target: target }, oldProperties }: UpdateRequest<Properties>, owned: Owned, member?: Member): Managed {
  const before = isSameTarget(target, oldProperties.Target) ? owned : predecessorOf(owned) ?? owned;
  return answer(before, member ? { member } : { handshake: { Parties: [partyOf(target)] } });
}

const OUTCOMES: Partial<Record<Owned['ownership'], AccountInvitationAttributes['Outcome']>> = { created: 'CREATED', member: 'ALREADY_MEMBER' };

function unmatched(target: TargetProperties, pending: readonly Handshake[], error: AwsError): Failure {
  const found = listed(pending.map((handshake) => `${handshake.Id} for ${recipientOf(handshake)}`));
  return failure('DUPLICATE_HANDSHAKE_UNMATCHED', { entity: invitationOf(target), pending: found || 'there are none' }, error);
}
