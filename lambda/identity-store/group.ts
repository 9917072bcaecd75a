import { CONFLICT_POLICIES, GroupAttributes, GroupProperties } from '../../lib/private/contract';
import { CreateRequest, DeleteRequest, GuardedResource, Managed, Released, UpdateRequest } from '../custom-resource/resource';
import { AwsError } from '../guard/aws-error';
import { call, CallResult } from '../guard/call';
import { callFailure } from '../guard/call-failure';
import { Failure, failure } from '../guard/failure';
import { OwnStack } from '../guard/own-stack';
import { Owned } from '../guard/ownership';
import { pauseBefore } from '../guard/backoff';
import { quoted } from '../guard/wording';
import { differences } from './group-attributes';
import { AttributeOperation, GroupCalls, LiveGroup } from './group-calls';
import type { PropertyReader } from '../custom-resource/properties';

type Create = CreateRequest<GroupProperties>;
type Update = UpdateRequest<GroupProperties>;
type Delete = DeleteRequest<GroupProperties>;

/** How often a name that conflicts but isn't found is tried again: reads can lag, and somebody may be deleting it. */
const ATTEMPTS_AT_INVISIBLE_CONFLICT = 6;

/** How often a rename is tried while another group has the name: two declarations may be swapping theirs. */
const ATTEMPTS_AT_TAKEN_NAME = 4;

/** A group of an Identity Store. */
export class GroupResource implements GuardedResource<GroupProperties> {
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

  public async create(request: Create): Promise<Managed | Failure> {
    const { session, properties } = request;
    const started = session.now();
    for (let attempts = 1; ; attempts++) {
      const created = await call(session, 'identitystore:CreateGroup', () => this.calls.createGroup({
        IdentityStoreId: properties.IdentityStoreId,
        DisplayName: properties.DisplayName,
        ...(properties.Description !== undefined && { Description: properties.Description }),
      }));
      if (created.kind === 'DONE') return managed({ ownership: 'created', id: created.output.GroupId as string });
      if (created.kind !== 'CONFLICT') return callFailure(created, `creating ${entity(properties)}`);

      const existing = await this.find(request);
      if (existing.kind === 'DONE') return this.takeOver(request, existing.output, created);
      if (existing.kind !== 'MISSING') return callFailure(existing, `looking up ${entity(properties)}`);

      const pause = pauseBefore(attempts + 2, session.random());
      if (attempts === ATTEMPTS_AT_INVISIBLE_CONFLICT || pause > session.remaining) {
        const seconds = Math.round((session.now() - started) / 1000);
        return failure('CONFLICT_UNRESOLVED', { entity: entity(properties), attempts: String(attempts), seconds: String(seconds) }, created.error);
      }
      await session.sleep(pause);
    }
  }

  public async update(request: Update): Promise<Managed | Failure> {
    const { properties, oldProperties, owned } = request;
    const live = await this.describe(request, owned.id);
    // Not told by the properties alone: in a rollback the old ones are those of the refused update.
    if (live.kind !== 'DONE' && properties.IdentityStoreId !== oldProperties.IdentityStoreId) {
      return storeChanged(properties, oldProperties, live.error);
    }
    if (live.kind === 'MISSING') return this.create(request);
    if (live.kind !== 'DONE') return callFailure(live, `reading ${entity(properties)}`);
    return await this.converge(request, live.output, oldProperties) ?? managed(owned);
  }

  public async delete(request: Delete): Promise<Released | Failure> {
    const { session, asker, properties, owned } = request;
    const keeper = await this.ownStack.keeperOf(session, asker, owned.id);
    if (keeper.kind !== 'DONE') return callFailure(keeper, `looking whether another resource of the stack holds ${entity(properties)}`);
    if (keeper.output) return { ok: true, released: 'KEPT' };

    const deleted = await call(session, 'identitystore:DeleteGroup', () =>
      this.calls.deleteGroup({ IdentityStoreId: properties.IdentityStoreId, GroupId: owned.id }));
    if (deleted.kind === 'DONE' || deleted.kind === 'MISSING') return { ok: true, released: 'DELETED' };
    return callFailure(deleted, `deleting ${entity(properties)}`);
  }

  /** A group with the declared name is there: it is ours, another construct's of this stack, or somebody else's. */
  private async takeOver(request: Create, live: LiveGroup, conflict: Conflict): Promise<Managed | Failure> {
    const { session, asker, properties } = request;
    const id = live.GroupId as string;
    if (isOwnLostCreate(properties, live, conflict)) return managed({ ownership: 'created', id });

    const holder = await this.ownStack.holderOf(session, asker, id);
    if (holder.kind !== 'DONE') return callFailure(holder, `looking whether another resource of the stack holds ${entity(properties)}`);
    if (!holder.output && properties.ConflictPolicy === 'FAIL') {
      return failure('ALREADY_EXISTS', { entity: entity(properties), id }, conflict.error);
    }

    return await this.converge(request, live, undefined) ?? managed(holder.output ?? { ownership: 'adopted', id });
  }

  /** Writes what differs from the declaration, and nothing if nothing does. */
  private async converge({ session, properties }: Create, live: LiveGroup, before: GroupProperties | undefined): Promise<Failure | undefined> {
    const operations = differences(properties, before, live);
    if (operations.length === 0) return undefined;
    if (isManagedExternally(live)) return managedExternally(properties, live, operations);

    for (let attempts = 1; ; attempts++) {
      const written = await call(session, 'identitystore:UpdateGroup', () => this.calls.updateGroup({
        IdentityStoreId: properties.IdentityStoreId,
        GroupId: live.GroupId,
        Operations: operations,
      }));
      if (written.kind === 'DONE') return undefined;
      if (written.kind !== 'CONFLICT') return callFailure(written, `updating ${entity(properties)}`);

      const pause = pauseBefore(attempts + 2, session.random());
      if (attempts === ATTEMPTS_AT_TAKEN_NAME || pause > session.remaining) return nameTaken(properties, live, written.error);
      await session.sleep(pause);
    }
  }

  private async find(request: Create): Promise<CallResult<LiveGroup>> {
    const { session, properties } = request;
    const found = await call(session, 'identitystore:GetGroupId', () => this.calls.getGroupId({
      IdentityStoreId: properties.IdentityStoreId,
      AlternateIdentifier: { UniqueAttribute: { AttributePath: 'displayName', AttributeValue: properties.DisplayName } },
    }));
    return found.kind === 'DONE' ? this.describe(request, found.output.GroupId as string) : found;
  }

  private describe({ session, properties }: Create, id: string): Promise<CallResult<LiveGroup>> {
    return call(session, 'identitystore:DescribeGroup', () =>
      this.calls.describeGroup({ IdentityStoreId: properties.IdentityStoreId, GroupId: id }));
  }
}

interface Conflict {
  readonly error: AwsError;
  readonly unansweredSince?: number;
}

/**
 * Whether the existing group is what this very invocation created in an attempt whose answer was lost. Everything else
 * counts as adopted, which at worst leaves a group behind and never deletes what may be somebody else's.
 */
function isOwnLostCreate(declared: GroupProperties, live: LiveGroup, { unansweredSince }: Conflict): boolean {
  return unansweredSince !== undefined
    && live.CreatedAt !== undefined
    && live.CreatedAt.getTime() >= unansweredSince
    && live.Description === declared.Description
    && live.DisplayName === declared.DisplayName;
}

function isManagedExternally(live: LiveGroup): boolean {
  return (live.ExternalIds?.length ?? 0) > 0;
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

function storeChanged(declared: GroupProperties, before: GroupProperties, error: AwsError): Failure {
  return failure('IDENTITY_STORE_CHANGED', {
    entity: entity(declared),
    declared: quoted(declared.IdentityStoreId),
    managed: quoted(before.IdentityStoreId),
  }, error);
}

function nameTaken(declared: GroupProperties, live: LiveGroup, error: AwsError): Failure {
  return failure('DISPLAY_NAME_TAKEN', {
    entity: `group ${quoted(live.DisplayName ?? '')}`,
    id: live.GroupId as string,
    name: quoted(declared.DisplayName),
  }, error);
}

function entity({ DisplayName }: GroupProperties): string {
  return `group ${quoted(DisplayName)}`;
}
