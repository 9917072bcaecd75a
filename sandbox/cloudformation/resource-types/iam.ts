import type { Environment } from '../../environment';
import { NotEmulated, ServiceError } from '../../protocol/service-error';
import { Random } from '../../randomness';
import type { Roles } from '../../security/roles';
import { ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';
import { RecordedType } from './recorded';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

/** `AWS::IAM::Role`, with policies of its own and managed ones. */
export class RoleType extends RecordedType {
  constructor(random: Random, private readonly roles: Roles, { partition, account }: Environment) {
    super(random, {
      nameProperty: 'RoleName',
      longestName: 64,
      attributes: (name) => ({ Arn: `arn:${partition}:iam::${account}:role/${name}`, RoleId: 'AROASANDBOX' }),
    });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    const provisioned = await super.create(request);
    this.apply(provisioned.physicalId, request.properties, {});
    return provisioned;
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const provisioned = await super.update(request);
    this.apply(provisioned.physicalId, request.properties, provisioned.physicalId === request.physicalId ? request.oldProperties : {});
    return provisioned;
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    this.roles.delete(physicalId);
  }

  private apply(roleName: string, properties: Properties, before: Properties): void {
    reportingFailures(() => {
      for (const property of ['PermissionsBoundary', 'Path']) {
        if (properties[property] !== undefined) throw new NotEmulated(`the property ${property} of a role`);
      }
      this.roles.create(roleName, properties.AssumeRolePolicyDocument);
      for (const name of policyNames(before)) if (!policyNames(properties).includes(name)) this.roles.removePolicy(roleName, name);
      for (const { PolicyName, PolicyDocument } of inlinePolicies(properties)) this.roles.putPolicy(roleName, PolicyName, PolicyDocument);
      for (const policyArn of managedPolicies(properties)) this.roles.attachManagedPolicy(roleName, policyArn);
    });
  }
}

/** `AWS::IAM::Policy`, which is a policy of each of its roles. */
export class PolicyType extends RecordedType {
  constructor(random: Random, private readonly roles: Roles) {
    super(random);
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    this.apply(request.properties, {});
    return super.create(request);
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    this.apply(request.properties, request.oldProperties);
    return super.update(request);
  }

  public override async delete({ properties }: ExistingResourceRequest): Promise<void> {
    for (const role of rolesOf(properties)) this.roles.removePolicy(role, String(properties.PolicyName));
  }

  private apply(properties: Properties, before: Properties): void {
    reportingFailures(() => {
      for (const role of rolesOf(before)) {
        const stays = properties.PolicyName === before.PolicyName && rolesOf(properties).includes(role);
        if (!stays) this.roles.removePolicy(role, String(before.PolicyName));
      }
      for (const role of rolesOf(properties)) this.roles.putPolicy(role, String(properties.PolicyName), properties.PolicyDocument);
    });
  }
}

function reportingFailures(work: () => void): void {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof ServiceError) throw new ProvisioningFailure(thrown.message);
    throw thrown;
  }
}

function inlinePolicies(properties: Properties): InlinePolicy[] {
  return (properties.Policies ?? []) as unknown as InlinePolicy[];
}

function managedPolicies(properties: Properties): string[] {
  return (properties.ManagedPolicyArns ?? []) as string[];
}

function policyNames(properties: Properties): string[] {
  return [...inlinePolicies(properties).map(({ PolicyName }) => PolicyName), ...managedPolicies(properties)];
}

function rolesOf(properties: Properties): string[] {
  return (properties.Roles ?? []) as string[];
}
