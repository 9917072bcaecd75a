import type { Environment } from '../../environment';
import { ServiceError } from '../../protocol/service-error';
import { Random } from '../../randomness';
import { checkMembers, IAM_LIMITS } from '../../security/limits';
import type { Roles } from '../../security/roles';
import { ExistingResourceRequest, Provisioned, ResourceRequest, UpdateRefused, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';
import { handlerFailure } from './handler-message';
import { RecordedType } from './recorded';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

/** A new role takes CloudFormation longer than its policies take to become effective. */
const AT_ONCE = 0;

/** `AWS::IAM::Role`, with policies of its own, managed ones, and a permissions boundary. Another path is another role. */
export class RoleType extends RecordedType {
  constructor(random: Random, private readonly roles: Roles, private readonly environment: Environment) {
    super(random, { nameProperty: 'RoleName', longestName: IAM_LIMITS.roleNameCharacters });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    const { physicalId: name } = await super.create(request);
    return orNothing(() => this.apply(name, request.properties, {}, AT_ONCE), () => this.roles.delete(name));
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const { properties, oldProperties, physicalId } = request;
    const name = pathOf(properties) === pathOf(oldProperties) ? this.nameAfter(request, physicalId) : this.nameOfReplacement(request);
    return this.apply(name, properties, name === physicalId ? oldProperties : {});
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    this.roles.delete(physicalId);
  }

  protected override isTaken(name: string): boolean {
    return this.roles.has(name);
  }

  /** The new role is made while the old one is still there. */
  private nameOfReplacement(request: UpdateResourceRequest): string {
    const given = this.givenName(request.properties);
    if (given !== request.physicalId) return this.freeName(request) ?? this.madeUpName(request);
    throw new UpdateRefused('CloudFormation cannot update a stack when a custom-named resource requires replacing. '
      + `Rename ${given} and update the stack again.`);
  }

  private apply(roleName: string, properties: Properties, before: Properties, longestDelay?: number): Provisioned {
    reportingFailures(this.random, () => {
      checkMembers([{ at: 'description', value: String(properties.Description ?? ''), longest: IAM_LIMITS.descriptionCharacters }]);
      this.roles.create(roleName, properties.AssumeRolePolicyDocument, pathOf(properties));
      this.roles.setBoundary(roleName, properties.PermissionsBoundary === undefined ? undefined : String(properties.PermissionsBoundary), longestDelay);
      for (const name of policyNames(before)) if (!policyNames(properties).includes(name)) this.roles.removePolicy(roleName, name);
      for (const { PolicyName, PolicyDocument } of inlinePolicies(properties)) this.roles.putPolicy(roleName, PolicyName, PolicyDocument, longestDelay);
      for (const policyArn of managedPolicies(properties)) this.roles.attachManagedPolicy(roleName, policyArn, longestDelay);
    });
    const { partition, account } = this.environment;
    return {
      physicalId: roleName,
      attributes: { Arn: `arn:${partition}:iam::${account}:role${pathOf(properties)}${roleName}`, RoleId: 'AROASANDBOX' },
    };
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
    reportingFailures(this.random, () => {
      for (const role of rolesOf(before)) {
        const stays = properties.PolicyName === before.PolicyName && rolesOf(properties).includes(role);
        if (!stays) this.roles.removePolicy(role, String(before.PolicyName));
      }
      for (const role of rolesOf(properties)) this.roles.putPolicy(role, String(properties.PolicyName), properties.PolicyDocument);
    });
  }
}

/** `AWS::IAM::ManagedPolicy`, attached to each of its roles. */
export class ManagedPolicyType extends RecordedType {
  constructor(random: Random, private readonly roles: Roles, private readonly environment: Environment) {
    super(random, { nameProperty: 'ManagedPolicyName', longestName: IAM_LIMITS.policyNameCharacters });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    const arn = this.arnOf((await super.create(request)).physicalId, request.properties);
    return orNothing(() => this.apply(arn, request.properties, {}), () => this.roles.managedPolicies.delete(arn));
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const { properties, oldProperties, physicalId } = request;
    const arn = this.arnOf(this.nameAfter(request, nameIn(physicalId)), properties);
    return this.apply(arn, properties, arn === physicalId ? oldProperties : {});
  }

  public override async delete({ physicalId, properties }: ExistingResourceRequest): Promise<void> {
    for (const role of rolesOf(properties)) this.roles.removePolicy(role, physicalId);
    reportingFailures(this.random, () => this.roles.deleteManagedPolicy(physicalId));
  }

  protected override isTaken(name: string): boolean {
    return this.roles.managedPolicies.hasName(name);
  }

  private apply(arn: string, properties: Properties, before: Properties): Provisioned {
    reportingFailures(this.random, () => {
      checkMembers([
        { at: 'policyName', value: nameIn(arn), longest: IAM_LIMITS.policyNameCharacters },
        { at: 'description', value: String(properties.Description ?? ''), longest: IAM_LIMITS.descriptionCharacters },
      ]);
      this.roles.putManagedPolicy(arn, properties.PolicyDocument);
      for (const role of rolesOf(before)) if (!rolesOf(properties).includes(role)) this.roles.removePolicy(role, arn);
      for (const role of rolesOf(properties)) this.roles.attachManagedPolicy(role, arn);
    });
    return { physicalId: arn, attributes: { PolicyArn: arn, PolicyId: 'ANPASANDBOX', DefaultVersionId: 'v1' } };
  }

  private arnOf(name: string, properties: Properties): string {
    const { partition, account } = this.environment;
    return `arn:${partition}:iam::${account}:policy${pathOf(properties)}${name}`;
  }
}

/** Makes something whole, or leaves nothing of it. */
function orNothing(make: () => Provisioned, unmake: () => void): Provisioned {
  try {
    return make();
  } catch (thrown) {
    unmake();
    throw thrown;
  }
}

function reportingFailures(random: Random, work: () => void): void {
  try {
    work();
  } catch (thrown) {
    throw thrown instanceof ServiceError ? handlerFailure(thrown, 'Iam', random) : thrown;
  }
}

function nameIn(policyArn: string): string {
  return policyArn.split('/').at(-1) ?? '';
}

function pathOf({ Path: path = '/' }: Properties): string {
  return String(path);
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
