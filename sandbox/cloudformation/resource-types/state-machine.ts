import type { Environment } from '../../environment';
import { NotEmulated, ServiceError } from '../../protocol/service-error';
import { Random } from '../../randomness';
import type { Authorizer } from '../../security/authorizer';
import { checkPassedRole, STEP_FUNCTIONS } from '../../security/passed-roles';
import type { StateMachines } from '../../step-functions/state-machines';
import { ExistingResourceRequest, Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Properties } from '../template';
import { handlerFailure } from './handler-message';
import { RecordedType } from './recorded';

/** `AWS::StepFunctions::StateMachine` with its definition as a text. */
export class StateMachineType extends RecordedType {
  constructor(
    random: Random, private readonly stateMachines: StateMachines, private readonly authorizer: Authorizer, private readonly environment: Environment,
  ) {
    super(random, { nameProperty: 'StateMachineName', longestName: 80 });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    const { physicalId: name } = await super.create(request);
    return this.define(name, request.properties);
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.define(this.nameAfter(request, request.physicalId.split(':').pop() ?? ''), request.properties);
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    this.stateMachines.delete(physicalId);
  }

  protected override isTaken(name: string): boolean {
    return this.stateMachines.has(this.arnOf(name));
  }

  private define(name: string, { DefinitionString: definition, RoleArn: roleArn }: Properties): Provisioned {
    const arn = this.arnOf(name);
    try {
      if (typeof definition !== 'string') throw new NotEmulated('state machines without a DefinitionString');
      checkPassedRole(String(roleArn), this.environment.account, STEP_FUNCTIONS, this.authorizer);
      this.stateMachines.create(arn, definition, String(roleArn));
    } catch (thrown) {
      throw thrown instanceof ServiceError ? handlerFailure(thrown, 'Sfn', this.random) : thrown;
    }
    return { physicalId: arn, attributes: { Arn: arn, Name: name } };
  }

  private arnOf(name: string): string {
    const { partition, region, account } = this.environment;
    return `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;
  }
}
