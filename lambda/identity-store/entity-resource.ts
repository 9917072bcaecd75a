import type { GuardedProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, DeleteRequest, GuardedResource, Managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../guard/aws-error';
import type { Unanswered } from '../guard/call';
import type { CallResult } from '../guard/result';
import { callFailure } from '../guard/call-failure';
import { createOrTakeOver } from '../guard/creation';
import { Failure, failure } from '../guard/failure';
import { Holder, lookingForHolderOf, OwnStack } from '../guard/own-stack';
import { outcomeOf, Owned } from '../guard/ownership';
import { again, Attempt, pause, repeat, settled } from '../guard/repeat';
import { done } from '../guard/result';
import { INVISIBLE_CONFLICT, MISSING_ENTITY, SETTLING } from '../guard/schedules';
import { quoted } from '../guard/wording';
import { Attributes, isSomethingDone } from './attributes';
import { converge } from './convergence';
import { EntityKind, Identifying, isOwnLostCreate, LiveEntity } from './entity';
import { isElsewhere, isMoved, readStore, releasedBy, storeChanged } from './store';
import { unresolvedConflict } from './unresolved-conflict';

/** The entity belongs to another resource of the stack, which stays. */
interface Held {
  readonly held: { readonly id: string; readonly holder: string };
}

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
    const keeper = await this.ownStack.keeperOf(session, asker, owned.id);
    if (keeper.kind !== 'DONE') return callFailure(keeper, lookingForHolderOf(entity));
    if (keeper.output.holder) return released('KEPT');

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
    const holder = await this.ownStack.holderOf(session, asker, id);
    if (holder.kind !== 'DONE') return settled(callFailure(holder, lookingForHolderOf(entity)));
    if (!holder.output && properties.ConflictPolicy === 'FAIL') return settled(failure('ALREADY_EXISTS', { entity, id }, met));
    const held = holder.output && await this.heldOnBy(request, holder.output);
    if (held) return this.heldOrRefused(request, held, met);
    const doubt = this.kind.doubtOf(request, live, holder.output);
    if (doubt) return settled({ ...doubt, evidence: met });

    const converged = await converge(this.kind, this.ownStack, request, live);
    if (converged === 'GONE') return again((tries) => unresolvedConflict(entity)(met, tries));
    if (converged !== 'AS_DECLARED') return settled(converged);
    // The other resource's update may have begun meanwhile.
    const heldMeanwhile = holder.output && await this.heldMeanwhile(request, id);
    if (heldMeanwhile) return this.heldOrRefused(request, heldMeanwhile, met);
    return settled(this.managed({ ownership: holder.output?.ownership ?? 'adopted', id }));
  }

  private heldOrRefused({ properties }: CreateRequest<Properties>, held: Held | Failure, met: AwsError): Attempt<Managed | Failure> {
    if ('kind' in held) return settled(held);
    return again(() => failure('NAME_HELD_BY_ANOTHER_CONSTRUCT', { entity: this.entityOf(properties), ...held.held }, met));
  }

  private async heldMeanwhile(request: CreateRequest<Properties>, id: string): Promise<Held | Failure | undefined> {
    const holder = await this.ownStack.otherHolderOf(request.session, request.asker, id);
    if (holder.kind !== 'DONE') return callFailure(holder, lookingForHolderOf(this.entityOf(request.properties)));
    return holder.output && this.heldOnBy(request, holder.output);
  }

  /** Another resource of the stack that stays and has the entity: its update may be about to give up the name. */
  private async heldOnBy({ session, asker, properties }: CreateRequest<Properties>, holder: Holder): Promise<Held | Failure | undefined> {
    const holdsOn = await this.ownStack.holdsOn(session, asker, holder);
    if (holdsOn.kind !== 'DONE') return callFailure(holdsOn, lookingForHolderOf(this.entityOf(properties)));
    return holdsOn.output ? { held: { id: holder.id, holder: quoted(holder.logicalResourceId) } } : undefined;
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
    if (!await this.ownStack.isRollingBack(session, asker)) return live;
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
