import type { Environment } from '../../environment';
import type { LogGroups } from '../../observability/log-groups';
import { Random } from '../../randomness';
import { ExistingResourceRequest, Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';
import { RecordedType } from './recorded';

/** What the CDK makes of `logRetention` of a function. */
export const LOG_RETENTION = 'Custom::LogRetention';

/**
 * The CDK's own custom resource. The sandbox does itself what the function does, which needs a client of CloudWatch Logs: it creates the log group. How long
 * a log is kept has no effect here.
 */
export class LogRetentionType extends RecordedType {
  constructor(random: Random, private readonly logGroups: LogGroups, private readonly environment: Environment) {
    super(random, {
      attributes: (name) => ({ LogGroupName: name }),
      remark: `${LOG_RETENTION} doesn't call its function in the cdk-org-guard sandbox, and nothing is deleted from a log`,
      hidesDrift: true,
    });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    return this.present(await super.create(request), request);
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.present(await super.update(request), request);
  }

  public override async delete({ physicalId, properties }: ExistingResourceRequest): Promise<void> {
    if (properties.RemovalPolicy === 'destroy' && this.isHere(properties)) this.logGroups.delete(physicalId);
  }

  /** Whoever has a group of the name, it is the one. */
  protected override givenName({ LogGroupName: name }: Properties): string {
    return String(name);
  }

  private present(provisioned: Provisioned, { properties }: ResourceRequest): Provisioned {
    if (this.isHere(properties)) this.logGroups.create(provisioned.physicalId);
    return provisioned;
  }

  private isHere({ LogGroupRegion: region = this.environment.region }: Properties): boolean {
    return region === this.environment.region;
  }
}
