import type { Environment } from '../../environment';
import { NotEmulated } from '../../protocol/service-error';
import { Random } from '../../randomness';
import type { Schedules } from '../../scheduler/schedules';
import type { Authorizer } from '../../security/authorizer';
import { checkPassedRole, SCHEDULER } from '../../security/passed-roles';
import { Provisioned } from '../resource-provider';
import type { Properties } from '../template';
import { DefinedType } from './defined-type';

interface Target {
  readonly Arn?: string;
  readonly RoleArn?: string;
  readonly Input?: string;
}

/** `AWS::Scheduler::Schedule` with a rate, whose target is a function. */
export class ScheduleType extends DefinedType {
  protected readonly service = 'Scheduler';

  constructor(
    random: Random, private readonly schedules: Schedules, private readonly authorizer: Authorizer, private readonly environment: Environment,
  ) {
    super(random, { nameProperty: 'Name', longestName: 64 });
  }

  protected override isTaken(name: string): boolean {
    return this.schedules.has(name);
  }

  protected define(name: string, { ScheduleExpression: expression, State: state = 'ENABLED', Target: target }: Properties): Provisioned {
    const { partition, region, account } = this.environment;
    const { Arn: functionArn = '', RoleArn: roleArn = '', Input: input = '{}' } = target as Target;
    if (!functionArn.includes(':lambda:')) throw new NotEmulated(`schedules whose target is no function (${functionArn})`);
    checkPassedRole(roleArn, account, SCHEDULER, this.authorizer);
    this.schedules.put(name, { expression: String(expression), isEnabled: state === 'ENABLED', functionArn, roleArn, input });
    return { physicalId: name, attributes: { Arn: `arn:${partition}:scheduler:${region}:${account}:schedule/default/${name}` } };
  }

  protected remove(name: string): void {
    this.schedules.delete(name);
  }
}
