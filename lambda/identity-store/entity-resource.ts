import type { GuardedProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, DeleteRequest, GuardedResource, Managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../guard/aws-error';
import type { Unanswered } from '../guard/call';
import type { CallResult } from '../guard/result';
import { callFailure } from '../guard/call-failure';
import { Failure, failure } from '../guard/failure';
import { Holder, lookingForHolderOf, OwnStack } from '../guard/own-stack';
import { outcomeOf, Owned } from '../guard/ownership';
import { pausedWithinTime } from '../guard/patience';
import { again, pause, repeat, settled } from '../guard/repeat';
import { MISSING_ENTITY, SETTLING } from '../guard/schedules';
import { quoted } from '../guard/wording';
import { Attributes, isSomethingDone } from './attributes';
import { converge } from './convergence';
import { EntityKind, Identifying, isOwnLostCreate, LiveEntity } from './entity';
import { ATTEMPTS_AT_INVISIBLE_CONFLICT } from './patience';
import { isElsewhere, isMoved, readStore, releasedBy, storeChanged } from './store';

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

  public async create(request: CreateRequest<Properties>): Promise<Managed | Failure> {
    const { session, properties } = request;
    const entity = this.entityOf(properties);
    const started = session.now();
    const unanswered: Unanswered[] = [];
    for (let attempts = 1; ; attempts++) {
      const created = await this.kind.create(request, unanswered);
      if (created.kind === 'DONE') return this.managed({ ownership: 'created', id: created.output });
      if (created.kind !== 'CONFLICT') return await this.findOwnLostCreate(request, unanswered) ?? callFailure(created, `creating ${entity}`);

      const found = await this.kind.find(request, created.error);
      if (found.kind === 'REFUSED') return found.failure;
      const taken = found.kind === 'SAME' ? await this.takeOver(request, found.live, unanswered, created.error) : 'GONE';
      if (taken !== 'GONE' && !isHeld(taken)) return taken;

      if (attempts === ATTEMPTS_AT_INVISIBLE_CONFLICT || !await pausedWithinTime(session, attempts)) {
        if (isHeld(taken)) return failure('NAME_HELD_BY_ANOTHER_CONSTRUCT', { entity, ...taken.held }, created.error);
        if (created.error.reason !== 'UNIQUENESS_CONSTRAINT_VIOLATION') return callFailure(created, `creating ${entity}`);
        const seconds = Math.round((session.now() - started) / 1000);
        return failure('CONFLICT_UNRESOLVED', { entity, attempts: String(attempts), seconds: String(seconds) }, created.error);
      }
    }
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
    request: CreateRequest<Properties>, live: LiveEntity, unanswered: readonly Unanswered[], conflict: AwsError,
  ): Promise<Managed | Failure | 'GONE' | Held> {
    const { session, asker, properties } = request;
    const { id } = live;
    if (isOwnLostCreate(this.kind.attributesOf(properties), live, unanswered)) return this.managed({ ownership: 'created', id });

    const entity = this.entityOf(properties);
    const holder = await this.ownStack.holderOf(session, asker, id);
    if (holder.kind !== 'DONE') return callFailure(holder, lookingForHolderOf(entity));
    if (!holder.output && properties.ConflictPolicy === 'FAIL') return failure('ALREADY_EXISTS', { entity, id }, conflict);
    const held = holder.output && await this.heldOnBy(request, holder.output);
    if (held) return held;
    const doubt = this.kind.doubtOf(request, live, holder.output);
    if (doubt) return { ...doubt, evidence: conflict };

    const converged = await converge(this.kind, this.ownStack, request, live);
    if (converged !== 'AS_DECLARED') return converged;
    // The other resource's update may have begun meanwhile.
    const heldMeanwhile = holder.output && await this.heldMeanwhile(request, id);
    return heldMeanwhile ?? this.managed({ ownership: holder.output?.ownership ?? 'adopted', id });
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

  /** After a create that ended badly: what one of its attempts may have made all the same. */
  private async findOwnLostCreate(request: CreateRequest<Properties>, unanswered: readonly Unanswered[]): Promise<Managed | undefined> {
    if (unanswered.length === 0) return undefined;
    request.session.allowLastLook();
    const found = await this.kind.find(request);
    if (found.kind !== 'SAME' || !isOwnLostCreate(this.kind.attributesOf(request.properties), found.live, unanswered)) return undefined;
    return this.managed({ ownership: 'created', id: found.live.id });
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

function isHeld(taken: object | 'GONE'): taken is Held {
  return typeof taken === 'object' && 'held' in taken;
}
