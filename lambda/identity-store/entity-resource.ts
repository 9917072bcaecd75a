import type { GuardedProperties } from '../../lib/contract/identity-store';
import { deleteUnlessHeld } from '../custom-resource/deletion';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, DeleteRequest, OrphanRequest, GuardedResource, Managed, managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../errors/aws-error';
import { callFailure } from '../guard/call-failure';
import { createOrTakeOver } from '../guard/creation';
import { decided } from '../guard/decide/decision';
import { decideNotMade } from '../guard/decide/rollback';
import type { Failure } from '../guard/failure';
import type { StackKnowledge } from '../guard/own-stack';
import { outcomeOf, Owned } from '../guard/ownership';
import { again, Attempt, pause, repeat, settled } from '../guard/repeat';
import { replaced } from '../guard/replacement';
import { CallResult, Done, done, mapped, Missing, Result } from '../guard/result';
import { INVISIBLE_CONFLICT, MISSING_ENTITY, SETTLING, TAKEN_VALUE } from '../guard/schedules';
import { HolderQuestion, lookingForHolderOf, StackView } from '../guard/stack-view';
import type { Unanswered } from '../guard/unanswered';
import { quoted } from '../guard/wording';
import { deleteOrphan } from './orphan-deletion';
import { Adoption, decideAdoption, decideHandOver, Encounter, SeenAtEncounter } from './decide/adoption';
import { decideEntityDeletion } from './decide/entity-deletion';
import { Change, decideUpdate, LackingAtChange, SeenAtChange } from './decide/entity-update';
import { explainTakenEmail } from './decide/taken-value';
import { isOwnLostCreate, LiveEntity, titleOf, Writes } from './declared-entity';
import { EntityKind, Identifying, Written } from './entity';
import { possibleOrphan } from './orphan';
import { readStore, releasedBy } from './store';
import { unresolvedConflict } from './unresolved-conflict';

/** What was created or taken over, and what was seen of it. */
interface Made {
  readonly owned: Owned;
  readonly live: LiveEntity | 'JUST_CREATED' | undefined;
}

/** The life cycle of a user or group of an Identity Store. */
export class EntityResource<Properties extends GuardedProperties> implements GuardedResource<Properties, Identifying> {
  /**
   * @param roleName of the function's role, if it is known
   */
  constructor(private readonly kind: EntityKind<Properties>, private readonly ownStack: StackKnowledge, private readonly roleName: string | undefined) {}

  public read(properties: PropertyReader): Properties {
    return this.kind.read(properties);
  }

  public readIdentifying(properties: PropertyReader): Identifying {
    return { ...readStore(properties), name: this.kind.readName(properties) };
  }

  public async create(request: CreateRequest<Properties>): Promise<Managed | Failure> {
    const declared = this.kind.declared(request.properties);
    const made = await createOrTakeOver<LiveEntity, Made>(request.session, {
      schedule: INVISIBLE_CONFLICT,
      create: async (unanswered) => {
        const created = await this.kind.create(request, unanswered);
        return created.kind === 'DONE' ? done({ owned: { ownership: 'created', id: created.output }, live: 'JUST_CREATED' }) : created;
      },
      find: (met) => this.kind.find(request, met),
      findOwn: async (unanswered) => {
        const finding = await this.kind.find(request);
        const isOwn = finding.kind === 'FOUND' && isOwnLostCreate(declared, finding.found, unanswered);
        return isOwn ? { owned: { ownership: 'created', id: finding.found.id }, live: finding.found } : undefined;
      },
      takeOver: (live, unanswered, met) => this.takeOver(request, live, unanswered, met),
      notCreated: async (created) => callFailure(created, `creating ${titleOf(declared)}`),
    }, request.unanswered);
    return made.kind === 'DONE' ? this.managed(made.output.owned, made.output.live) : this.explained(request, made);
  }

  public async update(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const { properties, oldProperties, owned } = request;
    const change = { declared: this.kind.declared(properties), before: this.kind.declared(oldProperties), owned };
    return this.follow(request, change, { live: await this.readManaged(request) });
  }

  public delete(request: DeleteRequest<Identifying>): Promise<Released | Failure> {
    const { session, properties, owned } = request;
    const title = `${this.kind.noun} ${quoted(properties.name)}`;
    return deleteUnlessHeld(this.ownStack, request, title, async () => {
      const decision = decideEntityDeletion(title, await this.kind.describe(request, owned.id));
      switch (decision.kind) {
        case 'DELETE': return releasedBy(await this.kind.delete(session, properties, owned.id), `deleting ${title}`);
        case 'KEEP_PROVIDER_OWNED': return released('KEPT_PROVIDER_OWNED');
        case 'REFUSED': return decision;
      }
    });
  }

  public deleteOrphan(request: OrphanRequest<Properties>): Promise<Released | Failure> {
    const { session, properties } = request;
    const declared = this.kind.declared(properties);
    const identifying = { ...properties, name: declared.name };
    return deleteOrphan(this.ownStack, request, this.roleName, {
      entity: titleOf(declared),
      find: async () => {
        const live = await this.kind.findNamed(request);
        return live.kind === 'DONE' ? done(possibleOrphan(declared, live.output)) : live;
      },
      remove: (id) => this.kind.delete(session, identifying, id),
    });
  }

  /** Brings a managed entity to its declaration. */
  private async follow(request: UpdateRequest<Properties>, change: Change, begun: SeenAtChange): Promise<Managed | Failure> {
    const decision = await decided(begun, (seen: SeenAtChange) => decideUpdate(change, seen), (at) => this.look(request, at));
    switch (decision.kind) {
      case 'CREATE': return this.createAnew(request, change, begun);
      case 'UPDATE': break;
      case 'NOTHING': return this.managed(change.owned, seenIn(begun.live));
      case 'REFUSED': return decision;
    }
    const written = await this.write(request, decision.writes);
    switch (written.kind) {
      case 'DONE': return this.managed(change.owned, decision.writes.live);
      case 'MISSING': return this.createAnew(request, change, begun);
      case 'REFUSED': return begun.refused ? this.explained(request, written) : this.follow(request, change, { live: done(decision.writes.live), refused: written });
    }
  }

  /** Says whose the address is that hinders it, as far as the own stack knows. A look that fails doesn't hide that. */
  private async explained(request: CreateRequest<Properties>, refused: Failure): Promise<Failure> {
    const { code, words: { id } } = refused;
    if (code !== 'EMAIL_TAKEN' || id === undefined) return refused;
    const stack = await this.whoHolds(request, { id, amongOthers: true, stays: true });
    return stack.kind === 'DONE' ? explainTakenEmail(refused, this.kind.declared(request.properties), stack.output) : refused;
  }

  /** What of a managed entity has to be seen before its update can be decided. */
  private async look(request: UpdateRequest<Properties>, at: LackingAtChange): Promise<Result<Partial<SeenAtChange>>> {
    const { session, asker, owned } = request;
    switch (at) {
      case 'ROLLBACK': return mapped(await this.ownStack.isUndoingUpdate(session, asker), (isUndoing) => ({ isUndoing }));
      case 'ENTITY_AGAIN':
        await pause(session, SETTLING);
        return done({ live: await this.readManaged(request), isReadAgain: true });
      case 'OTHER_HOLDER':
        return mapped(await this.whoHolds(request, { id: owned.id, amongOthers: true, onceCreated: true, stays: true }), (others) => ({ others }));
      case 'TWIN':
        return mapped(await this.whoHolds(request, { id: owned.id, amongOthers: true, stays: true }), (twin) => ({ twin }));
    }
  }

  /** What is managed is gone. */
  private createAnew(request: UpdateRequest<Properties>, change: Change, { isReadAgain }: SeenAtChange): Promise<Managed | Failure> {
    return replaced(this.ownStack, request, {
      entity: titleOf(change.declared),
      make: () => this.createReplacement(request),
      findAgain: async () => {
        if (isReadAgain) return undefined;
        await pause(request.session, SETTLING);
        const live = await this.readManaged(request);
        return live.kind === 'DONE' ? this.follow(request, change, { live, isReadAgain: true }) : undefined;
      },
    });
  }

  private async createReplacement({ session, asker, properties, owned }: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const made = await this.create({ session, asker, properties });
    if (made.kind === 'MANAGED') return made;
    const seen: { readonly isUndoing?: boolean } = {};
    const decision = await decided(seen, ({ isUndoing }: typeof seen) => decideNotMade(owned, made, isUndoing), async () =>
      mapped(await this.ownStack.isUndoingUpdate(session, asker), (each) => ({ isUndoing: each })));
    return decision.kind === 'NOTHING' ? this.managed(decision.owned, undefined) : decision;
  }

  /** An entity with the declared name is there. */
  private async takeOver(
    request: CreateRequest<Properties>, live: LiveEntity, unanswered: readonly Unanswered[], conflict: AwsError,
  ): Promise<Attempt<Result<Made>>> {
    const declared = this.kind.declared(request.properties);
    const encounter: Encounter = { declared, live, asker: request.asker, conflict };
    const begun: SeenAtEncounter = { isOwn: isOwnLostCreate(declared, live, unanswered) };
    const decision = await decided(begun, (seen: SeenAtEncounter) => decideAdoption(encounter, seen), async () => {
      const { id, createdAt } = live;
      const madeAt = createdAt !== undefined && { madeAt: createdAt };
      const anew = declared.isNamedAtDeployment && { anew: true as const };
      return mapped(await this.whoHolds(request, { id, stays: true, ...madeAt, ...anew }), (stack) => ({ stack }));
    });
    switch (decision.kind) {
      case 'ADOPT': return this.adopt(request, encounter, decision);
      case 'NOTHING': return settled(done({ owned: decision.owned, live }));
      case 'WAIT': return again(() => decision.failure, decision.obstacle);
      case 'REFUSED': return settled(decision);
    }
  }

  private async adopt(request: CreateRequest<Properties>, encounter: Encounter, adoption: Adoption): Promise<Attempt<Result<Made>>> {
    const { declared, live, conflict } = encounter;
    const written = await this.write(request, adoption.writes);
    switch (written.kind) {
      case 'DONE': break;
      case 'MISSING': return again((tries) => unresolvedConflict(titleOf(declared))(conflict, tries));
      case 'REFUSED': return settled(written);
    }
    if (!adoption.mayBeDisputed) return settled(done({ owned: adoption.owned, live }));
    const stack = await this.whoHolds(request, { id: live.id, amongOthers: true, stays: true, anew: true });
    if (stack.kind === 'REFUSED') return settled(stack);
    const decision = decideHandOver(encounter, adoption.owned, stack.output);
    switch (decision.kind) {
      case 'NOTHING': return settled(done({ owned: decision.owned, live }));
      case 'WAIT': return again(() => decision.failure);
      case 'REFUSED': return settled(decision);
    }
  }

  /** Writes what differs, and nothing if nothing does. */
  private async write(request: CreateRequest<Properties>, { live, differences }: Writes): Promise<Done<unknown> | Missing | Failure> {
    if (differences.length === 0) return done(undefined);
    const written = await repeat<Written>(request.session, TAKEN_VALUE, async () => {
      const result = await this.kind.update(request, live, differences);
      return result.kind === 'CONFLICT' ? again(() => result) : settled(result);
    });
    switch (written.kind) {
      case 'DONE':
      case 'MISSING':
      case 'REFUSED': return written;
      case 'CONFLICT': return this.kind.conflictOf(request, live, differences, written.error);
      case 'FAILED': return callFailure(written, `updating ${titleOf(this.kind.declared(request.properties))}`);
    }
  }

  private async whoHolds({ session, asker, properties }: CreateRequest<Properties>, holder: HolderQuestion): Promise<Result<StackView>> {
    const stack = await this.ownStack.look(session, asker, { holder });
    return stack.kind === 'DONE' ? stack : callFailure(stack, lookingForHolderOf(titleOf(this.kind.declared(properties))));
  }

  /** Reads an entity that ought to be there. */
  private async readManaged(request: UpdateRequest<Properties>): Promise<CallResult<LiveEntity>> {
    return repeat<CallResult<LiveEntity>>(request.session, MISSING_ENTITY, async () => {
      const live = await this.kind.describe(request, request.owned.id);
      return live.kind === 'MISSING' ? again(() => live) : settled(live);
    });
  }

  private managed(owned: Owned, live: Made['live']): Managed {
    const notice = typeof live === 'object' ? this.kind.noticeOf(live) : undefined;
    return managed(owned, { ...this.kind.attributesOf(owned.id, live), Outcome: outcomeOf(owned) }, notice);
  }
}

function seenIn(live: CallResult<LiveEntity>): LiveEntity | undefined {
  return live.kind === 'DONE' ? live.output : undefined;
}
