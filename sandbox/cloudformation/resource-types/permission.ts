import type { Environment } from '../../environment';
import type { Functions } from '../../lambda/functions';
import { ServiceError } from '../../protocol/service-error';
import { Random } from '../../randomness';
import { Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';
import { handlerFailure } from './handler-message';
import { RecordedType } from './recorded';
import { functionArn } from './lambda';

/** `AWS::Lambda::Permission`. The function has to be there; nothing in the sandbox invokes one by such a permission. */
export class PermissionType extends RecordedType {
  constructor(random: Random, private readonly functions: Functions, private readonly environment: Environment) {
    super(random, { attributes: (id) => ({ Id: id }) });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    this.checkFunction(request.properties);
    return super.create(request);
  }

  /** A permission can't be changed: another one is made. */
  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.create(request);
  }

  /** @throws ProvisioningFailure */
  private checkFunction({ FunctionName: name }: Properties): void {
    // Versions and aliases are those of one function, and there are no others.
    const arn = functionArn(this.environment, String(name)).split(':').slice(0, 7).join(':');
    try {
      this.functions.find(arn);
    } catch (thrown) {
      throw handlerFailure(thrown as ServiceError, 'Lambda', this.random);
    }
  }
}
