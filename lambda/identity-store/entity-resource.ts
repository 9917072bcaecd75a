import type { GuardedProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, DeleteRequest, GuardedResource, Managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../guard/aws-error';
import type { Unanswered } from '../guard/call';
import type { CallResult } from '../guard/result';
import { callFailure } from '../guard/call-failure';
import { createOrTakeOver } from '../guard/creation';
import { Failure, failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import { outcomeOf, Owned } from '../guard/ownership';
import { again, Attempt, pause, repeat, settled } from '../guard/repeat';
import { done } from '../guard/result';
import { INVISIBLE_CONFLICT, MISSING_ENTITY, SETTLING } from '../guard/schedules';
import { Holder, lookingForHolderOf, StackView } from '../guard/stack-view';
import { quoted } from '../guard/wording';
import { Attributes, isSomethingDone } from './attributes';
import { converge } from './convergence';
import { EntityKind, Identifying, isOwnLostCreate, LiveEntity } from './entity';
import { isElsewhere, isMoved, readStore, releasedBy, storeChanged } from './store';
import { unresolvedConflict } from './unresolved-conflict';

/** The life cycle of a user or group of an Identity Store. */
export class EntityResource<Properties extends GuardedProperties> implements GuardedResource<Properties, Identifying> {
  constructor(private readonly kind: EntityKind<Properties>, private readonly ownStack: OwnStack) {}

  public read(properties: PropertyReader): Properties {
    return this.kind.read(properties);
  }

  public readIdentifying(properties: PropertyReader): Identifying {
    return { ...readStore(properties), name: this.kind.readName(properties) };
  }

  public create(request: CreateRequest<Properties>): Promise<Managed | Failure> {
    const { properties } = request;
    const entity = this.entityOf(properties);
    return createOrTakeOver<LiveEntity, Managed>(request.session, {
      schedule: INVISIBLE_CONFLICT,
      create: async (unanswered) => {
        const created = await this.kind.create(request, unanswered);
        return created.kind === 'DONE' ? done(this.managed({ ownership: 'created', id: created.output })) : created;
      },
      find: (met) => this.kind.find(request, met),
      isOwn: async (live, unanswered) => isOwnLostCreate(this.kind.attributesOf(properties), live, unanswered),
      own: ({ id }) => this.managed({ ownership: 'created', id }),
      takeOver: (live, unanswered, met) => this.takeOver(request, live, unanswered, met),
      notCreated: async (created) => callFailure(created, `creating ${entity}`),
    });
  }

  public async update(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const { session, asker, properties, oldProperties, owned } = request;
    const live = await this.readSettled(request, owned.id);
    // Not told by the properties alone: in a rollback the old ones are those of the refused update.
    if (isMoved(properties, oldProperties) && isElsewhere(live)) return storeChanged(this.entityOf(properties), properties, oldProperties);
    if (live.kind === 'MISSING') return this.create({ session, asker, properties });
    if (live.kind !== 'DONE') return callFailure(live, `reading ${this.entityOf(properties)}`);

    const converged = await converge(this.kind, this.ownStack, request, live.output);
    if (converged === 'GONE') return this.create({ session, asker, properties });
    return converged === 'AS_DECLARED' ? this.managed(owned) : converged;
  }

  public async delete({ session, asker, properties, owned }: DeleteRequest<Identifying>): Promise<Released | Failure> {
    const entity = `${this.kind.noun} ${quoted(properties.name)}`;
    const stack = await this.ownStack.look(session, asker, { status: true, holder: { id: owned.id, forSure: true } });
    if (stack.kind !== 'DONE') return callFailure(stack, lookingForHolderOf(entity));
    if (stack.output.holder) return released('KEPT');

    return releasedBy(await this.kind.delete(session, properties, owned.id), `deleting ${entity}`);
  }

  /** An entity with the declared name is there: it is ours, another construct's of this stack, or somebody else's. */
  private async takeOver(
    request: CreateRequest<Properties>, live: LiveEntity, unanswered: readonly Unanswered[], met: AwsError,
  ): Promise<Attempt<Managed | Failure>> {
    const { session, asker, properties } = request;
    const { id } = live;
    if (isOwnLostCreate(this.kind.attributesOf(properties), live, unanswered)) return settled(this.managed({ ownership: 'created', id }));

    const entity = this.entityOf(properties);
    const stack = await this.ownStack.look(session, asker, { holder: { id, stays: true } });
    if (stack.kind !== 'DONE') return settled(callFailure(stack, lookingForHolderOf(entity)));
    const { holder, holderStays } = stack.output;
    if (!holder && properties.ConflictPolicy === 'FAIL') return settled(failure('ALREADY_EXISTS', { entity, id }, met));
    if (holder && holderStays) return again(() => this.heldBy(request, holder, met));
    const doubt = this.kind.doubtOf(request, live, holder);
    if (doubt) return settled({ ...doubt, evidence: met });

    const converged = await converge(this.kind, this.ownStack, request, live);
    if (converged === 'GONE') return again((tries) => unresolvedConflict(entity)(met, tries));
    if (converged !== 'AS_DECLARED') return settled(converged);
    // The other resource's update may have begun meanwhile.
    const meanwhile = holder ? await this.ownStack.look(session, asker, { holder: { id, amongOthers: true, stays: true } }) : done<StackView>({});
    if (meanwhile.kind !== 'DONE') return settled(callFailure(meanwhile, lookingForHolderOf(entity)));
    const { holder: other, holderStays: otherStays } = meanwhile.output;
    if (other && otherStays) return again(() => this.heldBy(request, other, met));
    return settled(this.managed({ ownership: holder?.ownership ?? 'adopted', id }));
  }

  /** Another resource of the stack that stays and has the entity: its update may be about to give up the name. */
  private heldBy({ properties }: CreateRequest<Properties>, { id, logicalResourceId }: Holder, met: AwsError): Failure {
    return failure('NAME_HELD_BY_ANOTHER_CONSTRUCT', { entity: this.entityOf(properties), id, holder: quoted(logicalResourceId) }, met);
  }

  /**
   * Reads an entity to change. If a rollback finds nothing to undo, the update that it undoes may not be visible yet, or
   * still be under way: CloudFormation doesn't wait for it.
   */
  private async readSettled(request: UpdateRequest<Properties>, id: string): Promise<CallResult<LiveEntity>> {
    const { session, asker, properties, oldProperties } = request;
    const live = await this.readManaged(request, id);
    const [declared, before] = [properties, oldProperties].map((each) => this.kind.attributesOf(each)) as [Attributes, Attributes];
    if (live.kind !== 'DONE' || !isSomethingDone({ declared, before, live: live.output.attributes, caseless: this.kind.caseless })) return live;
    if (!await this.ownStack.isUndoingUpdate(session, asker)) return live;
    await pause(session, SETTLING);
    return this.readManaged(request, id);
  }

  /** Reads an entity that ought to be there. */
  private async readManaged(request: UpdateRequest<Properties>, id: string): Promise<CallResult<LiveEntity>> {
    return repeat<CallResult<LiveEntity>>(request.session, MISSING_ENTITY, async () => {
      const live = await this.kind.describe(request, id);
      return live.kind === 'MISSING' ? again(() => live) : settled(live);
    });
  }

  private managed(owned: Owned): Managed {
    return { kind: 'MANAGED', owned, attributes: { [this.kind.idAttribute]: owned.id, Outcome: outcomeOf(owned) } };
  }

  private entityOf(properties: Properties): string {
    return `${this.kind.noun} ${quoted(this.kind.nameOf(properties))}`;
  }
}
