import { CONFLICT_POLICIES, GroupAttributes, GroupProperties } from '../../lib/private/contract';
import { CreateRequest, DeleteRequest, GuardedResource, Managed, Released, UpdateRequest } from '../custom-resource/resource';
import { AwsError } from '../guard/aws-error';
import { pauseBefore } from '../guard/backoff';
import { call, CallResult, Unanswered } from '../guard/call';
import { callFailure } from '../guard/call-failure';
import { Failure, failure } from '../guard/failure';
import { OwnStack } from '../guard/own-stack';
import { Owned } from '../guard/ownership';
import { quoted } from '../guard/wording';
import { differences, isManagedExternally, isOwnLostCreate, sameName } from './group-attributes';
import { AttributeOperation, GroupCalls, LiveGroup } from './group-calls';
import type { PropertyReader } from '../custom-resource/properties';

type Identifying = Pick<GroupProperties, 'IdentityStoreId' | 'DisplayName'>;
type Create = CreateRequest<GroupProperties>;
type Update = UpdateRequest<GroupProperties>;
type Delete = DeleteRequest<Identifying>;

/** What became of writing a group's attributes. */
type Converged = 'AS_DECLARED' | 'GONE' | Failure;

/** How often a name that conflicts but isn't found is tried again: reads can lag, and somebody may be deleting it. */
const ATTEMPTS_AT_INVISIBLE_CONFLICT = 6;

/** How often a group is read again that isn't found, before it counts as gone and another one takes its place. */
const ATTEMPTS_AT_MISSING_GROUP = 3;

/** How often a rename is tried while another group has the name: another declaration may be giving it up. */
const ATTEMPTS_AT_TAKEN_NAME = 4;

/** The failures of a read that may mean that the group is in another store. */
const ELSEWHERE = ['ACCESS_DENIED', 'INVALID_REQUEST', 'IDENTITY_STORE_NOT_FOUND'];

/** A group of an Identity Store. */
export class GroupResource implements GuardedResource<GroupProperties, Identifying> {
  constructor(private readonly calls: GroupCalls, private readonly ownStack: OwnStack) {}

  public read(properties: PropertyReader): GroupProperties {
    const description = properties.optional('Description');
    return {
      IdentityStoreId: properties.required('IdentityStoreId'),
      DisplayName: properties.required('DisplayName'),
      ...(description !== undefined && { Description: description }),
      ConflictPolicy: properties.oneOf('ConflictPolicy', CONFLICT_POLICIES),
    };
  }

  public readIdentifying(properties: PropertyReader): Identifying {
    return { IdentityStoreId: properties.required('IdentityStoreId'), DisplayName: properties.optional('DisplayName') ?? '' };
  }

  public async create(request: Create): Promise<Managed | Failure> {
    const { session, properties } = request;
    const started = session.now();
    const unanswered: Unanswered[] = [];
    for (let attempts = 1; ; attempts++) {
      const created = await call(session, 'identitystore:CreateGroup', () => this.calls.createGroup({
        IdentityStoreId: properties.IdentityStoreId,
        DisplayName: properties.DisplayName,
        ...(properties.Description !== undefined && { Description: properties.Description }),
      }), unanswered);
      if (created.kind === 'DONE') return managed({ ownership: 'created', id: created.output.GroupId as string });
      if (created.kind !== 'CONFLICT') return await this.findOwnLostCreate(request, unanswered) ?? callFailure(created, `creating ${entity(properties)}`);

      const existing = await this.find(request);
      if (existing.kind === 'FAILED' || existing.kind === 'CONFLICT') return callFailure(existing, `looking up ${entity(properties)}`);
      const taken = existing.kind === 'DONE' ? await this.takeOver(request, existing.output, unanswered, created.error) : 'GONE';
      if (taken !== 'GONE') return taken;

      if (attempts === ATTEMPTS_AT_INVISIBLE_CONFLICT || !await pausedWithinTime(request, attempts)) {
        const seconds = Math.round((session.now() - started) / 1000);
        return failure('CONFLICT_UNRESOLVED', { entity: entity(properties), attempts: String(attempts), seconds: String(seconds) }, created.error);
      }
    }
  }

  public async update(request: Update): Promise<Managed | Failure> {
    const { properties, oldProperties, owned } = request;
    const live = await this.readManaged(request, owned.id);
    // Not told by the properties alone: in a rollback the old ones are those of the refused update.
    if (properties.IdentityStoreId !== oldProperties.IdentityStoreId && isElsewhere(live)) return storeChanged(properties, oldProperties);
    if (live.kind === 'MISSING') return this.create(request);
    if (live.kind !== 'DONE') return callFailure(live, `reading ${entity(properties)}`);

    const converged = await this.converge(request, live.output, oldProperties);
    if (converged === 'GONE') return this.create(request);
    return converged === 'AS_DECLARED' ? managed(owned) : converged;
  }

  public async delete(request: Delete): Promise<Released | Failure> {
    const { session, asker, properties, owned } = request;
    const keeper = await this.ownStack.keeperOf(session, asker, owned.id);
    if (keeper.kind !== 'DONE') return callFailure(keeper, lookingForHolderOf(properties));
    if (keeper.output) return { ok: true, released: 'KEPT' };

    const deleted = await call(session, 'identitystore:DeleteGroup', () =>
      this.calls.deleteGroup({ IdentityStoreId: properties.IdentityStoreId, GroupId: owned.id }));
    const isGone = deleted.kind === 'DONE' || deleted.kind === 'MISSING' || (deleted.kind === 'FAILED' && deleted.code === 'IDENTITY_STORE_NOT_FOUND');
    return isGone ? { ok: true, released: 'DELETED' } : callFailure(deleted, `deleting ${entity(properties)}`);
  }

  /** A group with the declared name is there: it is ours, another construct's of this stack, or somebody else's. */
  private async takeOver(request: Create, live: LiveGroup, unanswered: readonly Unanswered[], conflict: AwsError): Promise<Managed | Failure | 'GONE'> {
    const { session, asker, properties } = request;
    const id = live.GroupId as string;
    if (isOwnLostCreate(properties, live, unanswered)) return managed({ ownership: 'created', id });

    const holder = await this.ownStack.holderOf(session, asker, id);
    if (holder.kind !== 'DONE') return callFailure(holder, lookingForHolderOf(properties));
    if (!holder.output && properties.ConflictPolicy === 'FAIL') {
      return failure('ALREADY_EXISTS', { entity: entity(properties), id }, conflict);
    }
    const converged = await this.converge(request, live, undefined);
    return converged === 'AS_DECLARED' ? managed({ ownership: holder.output?.ownership ?? 'adopted', id }) : converged;
  }

  /** After a create that ended badly: what one of its attempts may have made all the same. */
  private async findOwnLostCreate(request: Create, unanswered: readonly Unanswered[]): Promise<Managed | undefined> {
    if (unanswered.length === 0) return undefined;
    const existing = await this.find(request);
    if (existing.kind !== 'DONE' || !isOwnLostCreate(request.properties, existing.output, unanswered)) return undefined;
    return managed({ ownership: 'created', id: existing.output.GroupId as string });
  }

  /** Writes what differs from the declaration, and nothing if nothing does. */
  private async converge(request: Create, live: LiveGroup, before: GroupProperties | undefined): Promise<Converged> {
    const { session, properties } = request;
    // What an identity provider put in place of a removed attribute is its own.
    const operations = differences(properties, isManagedExternally(live) ? undefined : before, live);
    if (operations.length === 0) return 'AS_DECLARED';
    if (isManagedExternally(live)) return managedExternally(properties, live, operations);
    const renames = operations.some(({ AttributePath }) => AttributePath === 'displayName');
    if (before && renames) {
      const held = await this.refuseIfHeldByAnother(request, live);
      if (held) return held;
    }

    for (let attempts = 1; ; attempts++) {
      const written = await call(session, 'identitystore:UpdateGroup', () => this.calls.updateGroup({
        IdentityStoreId: properties.IdentityStoreId,
        GroupId: live.GroupId,
        Operations: operations,
      }));
      if (written.kind === 'DONE') return 'AS_DECLARED';
      if (written.kind === 'MISSING') return 'GONE';
      if (written.kind !== 'CONFLICT' || !renames) return callFailure(written, `updating ${entity(properties)}`);
      if (attempts === ATTEMPTS_AT_TAKEN_NAME || !await pausedWithinTime(request, attempts)) return this.nameTaken(request, live, written.error);
    }
  }

  /** A new construct may have taken this very group for that of a renamed one: both would then manage it. */
  private async refuseIfHeldByAnother({ session, asker, properties }: Create, live: LiveGroup): Promise<Failure | undefined> {
    const holder = await this.ownStack.otherHolderOf(session, asker, live.GroupId as string);
    if (holder.kind !== 'DONE') return callFailure(holder, lookingForHolderOf(properties));
    if (!holder.output) return undefined;
    return failure('HELD_BY_ANOTHER_CONSTRUCT', { ...renaming(properties, live), holder: quoted(holder.output.logicalResourceId) });
  }

  private async nameTaken(request: Create, live: LiveGroup, error: AwsError): Promise<Failure> {
    const other = await this.find(request);
    const id = other.kind === 'DONE' ? other.output.GroupId as string : 'not found by its name';
    return failure('DISPLAY_NAME_TAKEN', { ...renaming(request.properties, live), other: id }, error);
  }

  /** Reads the group with the declared name. One that was renamed between the two calls is another group. */
  private async find(request: Create): Promise<CallResult<LiveGroup>> {
    const { session, properties } = request;
    const found = await call(session, 'identitystore:GetGroupId', () => this.calls.getGroupId({
      IdentityStoreId: properties.IdentityStoreId,
      AlternateIdentifier: { UniqueAttribute: { AttributePath: 'displayName', AttributeValue: properties.DisplayName } },
    }));
    if (found.kind !== 'DONE') return found;
    const live = await this.describe(request, found.output.GroupId as string);
    if (live.kind !== 'DONE' || sameName(live.output.DisplayName, properties.DisplayName)) return live;
    return { kind: 'MISSING', error: { operation: 'identitystore:DescribeGroup', exception: 'ResourceNotFoundException', message: 'renamed meanwhile' } };
  }

  /** Reads a group that ought to be there: one answer that it isn't may come from a read that lags. */
  private async readManaged(request: Update, id: string): Promise<CallResult<LiveGroup>> {
    for (let attempts = 1; ; attempts++) {
      const live = await this.describe(request, id);
      if (live.kind !== 'MISSING' || attempts === ATTEMPTS_AT_MISSING_GROUP || !await pausedWithinTime(request, attempts)) return live;
    }
  }

  private describe({ session, properties }: Create, id: string): Promise<CallResult<LiveGroup>> {
    return call(session, 'identitystore:DescribeGroup', () =>
      this.calls.describeGroup({ IdentityStoreId: properties.IdentityStoreId, GroupId: id }));
  }
}

/** Pauses before the attempt after this one, unless there is no time for it. */
async function pausedWithinTime({ session }: Create, attempts: number): Promise<boolean> {
  const pause = pauseBefore(attempts + 2, session.random());
  if (pause >= session.remaining) return false;
  await session.sleep(pause);
  return true;
}

function isElsewhere(live: CallResult<LiveGroup>): boolean {
  return live.kind === 'MISSING' || (live.kind === 'FAILED' && ELSEWHERE.includes(live.code));
}

function managed(owned: Owned): Managed {
  const attributes: GroupAttributes = { GroupId: owned.id, Outcome: owned.ownership === 'created' ? 'CREATED' : 'ADOPTED' };
  return { ok: true, owned, attributes: { ...attributes } };
}

function managedExternally(declared: GroupProperties, live: LiveGroup, operations: AttributeOperation[]): Failure {
  return failure('MANAGED_EXTERNALLY', {
    entity: entity(declared),
    id: live.GroupId as string,
    differences: operations.map(({ AttributePath }) => AttributePath as string).join(', '),
  });
}

function storeChanged(declared: GroupProperties, before: GroupProperties): Failure {
  return failure('IDENTITY_STORE_CHANGED', {
    entity: entity(declared),
    declared: quoted(declared.IdentityStoreId),
    managed: quoted(before.IdentityStoreId),
  });
}

function renaming(declared: GroupProperties, live: LiveGroup): { entity: string; id: string; name: string } {
  return { entity: `group ${quoted(live.DisplayName ?? '')}`, id: live.GroupId as string, name: quoted(declared.DisplayName) };
}

function lookingForHolderOf(properties: Identifying): string {
  return `looking whether another resource of the stack holds ${entity(properties)}`;
}

function entity({ DisplayName }: Identifying): string {
  return `group ${quoted(DisplayName)}`;
}
