import type { Environment } from '../../environment';
import type { LogGroups } from '../../observability/log-groups';
import { Random } from '../../randomness';
import { ExistingResourceRequest, Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import { RecordedType } from './recorded';

/** `AWS::Logs::LogGroup`. */
export class LogGroupType extends RecordedType {
  constructor(random: Random, private readonly logGroups: LogGroups, { partition, region, account }: Environment) {
    super(random, {
      nameProperty: 'LogGroupName',
      longestName: 512,
      attributes: (name) => ({ Arn: `arn:${partition}:logs:${region}:${account}:log-group:${name}:*` }),
    });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    return this.present(await super.create(request));
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.present(await super.update(request));
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    this.logGroups.delete(physicalId);
  }

  protected override isTaken(name: string): boolean {
    return this.logGroups.names.includes(name);
  }

  private present(provisioned: Provisioned): Provisioned {
    this.logGroups.create(provisioned.physicalId);
    return provisioned;
  }
}
