import type { IdentityStores } from '../../identity-store/identity-stores';
import { hexadecimal, Random } from '../../randomness';
import { ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';

/** `AWS::SSO::PermissionSet`: recorded, with an ARN. */
export class PermissionSetType implements ResourceProvider {
  constructor(private readonly random: Random) {}

  public async create({ properties }: ResourceRequest): Promise<Provisioned> {
    const instance = String(properties.InstanceArn).split('/').pop();
    const arn = `arn:aws:sso:::permissionSet/${instance}/ps-${hexadecimal(this.random, 16)}`;
    return { physicalId: `${String(properties.InstanceArn)}|${arn}`, attributes: { PermissionSetArn: arn } };
  }

  public async update({ physicalId, attributes }: UpdateResourceRequest): Promise<Provisioned> {
    return { physicalId, attributes };
  }

  public async delete(_request: ExistingResourceRequest): Promise<void> {
    // There is nothing but the record.
  }
}

/** `AWS::SSO::Assignment`: recorded, if the user or group that gets access is there. */
export class AssignmentType implements ResourceProvider {
  constructor(private readonly stores: IdentityStores) {}

  public async create({ properties }: ResourceRequest): Promise<Provisioned> {
    return this.assigned(properties);
  }

  public async update({ properties }: UpdateResourceRequest): Promise<Provisioned> {
    return this.assigned(properties);
  }

  public async delete(_request: ExistingResourceRequest): Promise<void> {
    // There is nothing but the record.
  }

  /** Every property belongs to the identifier, so that any change is a replacement. */
  private assigned(properties: Properties): Provisioned {
    const { InstanceArn, TargetId, TargetType, PermissionSetArn, PrincipalType, PrincipalId } = properties;
    const known = this.stores.all.some(({ groups, users }) => (PrincipalType === 'GROUP' ? groups : users).has(String(PrincipalId)));
    if (!known) throw new ProvisioningFailure(`Principal not found: no ${String(PrincipalType)} has the id ${String(PrincipalId)} (HandlerErrorCode: NotFound)`);
    return { physicalId: [InstanceArn, TargetId, TargetType, PermissionSetArn, PrincipalType, PrincipalId].join('|'), attributes: {} };
  }
}
