import type { IdentityStores } from '../../identity-store/identity-stores';
import { groupOperations } from '../../identity-store/groups';
import type { Operation } from '../../protocol/operations';
import { ServiceError } from '../../protocol/service-error';
import type { Caller } from '../../security/callers';
import { ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';

const TYPE = 'AWS::IdentityStore::Group';

/** The native `AWS::IdentityStore::Group`, over the same stores: it creates, and can't adopt. */
export class NativeGroupType implements ResourceProvider {
  private readonly operations: Readonly<Record<string, Operation>>;

  constructor(stores: IdentityStores, private readonly caller: Caller) {
    this.operations = groupOperations(stores);
  }

  public async create({ properties }: ResourceRequest): Promise<Provisioned> {
    const created = this.call('CreateGroup', properties, inputOf(properties)) as { GroupId: string };
    return provisioned(created.GroupId, properties);
  }

  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const { properties, oldProperties, physicalId } = request;
    if (properties.IdentityStoreId !== oldProperties.IdentityStoreId) return this.create(request);
    const Operations = [
      { AttributePath: 'displayName', AttributeValue: properties.DisplayName },
      { AttributePath: 'description', ...(properties.Description !== undefined && { AttributeValue: properties.Description }) },
    ];
    this.call('UpdateGroup', properties, { IdentityStoreId: properties.IdentityStoreId, GroupId: groupIdIn(physicalId), Operations });
    return provisioned(groupIdIn(physicalId), properties);
  }

  public async delete({ properties, physicalId }: ExistingResourceRequest): Promise<void> {
    try {
      this.call('DeleteGroup', properties, { IdentityStoreId: properties.IdentityStoreId, GroupId: groupIdIn(physicalId) });
    } catch (thrown) {
      // One that is gone counts as deleted.
      if (!(thrown instanceof ProvisioningFailure && thrown.message.includes('NotFound'))) throw thrown;
    }
  }

  private call(name: string, properties: Properties, input: object): object {
    try {
      return this.operations[name]?.(input, this.caller) as object;
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      if (thrown.code === 'ConflictException') {
        throw new ProvisioningFailure(`Resource of type '${TYPE}' with identifier '${String(properties.DisplayName)}' already exists. (HandlerErrorCode: AlreadyExists)`);
      }
      throw new ProvisioningFailure(`${thrown.message} (Service: Identitystore, Status Code: ${thrown.httpStatus}) (HandlerErrorCode: ${thrown.code})`);
    }
  }
}

function inputOf({ IdentityStoreId, DisplayName, Description }: Properties): object {
  return { IdentityStoreId, DisplayName, ...(Description !== undefined && { Description }) };
}

/** The primary identifier of the type. */
function provisioned(groupId: string, { IdentityStoreId }: Properties): Provisioned {
  return { physicalId: `${groupId}|${String(IdentityStoreId)}`, attributes: { GroupId: groupId } };
}

function groupIdIn(physicalId: string): string {
  return physicalId.split('|')[0] as string;
}
