import { ServiceError } from '../../protocol/service-error';
import { Random } from '../../randomness';
import { checkParameterValue } from '../../ssm/limits';
import { Parameters, ParameterType as StoredType } from '../../ssm/parameters';
import { ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';
import { handlerFailure } from './handler-message';
import { RecordedType } from './recorded';

/** What CloudFormation can make. Secure strings aren't among them. */
const TYPES: readonly unknown[] = ['String', 'StringList'];

/** `AWS::SSM::Parameter`. */
export class ParameterType extends RecordedType {
  constructor(random: Random, private readonly parameters: Parameters) {
    super(random, { nameProperty: 'Name', longestName: 1011 });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    return this.store((await super.create(request)).physicalId, request.properties);
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.store((await super.update(request)).physicalId, request.properties);
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    this.parameters.delete(physicalId);
  }

  protected override isTaken(name: string): boolean {
    return this.parameters.has(name);
  }

  private store(name: string, { Type, Value, Tier: tier }: Properties): Provisioned {
    if (!TYPES.includes(Type)) {
      throw new ProvisioningFailure(`Properties validation failed for resource with message: #/Type: ${JSON.stringify(Type)} is not a valid enum value`);
    }
    try {
      checkParameterValue(String(Value), tier === undefined ? undefined : String(tier));
    } catch (thrown) {
      throw thrown instanceof ServiceError ? handlerFailure(thrown, 'Ssm', this.random) : thrown;
    }
    this.parameters.put(name, String(Value), Type as StoredType);
    return { physicalId: name, attributes: { Type: String(Type), Value: String(Value) } };
  }
}
