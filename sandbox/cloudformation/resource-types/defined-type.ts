import { ServiceError } from '../../protocol/service-error';
import { ExistingResourceRequest, Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';
import { handlerFailure } from './handler-message';
import { RecordedType } from './recorded';

/** A type whose resources another service of the sandbox has, which defines them anew in an update. */
export abstract class DefinedType extends RecordedType {
  /** The name of the service in failures. */
  protected abstract readonly service: string;

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    const { physicalId: name } = await super.create(request);
    return this.defined(name, request.properties);
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.defined(this.nameAfter(request, this.nameIn(request.physicalId)), request.properties);
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    this.remove(physicalId);
  }

  /** @throws ServiceError as the service refuses a definition */
  protected abstract define(name: string, properties: Properties): Provisioned;

  protected abstract remove(physicalId: string): void;

  /** The name is the physical id, unless that is an ARN. */
  protected nameIn(physicalId: string): string {
    return physicalId;
  }

  private defined(name: string, properties: Properties): Provisioned {
    try {
      return this.define(name, properties);
    } catch (thrown) {
      throw thrown instanceof ServiceError ? handlerFailure(thrown, this.service, this.random) : thrown;
    }
  }
}
