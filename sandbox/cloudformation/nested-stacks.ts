import { nameSuffix, Random } from '../randomness';
import { ServiceError } from '../protocol/service-error';
import type { Buckets } from '../s3/buckets';
import { isMembers } from './functions/function';
import { templateAt } from './inputs';
import { ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceProvider, ResourceRequest, UpdateResourceRequest } from './resource-provider';
import type { GivenParameter } from './parameters';
import type { Skipping } from './skipping';
import type { Stack } from './stack';
import type { StackOperation, Target } from './stack-operation';
import type { Switches } from './switches';
import type { Json, Properties } from './template';

export const NESTED_STACK = 'AWS::CloudFormation::Stack';

const LONGEST_NAME = 128;

/** What a nested stack needs of those who keep stacks. */
export interface StackKeeper {
  newStack(name: string, parent: Stack): Stack;
  forget(stack: Stack): void;
  existing(id: string): Stack;
  target(stack: Stack, text: string, given: readonly GivenParameter[]): Target;
  changes(stack: Stack, target: Target): boolean;
  /** The operation of a stack of which a part is still to come. */
  unfinished(stack: Stack): StackOperation | undefined;
  newOperation(stack: Stack, signal: AbortSignal): StackOperation;
  run(stack: Stack, operation: StackOperation, work: () => Promise<void>): Promise<void>;
}

export interface NestedStacksDependencies {
  readonly random: Random;
  readonly buckets: Buckets;
  readonly switches: Pick<Switches, 'failedNestedStack'>;
}

/**
 * Stacks as resources of other stacks. The update of a nested stack ends with its clean-up or its rollback. Which of them it is, is decided for the whole tree.
 */
export class NestedStacks implements ResourceProvider {
  public readonly updatesAlways = true;

  constructor(private readonly keeper: StackKeeper, private readonly dependencies: NestedStacksDependencies) {}

  public async create({ stackId, stackName, logicalId, properties, signal, initiated }: ResourceRequest): Promise<Provisioned> {
    const parent = this.keeper.existing(stackId);
    const suffix = `-${logicalId}-${nameSuffix(this.dependencies.random)}`;
    const stack = this.keeper.newStack(`${stackName.slice(0, LONGEST_NAME - suffix.length)}${suffix}`, parent);
    const target = this.targetOf(stack, properties, () => this.keeper.forget(stack));
    initiated?.(stack.id);
    inherit(stack, parent, properties);
    if (this.dependencies.switches.failedNestedStack === 'WAITS') stack.rollsBack = false;
    const operation = this.keeper.newOperation(stack, signal);
    await this.keeper.run(stack, operation, () => operation.create(target));
    stack.rollsBack = parent.rollsBack;
    if (stack.status === 'CREATE_COMPLETE') return provisioned(stack);
    throw new ProvisioningFailure(`Embedded stack ${stack.id} was not successfully created: ${operation.failure}`, stack.id);
  }

  public async update({ stackId, physicalId, properties, signal }: UpdateResourceRequest): Promise<Provisioned> {
    const stack = this.keeper.existing(physicalId);
    const target = this.targetOf(stack, properties);
    inherit(stack, this.keeper.existing(stackId), properties);
    if (!this.keeper.changes(stack, target)) return provisioned(stack);
    const operation = this.keeper.newOperation(stack, signal);
    await this.keeper.run(stack, operation, () => operation.change(target));
    return changed(stack, operation, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  }

  public async rollBack({ physicalId }: UpdateResourceRequest, skipping: Skipping): Promise<Provisioned> {
    const stack = this.keeper.existing(physicalId);
    const operation = this.keeper.unfinished(stack);
    // There was nothing to change in it.
    if (!operation) return provisioned(stack);
    await this.keeper.run(stack, operation, () => operation.rollBack(skipping));
    return changed(stack, operation, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  }

  public async tidyUp(physicalId: string): Promise<void> {
    const stack = this.keeper.existing(physicalId);
    const operation = this.keeper.unfinished(stack);
    if (operation) await this.keeper.run(stack, operation, () => operation.tidyUp());
  }

  public async delete({ physicalId, signal }: ExistingResourceRequest): Promise<void> {
    const stack = this.keeper.existing(physicalId);
    if (stack.status === 'DELETE_COMPLETE') return;
    const operation = this.keeper.newOperation(stack, signal);
    await this.keeper.run(stack, operation, () => operation.delete());
    if (stack.status !== 'DELETE_COMPLETE') {
      throw new ProvisioningFailure(`Embedded stack ${stack.id} was not successfully deleted: ${stack.statusReason}`);
    }
  }

  private targetOf(stack: Stack, { TemplateURL: url, Parameters: parameters }: Properties, refused: () => void = () => undefined): Target {
    try {
      return this.keeper.target(stack, templateAt(String(url), this.dependencies.buckets), givenParameters(parameters));
    } catch (thrown) {
      refused();
      throw thrown instanceof ServiceError ? new ProvisioningFailure(thrown.message) : thrown;
    }
  }
}

function inherit(stack: Stack, parent: Stack, { Tags: tags }: Properties): void {
  const own = (Array.isArray(tags) ? tags : []) as { readonly Key: string; readonly Value: string }[];
  stack.tags = { ...parent.tags, ...Object.fromEntries(own.map(({ Key, Value }) => [Key, Value])) };
  stack.capabilities = parent.capabilities;
  if (parent.clientRequestToken !== undefined) stack.clientRequestToken = parent.clientRequestToken;
  stack.rollsBack = parent.rollsBack;
  if (parent.roleArn !== undefined) stack.roleArn = parent.roleArn;
}

function givenParameters(parameters: Json | undefined): GivenParameter[] {
  if (!isMembers(parameters)) return [];
  return Object.entries(parameters).map(([ParameterKey, value]) =>
    ({ ParameterKey, ParameterValue: Array.isArray(value) ? value.join(',') : String(value) }));
}

function changed(stack: Stack, { failure }: StackOperation, status: string): Provisioned {
  if (stack.status === status) return provisioned(stack);
  throw new ProvisioningFailure(`Embedded stack ${stack.id} was not successfully updated. Currently in ${stack.status} with reason: ${failure}`, stack.id);
}

function provisioned(stack: Stack): Provisioned {
  return { physicalId: stack.id, attributes: { Outputs: Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value])) } };
}
