import type { Environment } from '../../environment';
import { NotEmulated } from '../../protocol/service-error';
import { Random } from '../../randomness';
import type { Authorizer } from '../../security/authorizer';
import { checkPassedRole, STEP_FUNCTIONS } from '../../security/passed-roles';
import type { StateMachines } from '../../step-functions/state-machines';
import { Provisioned } from '../resource-provider';
import type { Properties } from '../template';
import { DefinedType } from './defined-type';

/** `AWS::StepFunctions::StateMachine` with its definition as a text. */
export class StateMachineType extends DefinedType {
  protected readonly service = 'Sfn';

  constructor(
    random: Random, private readonly stateMachines: StateMachines, private readonly authorizer: Authorizer, private readonly environment: Environment,
  ) {
    super(random, { nameProperty: 'StateMachineName', longestName: 80 });
  }

  protected override isTaken(name: string): boolean {
    return this.stateMachines.has(this.arnOf(name));
  }

  protected define(name: string, { DefinitionString: definition, RoleArn: roleArn }: Properties): Provisioned {
    const arn = this.arnOf(name);
    if (typeof definition !== 'string') throw new NotEmulated('state machines without a DefinitionString');
    checkPassedRole(String(roleArn), this.environment.account, STEP_FUNCTIONS, this.authorizer);
    this.stateMachines.create(arn, definition, String(roleArn));
    return { physicalId: arn, attributes: { Arn: arn, Name: name } };
  }

  protected remove(arn: string): void {
    this.stateMachines.delete(arn);
  }

  protected override nameIn(arn: string): string {
    return arn.split(':').pop() ?? '';
  }

  private arnOf(name: string): string {
    const { partition, region, account } = this.environment;
    return `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;
  }
}
