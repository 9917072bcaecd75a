import { CONFLICT_POLICIES, GroupMembershipProperties, StoreProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, DeleteRequest, GuardedResource, Managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../guard/aws-error';
import { call, Unanswered, wasMadeBy } from '../guard/call';
import type { CallResult } from '../guard/result';
import { callFailure } from '../guard/call-failure';
import { createOrTakeOver } from '../guard/creation';
import { Failure, failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import { outcomeOf, Owned, physicalResourceIdOf, predecessorOf } from '../guard/ownership';
import { again, repeat, settled, Tries } from '../guard/repeat';
import { done } from '../guard/result';
import { INVISIBLE_CONFLICT, MISSING_PARTY } from '../guard/schedules';
import { lookingForHolderOf } from '../guard/stack-view';
import { quoted } from '../guard/wording';
import { CallsIn, IdentityStoreCalls } from './identity-store-calls';
import { isElsewhere, isMoved, readStore, releasedBy, storeChanged } from './store';
import { unresolvedConflict } from './unresolved-conflict';

type Properties = GroupMembershipProperties;

/** That a user is in a group of an Identity Store. Another group or user is another membership, so a replacement. */
export class GroupMembershipResource implements GuardedResource<Properties, StoreProperties> {
  constructor(private readonly callsIn: CallsIn, private readonly ownStack: OwnStack) {}

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

  public create(request: CreateRequest<Properties>): Promise<Managed | Failure> {
    const { properties } = request;
    return createOrTakeOver<string, Managed>(request.session, {
      schedule: INVISIBLE_CONFLICT,
      create: (unanswered) => this.createForParties(request, unanswered),
      find: async () => {
        const existing = await this.find(request);
        if (existing.kind === 'DONE') return { kind: 'FOUND', found: existing.output };
        if (existing.kind === 'MISSING') return { kind: 'NOTHING', unresolved: unresolvedConflict(entityOf(properties)) };
        return callFailure(existing, `looking up ${entityOf(properties)}`);
      },
      isOwn: (id, unanswered) => this.isOwnLostCreate(request, id, unanswered),
      own: (id) => managed({ ownership: 'created', id }),
      takeOver: async (id, unanswered, met) => settled(await this.takeOver(request, id, unanswered, met)),
      notCreated: async (created) => callFailure(created, `creating ${entityOf(properties)}`),
    });
  }

  public async update(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const { session, asker, properties, oldProperties, owned } = request;
    const found = await this.find(request);
    if (found.kind === 'DONE') {
      const known = [owned, predecessorOf(owned)].find((candidate) => candidate?.id === found.output);
      if (known) return managed(known);
    }
    if (isMoved(properties, oldProperties) && (found.kind === 'DONE' || isElsewhere(found))) return storeChanged(entityOf(properties), properties, oldProperties);
    if (found.kind === 'FAILED' || found.kind === 'CONFLICT') return callFailure(found, `looking up ${entityOf(properties)}`);

    const made = await this.create({ session, asker, properties });
    // The pair that a rollback asks for may be gone for good: the stack gets back what it had, and what replaced it goes.
    if (made.kind === 'REFUSED' && made.code === 'MEMBERSHIP_PARTY_NOT_FOUND' && await this.ownStack.isUndoingUpdate(session, asker)) return managed(predecessorOf(owned) ?? owned);
    if (made.kind === 'REFUSED' || made.owned.id === owned.id || isSamePair(properties, oldProperties)) return made;
    return managed({ ...made.owned, replaces: physicalResourceIdOf(owned) });
  }

  public async delete({ session, asker, properties, owned }: DeleteRequest<StoreProperties>): Promise<Released | Failure> {
    const entity = `membership ${owned.id}`;
    const stack = await this.ownStack.look(session, asker, { status: true, holder: { id: owned.id, forSure: true } });
    if (stack.kind !== 'DONE') return callFailure(stack, lookingForHolderOf(entity));
    if (stack.output.holder) return released('KEPT');

    const { IdentityStoreId } = properties;
    const deleted = await call(session, 'identitystore:DeleteGroupMembership', () =>
      this.callsOf(properties).deleteGroupMembership({ IdentityStoreId, MembershipId: owned.id }));
    return releasedBy(deleted, `deleting ${entity}`);
  }

  /** The membership is there: it is ours, another construct's of this stack, or somebody else's. */
  private async takeOver(request: CreateRequest<Properties>, id: string, unanswered: readonly Unanswered[], conflict: AwsError): Promise<Managed | Failure> {
    const { session, asker, properties } = request;
    // Overwriting takes ownership, whoever has it.
    if (properties.ConflictPolicy === 'OVERWRITE' || await this.isOwnLostCreate(request, id, unanswered)) return managed({ ownership: 'created', id });
    const stack = await this.ownStack.look(session, asker, { holder: { id } });
    if (stack.kind !== 'DONE') return callFailure(stack, lookingForHolderOf(entityOf(properties)));
    const { holder } = stack.output;
    if (!holder && properties.ConflictPolicy === 'FAIL') return failure('ALREADY_EXISTS', { entity: entityOf(properties), id }, conflict);
    return managed({ ownership: holder?.ownership ?? 'adopted', id });
  }

  /** A membership has nothing to compare but its time. */
  private async isOwnLostCreate({ session, properties }: CreateRequest<Properties>, id: string, unanswered: readonly Unanswered[]): Promise<boolean> {
    if (unanswered.length === 0) return false;
    const { IdentityStoreId } = properties;
    const live = await call(session, 'identitystore:DescribeGroupMembership', () =>
      this.callsOf(properties).describeGroupMembership({ IdentityStoreId, MembershipId: id }));
    const created = live.kind === 'DONE' ? live.output.CreatedAt?.getTime() : undefined;
    return wasMadeBy(unanswered, created);
  }

  private createForParties(request: CreateRequest<Properties>, unanswered: Unanswered[]): Promise<CallResult<Managed> | Failure> {
    return repeat<CallResult<Managed> | Failure>(request.session, MISSING_PARTY, async () => {
      const created = await this.createOnce(request, unanswered);
      switch (created.kind) {
        case 'DONE': return settled(done(managed({ ownership: 'created', id: created.output })));
        case 'MISSING': return again((tries) => partyNotFound(request.properties, created.error, tries));
        case 'CONFLICT':
        case 'FAILED': return settled(created);
      }
    });
  }

  private createOnce({ session, properties }: CreateRequest<Properties>, unanswered: Unanswered[]): Promise<CallResult<string>> {
    const { IdentityStoreId, GroupId, UserId } = properties;
    return call(session, 'identitystore:CreateGroupMembership', async () => {
      const { MembershipId } = await this.callsOf(properties).createGroupMembership({ IdentityStoreId, GroupId, MemberId: { UserId } });
      return MembershipId as string;
    }, unanswered);
  }

  private find({ session, properties }: CreateRequest<Properties>): Promise<CallResult<string>> {
    const { IdentityStoreId, GroupId, UserId } = properties;
    return call(session, 'identitystore:GetGroupMembershipId', async () => {
      const { MembershipId } = await this.callsOf(properties).getGroupMembershipId({ IdentityStoreId, GroupId, MemberId: { UserId } });
      return MembershipId as string;
    });
  }

  private callsOf({ Region }: StoreProperties): IdentityStoreCalls {
    return this.callsIn(Region);
  }
}

function managed(owned: Owned): Managed {
  return { kind: 'MANAGED', owned, attributes: { MembershipId: owned.id, Outcome: outcomeOf(owned) } };
}

function isSamePair(one: Properties, other: Properties): boolean {
  return one.GroupId === other.GroupId && one.UserId === other.UserId;
}

function entityOf({ GroupId, UserId }: Properties): string {
  return `membership of user ${quoted(UserId)} in group ${quoted(GroupId)}`;
}

function partyNotFound(properties: Properties, error: AwsError, { attempts, seconds }: Tries): Failure {
  const words = { entity: entityOf(properties), missing: partyOf(error), attempts: String(attempts), seconds: String(seconds) };
  return failure('MEMBERSHIP_PARTY_NOT_FOUND', words, error);
}

function partyOf({ resourceType }: AwsError): string {
  switch (resourceType) {
    case 'USER': return 'user';
    case 'GROUP': return 'group';
    default: return 'user or group';
  }
}
