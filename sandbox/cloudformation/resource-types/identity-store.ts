import type { Operation } from '../../protocol/operations';
import { ServiceError } from '../../protocol/service-error';
import type { Caller } from '../../security/callers';
import { isMembers } from '../functions/function';
import {
  ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceProvider, ResourceRequest, UpdateRefused, UpdateResourceRequest,
} from '../resource-provider';
import type { Json, Properties } from '../template';

/** What is different between the native types of the Identity Store. */
export interface NativeKind {
  /** The end of the operations' names, for example `Group`. */
  readonly entity: string;
  /** The member of inputs and outputs that holds the id; also the attribute. */
  readonly idMember: string;
  /** What two of them must not have in common, for messages. */
  readonly nameOf: (properties: Properties) => string;
  /** Properties that change in place, with their path in an update. Any other change is a replacement. */
  readonly updatable: Readonly<Record<string, string>>;
  /** Whether its primary identifier is the id with the store's, by which it can be imported. */
  readonly isImportable?: boolean;
}

export const NATIVE_KINDS: Readonly<Record<'AWS::IdentityStore::Group' | 'AWS::IdentityStore::GroupMembership' | 'AWS::IdentityStore::User', NativeKind>> = {
  'AWS::IdentityStore::Group': {
    entity: 'Group',
    idMember: 'GroupId',
    nameOf: ({ DisplayName }) => String(DisplayName),
    updatable: { DisplayName: 'displayName', Description: 'description' },
    isImportable: true,
  },
  'AWS::IdentityStore::GroupMembership': {
    entity: 'GroupMembership',
    idMember: 'MembershipId',
    nameOf: ({ GroupId }) => String(GroupId),
    updatable: {},
    isImportable: true,
  },
  'AWS::IdentityStore::User': {
    entity: 'User',
    idMember: 'UserId',
    nameOf: ({ UserName }) => String(UserName),
    updatable: {
      DisplayName: 'displayName', NickName: 'nickName', ProfileUrl: 'profileUrl', UserType: 'userType', Title: 'title',
      PreferredLanguage: 'preferredLanguage', Locale: 'locale', Timezone: 'timezone', Website: 'website', Birthdate: 'birthdate', Name: 'name',
    },
  },
};

/** A native `AWS::IdentityStore::…` type, over the same stores: it creates, and can't adopt. */
export class NativeIdentityStoreType implements ResourceProvider {
  public readonly undoesReplacements = true;
  public readonly identifiers?: readonly string[];

  constructor(
    private readonly type: string,
    private readonly kind: NativeKind,
    private readonly operations: Readonly<Record<string, Operation>>,
    private readonly caller: Caller,
  ) {
    if (kind.isImportable) this.identifiers = [kind.idMember, 'IdentityStoreId'];
  }

  public async create({ properties }: ResourceRequest): Promise<Provisioned> {
    const created = this.call('Create', properties, properties) as Record<string, string>;
    return this.provisioned(created[this.kind.idMember] as string, properties);
  }

  /** A refused change has changed nothing, so there is nothing to undo. */
  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    try {
      return await this.changed(request);
    } catch (thrown) {
      throw thrown instanceof ProvisioningFailure ? new UpdateRefused(thrown.message) : thrown;
    }
  }

  private async changed(request: UpdateResourceRequest): Promise<Provisioned> {
    const { properties, oldProperties, physicalId } = request;
    const changed = Object.keys({ ...properties, ...oldProperties })
      .filter((name) => JSON.stringify(properties[name]) !== JSON.stringify(oldProperties[name]));
    if (changed.some((name) => this.kind.updatable[name] === undefined)) return this.create(request);
    const Operations = changed.flatMap((name) => changesOf(this.kind.updatable[name] as string, properties[name], oldProperties[name]));
    this.call('Update', properties, { ...this.identifying(properties, physicalId), Operations });
    return this.provisioned(idIn(physicalId), properties);
  }

  public async delete({ properties, physicalId }: ExistingResourceRequest): Promise<void> {
    try {
      this.call('Delete', properties, this.identifying(properties, physicalId));
    } catch (thrown) {
      // One that is gone counts as deleted.
      if (!(thrown instanceof ProvisioningFailure && thrown.message.includes('NotFound'))) throw thrown;
    }
  }

  public async read({ properties, physicalId }: ExistingResourceRequest): Promise<Properties | undefined> {
    try {
      const found = this.call('Describe', properties, this.identifying(properties, physicalId)) as Properties;
      return Object.fromEntries(Object.keys(properties).flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])));
    } catch (thrown) {
      if (thrown instanceof ProvisioningFailure && thrown.message.includes('NotFound')) return undefined;
      throw thrown;
    }
  }

  public async import(identifier: Readonly<Record<string, string>>): Promise<Provisioned> {
    const found = this.provisioned(identifier[this.kind.idMember] as string, identifier);
    try {
      this.call('Describe', identifier, identifier);
    } catch (thrown) {
      if (!(thrown instanceof ProvisioningFailure && thrown.message.includes('NotFound'))) throw thrown;
      throw new ProvisioningFailure(`Resource of type '${this.type}' with identifier '${found.physicalId}' was not found.`);
    }
    return found;
  }

  private identifying({ IdentityStoreId }: Properties, physicalId: string): Properties {
    return { IdentityStoreId: IdentityStoreId as Json, [this.kind.idMember]: idIn(physicalId) };
  }

  private provisioned(id: string, { IdentityStoreId }: Properties): Provisioned {
    return { physicalId: `${id}|${String(IdentityStoreId)}`, attributes: { [this.kind.idMember]: id } };
  }

  private call(verb: string, properties: Properties, input: object): object {
    try {
      return this.operations[`${verb}${this.kind.entity}`]?.(input, this.caller) as object;
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      if (thrown.code === 'ConflictException') {
        throw new ProvisioningFailure(`Resource of type '${this.type}' with identifier '${this.kind.nameOf(properties)}' already exists. (HandlerErrorCode: AlreadyExists)`);
      }
      throw new ProvisioningFailure(`${thrown.message} (Service: Identitystore, Status Code: ${thrown.httpStatus}) (HandlerErrorCode: ${thrown.code})`);
    }
  }
}

/** A structure is changed by its parts. */
function changesOf(path: string, value: Json | undefined, before: Json | undefined): object[] {
  if (!isMembers(value) || !isMembers(before)) return [{ AttributePath: path, ...(value !== undefined && { AttributeValue: value }) }];
  return Object.keys({ ...value, ...before })
    .filter((part) => value[part] !== before[part])
    .flatMap((part) => changesOf(`${path}.${part.charAt(0).toLowerCase()}${part.slice(1)}`, value[part], before[part]));
}

/** The primary identifier begins with the id. */
function idIn(physicalId: string): string {
  return physicalId.split('|')[0] as string;
}
