import { ServiceError } from '../../protocol/service-error';
import { Random } from '../../randomness';
import { checkParameterValue } from '../../ssm/limits';
import type { Parameters } from '../../ssm/parameters';
import { ExistingResourceRequest, Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';
import { handlerFailure } from './handler-message';
import { RecordedType } from './recorded';

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

  private store(name: string, { Type, Value, Tier: tier }: Properties): Provisioned {
    try {
      checkParameterValue(String(Value), tier === undefined ? undefined : String(tier));
    } catch (thrown) {
      throw thrown instanceof ServiceError ? handlerFailure(thrown, 'Ssm', this.random) : thrown;
    }
    this.parameters.write(name, String(Value));
    return { physicalId: name, attributes: { Type: String(Type), Value: String(Value) } };
  }
}
