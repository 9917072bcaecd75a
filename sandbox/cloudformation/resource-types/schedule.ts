import type { Environment } from '../../environment';
import { NotEmulated, ServiceError } from '../../protocol/service-error';
import { Random } from '../../randomness';
import type { Schedules } from '../../scheduler/schedules';
import type { Authorizer } from '../../security/authorizer';
import { checkPassedRole, SCHEDULER } from '../../security/passed-roles';
import { ExistingResourceRequest, Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';
import { handlerFailure } from './handler-message';
import { RecordedType } from './recorded';

interface Target {
  readonly Arn?: string;
  readonly RoleArn?: string;
  readonly Input?: string;
}

/** `AWS::Scheduler::Schedule` with a rate, whose target is a function. */
export class ScheduleType extends RecordedType {
  constructor(
    random: Random, private readonly schedules: Schedules, private readonly authorizer: Authorizer, private readonly environment: Environment,
  ) {
    super(random, { nameProperty: 'Name', longestName: 64 });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    const { physicalId: name } = await super.create(request);
    return this.define(name, request.properties);
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.define(this.nameAfter(request, request.physicalId), request.properties);
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    this.schedules.delete(physicalId);
  }

  protected override isTaken(name: string): boolean {
    return this.schedules.has(name);
  }

  private define(name: string, { ScheduleExpression: expression, State: state = 'ENABLED', Target: target }: Properties): Provisioned {
    const { partition, region, account } = this.environment;
    const { Arn: functionArn = '', RoleArn: roleArn = '', Input: input = '{}' } = target as Target;
    try {
      if (!functionArn.includes(':lambda:')) throw new NotEmulated(`schedules whose target is no function (${functionArn})`);
      checkPassedRole(roleArn, account, SCHEDULER, this.authorizer);
      this.schedules.put(name, { expression: String(expression), isEnabled: state === 'ENABLED', functionArn, roleArn, input });
    } catch (thrown) {
      throw thrown instanceof ServiceError ? handlerFailure(thrown, 'Scheduler', this.random) : thrown;
    }
    return { physicalId: name, attributes: { Arn: `arn:${partition}:scheduler:${region}:${account}:schedule/default/${name}` } };
  }
}
