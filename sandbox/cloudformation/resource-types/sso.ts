import { ServiceError } from '../../protocol/service-error';
import type { Random } from '../../randomness';
import type { Caller } from '../../security/callers';
import { Instance, lastPart } from '../../sso-admin/instance';
import type { Instances } from '../../sso-admin/instances';
import type { AccountAssignment, PermissionSet, PermissionsBoundary, PolicyReference, PrincipalType, Tag } from '../../sso-admin/permission-set';
import type { Time } from '../../time/time';
import { alreadyExists, ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Json, Properties } from '../template';

export interface SsoSurroundings {
  readonly instances: Instances;
  readonly random: Random;
  readonly time: Time;
  /** Who CloudFormation is to the service. */
  readonly caller: Caller;
}

/** `AWS::SSO::PermissionSet`: kept, so that it can be read. */
export class PermissionSetType implements ResourceProvider {
  constructor(private readonly surroundings: SsoSurroundings) {}

  public async create({ properties }: ResourceRequest): Promise<Provisioned> {
    return refusedAs('AlreadyExists', () => {
      const { random, time } = this.surroundings;
      const instance = this.instanceOf(properties, 'CreatePermissionSet');
      const arn = instance.permissionSetArn(random);
      instance.addPermissionSet(permissionSetOf(properties, arn, new Date(time.now())));
      return provisioned(instance, arn);
    });
  }

  /** Another name or instance is another permission set. */
  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const { properties, oldProperties, physicalId } = request;
    if (properties.Name !== oldProperties.Name || properties.InstanceArn !== oldProperties.InstanceArn) return this.create(request);
    return refusedAs('NotFound', () => {
      const instance = this.instanceOf(properties, 'UpdatePermissionSet');
      const { arn, createdAt } = instance.permissionSet(arnIn(physicalId));
      instance.permissionSets.set(arn, permissionSetOf(properties, arn, createdAt));
      return provisioned(instance, arn);
    });
  }

  public async delete({ properties, physicalId }: ExistingResourceRequest): Promise<void> {
    refusedAs('AlreadyExists', () => { this.instanceOf(properties, 'DeletePermissionSet').removePermissionSet(arnIn(physicalId)); });
  }

  private instanceOf({ InstanceArn }: Properties, operation: string): Instance {
    return this.surroundings.instances.namedByTemplate(this.surroundings.caller, operation, String(InstanceArn));
  }
}

/** `AWS::SSO::Assignment`: kept, if the user or group that gets access is there. */
export class AssignmentType implements ResourceProvider {
  constructor(private readonly surroundings: SsoSurroundings) {}

  public async create({ properties }: ResourceRequest): Promise<Provisioned> {
    return refusedAs('NotFound', () => this.assigned(properties));
  }

  /** Every property belongs to the identifier, so that any change is a replacement. */
  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const { properties, physicalId, attributes } = request;
    return identifierOf(properties) === physicalId ? { physicalId, attributes } : this.create(request);
  }

  public async delete({ properties }: ExistingResourceRequest): Promise<void> {
    refusedAs('NotFound', () => { this.instanceOf(properties, 'DeleteAccountAssignment').unassign(assignmentOf(properties)); });
  }

  private assigned(properties: Properties): Provisioned {
    const assignment = assignmentOf(properties);
    const instance = this.instanceOf(properties, 'CreateAccountAssignment');
    const remark = this.permissionSetIsThere(instance, assignment);
    if (!instance.hasPrincipal(assignment)) {
      const { principalType, principalId } = assignment;
      throw new ProvisioningFailure(`Principal not found: no ${principalType} has the id ${principalId} (HandlerErrorCode: NotFound)`);
    }
    if (instance.has(assignment)) {
      const message = alreadyExists('AWS::SSO::Assignment', 'Assignment already exists. Can\'t process creation.');
      throw new ProvisioningFailure(`${message} (HandlerErrorCode: AlreadyExists)`);
    }
    instance.assign(assignment);
    return { physicalId: identifierOf(properties), attributes: {}, ...(remark !== undefined && { remark }) };
  }

  /** One that isn't this sandbox's is made up, with a remark, unless the seed says which there are. */
  private permissionSetIsThere(instance: Instance, { permissionSetArn }: AccountAssignment): string | undefined {
    if (instance.hasDeclaredPermissionSets || instance.permissionSets.has(permissionSetArn)) {
      instance.permissionSet(permissionSetArn);
      return undefined;
    }
    const name = lastPart(permissionSetArn);
    instance.addPermissionSet(permissionSetOf({ Name: name }, permissionSetArn, new Date(this.surroundings.time.now())));
    return `The permission set ${name} was made up by the cdk-org-guard sandbox`;
  }

  private instanceOf({ InstanceArn }: Properties, operation: string): Instance {
    return this.surroundings.instances.namedByTemplate(this.surroundings.caller, operation, String(InstanceArn));
  }
}

function provisioned(instance: Instance, arn: string): Provisioned {
  return { physicalId: `${instance.arn}|${arn}`, attributes: { PermissionSetArn: arn } };
}

/** The identifier of a permission set is the ARN of its instance, and its own. */
function arnIn(physicalId: string): string {
  return physicalId.split('|')[1] as string;
}

function identifierOf({ InstanceArn, TargetId, TargetType, PermissionSetArn, PrincipalType: type, PrincipalId }: Properties): string {
  return [InstanceArn, TargetId, TargetType, PermissionSetArn, type, PrincipalId].join('|');
}

function assignmentOf({ TargetId, PermissionSetArn, PrincipalType: type, PrincipalId }: Properties): AccountAssignment {
  return {
    permissionSetArn: String(PermissionSetArn), accountId: String(TargetId), principalType: String(type) as PrincipalType, principalId: String(PrincipalId),
  };
}

function permissionSetOf(properties: Properties, arn: string, createdAt: Date): PermissionSet {
  const { Name, Description, SessionDuration, RelayStateType, ManagedPolicies, CustomerManagedPolicyReferences, InlinePolicy, Tags } = properties;
  const { PermissionsBoundary: boundary } = properties;
  return {
    arn,
    name: String(Name),
    createdAt,
    ...(Description !== undefined && { description: String(Description) }),
    ...(SessionDuration !== undefined && { sessionDuration: String(SessionDuration) }),
    ...(RelayStateType !== undefined && { relayState: String(RelayStateType) }),
    managedPolicies: listOf<string>(ManagedPolicies),
    customerManagedPolicies: listOf<PolicyReference>(CustomerManagedPolicyReferences),
    ...(InlinePolicy !== undefined && { inlinePolicy: typeof InlinePolicy === 'string' ? InlinePolicy : JSON.stringify(InlinePolicy) }),
    ...(boundary !== undefined && { permissionsBoundary: boundary as PermissionsBoundary }),
    tags: listOf<Tag>(Tags),
  };
}

function listOf<Item>(value: Json | undefined): readonly Item[] {
  return (value ?? []) as readonly unknown[] as readonly Item[];
}

/** A refusal of the service as CloudFormation tells it. */
function refusedAs<Result>(handlerErrorCode: 'AlreadyExists' | 'NotFound', act: () => Result): Result {
  try {
    return act();
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    const code = thrown.code === 'AccessDeniedException' ? 'GeneralServiceException' : handlerErrorCode;
    throw new ProvisioningFailure(`${thrown.message} (Service: SsoAdmin, Status Code: ${thrown.httpStatus}) (HandlerErrorCode: ${code})`);
  }
}
