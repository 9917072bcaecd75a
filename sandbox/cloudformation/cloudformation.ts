import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../environment';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import type { Buckets } from '../s3/buckets';
import type { StackSnapshot } from '../seed/snapshot';
import type { Secrets } from '../secrets-manager/secrets';
import type { Parameters } from '../ssm/parameters';
import { Time } from '../time/time';
import { declaredResources } from './declared';
import { DynamicReferences } from './dynamic-references';
import { Exports } from './exports';
import { externalValues } from './external-values';
import { resolve } from './intrinsics';
import { AttributesOf, plantInto } from './plant-stack';
import type { ResourceToImport } from './imports';
import { NESTED_STACK, NestedStacks, StackKeeper } from './nested-stacks';
import type { GivenParameter } from './parameters';
import type { Rehearsal } from './rehearsal';
import type { ResourceProvider, ResourceTypeTable } from './resource-provider';
import { OtherStacks, scopeOf } from './scope';
import { Skipping } from './skipping';
import { Stack, StackResource } from './stack';
import { StackImport } from './stack-import';
import type { StackRefactor } from './stack-refactor';
import { StackRefactorExecution } from './stack-refactor-execution';
import { OperationDependencies, StackOperation, Target } from './stack-operation';
import { FindStack, StackOutputs } from './stack-outputs';
import type { Switches } from './switches';
import type { Properties } from './template';
import { Targets } from './targets';
import { UnreadReferences } from './unread-references';

export interface CloudFormationDependencies {
  readonly environment: Environment;
  readonly time: Time;
  readonly random: Random;
  readonly resourceTypes: ResourceTypeTable;
  readonly parameters: Parameters;
  readonly secrets: Secrets;
  readonly buckets: Buckets;
  readonly switches: Switches;
  /** The stacks of all accounts and Regions. */
  readonly findStack: FindStack;
  /** Only if nothing is really deployed. */
  readonly rehearsal?: Rehearsal;
}

export interface OperationOptions {
  readonly rollback: boolean;
  readonly clientRequestToken?: string;
}

export interface RollbackOptions {
  /** Whether resources that were created since the stack was stable are deleted even if they are to be retained. */
  readonly deletesRetained: boolean;
  readonly clientRequestToken?: string;
}

const NAME = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;

/** Statuses in which a stack can't be updated, only deleted. */
const ONLY_TO_DELETE = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'];

/** Statuses of a stack whose last operation failed and was not rolled back: it is taken up again by the next one. */
const STOPPED = ['CREATE_FAILED', 'UPDATE_FAILED'];

/** Statuses of a stack whose operation isn't over: it waits for the stack that it is nested in, or for somebody to continue it or to roll it back. */
const UNFINISHED = [
  ...STOPPED, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
];

function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** The stacks of the sandbox and what is done with them. */
export class CloudFormation implements StackKeeper {
  private readonly stacks: Stack[] = [];
  private readonly exports = new Exports(() => this.stacks);
  private readonly others: OtherStacks;
  private readonly dynamic: DynamicReferences;
  private readonly operations = new Map<Stack, StackOperation>();
  private readonly nestedStacks: NestedStacks;
  private readonly targets: Targets;

  constructor(private readonly dependencies: CloudFormationDependencies) {
    this.nestedStacks = new NestedStacks(this, dependencies);
    const References = dependencies.rehearsal ? UnreadReferences : DynamicReferences;
    this.dynamic = new References(dependencies.parameters, dependencies.secrets, dependencies.random);
    this.targets = new Targets({ ...dependencies, dynamic: this.dynamic });
    const outputs = new StackOutputs(dependencies.findStack, dependencies.environment);
    this.others = {
      importInto: (stack, name) => this.exports.importInto(stack, name),
      outputOf: (reference) => outputs.read(reference),
      allowUnknown: dependencies.rehearsal !== undefined,
    };
  }

  /** Including deleted ones. */
  public get all(): readonly Stack[] {
    return this.stacks;
  }

  /** Finds by name, or by ARN also after deletion. */
  public find(nameOrId: string): Stack | undefined {
    return this.stacks.findLast((stack) =>
      stack.id === nameOrId || (stack.name === nameOrId && stack.status !== 'DELETE_COMPLETE'));
  }

  /**
   * @param called how the operation calls a stack that isn't there
   * @throws ServiceError `ValidationError`, with the text that the `cdk` command compares
   */
  public existing(nameOrId: string, called = `with id ${nameOrId}`): Stack {
    const stack = this.find(nameOrId);
    if (!stack) throw new ServiceError('ValidationError', `Stack ${called} does not exist`);
    return stack;
  }

  /** The names of the stacks that use an export. */
  public importersOf(exportName: string): string[] {
    return this.exports.importersOf(exportName);
  }

  /** A stack that nothing has been deployed to yet. */
  public newStack(name: string, parent?: Stack): Stack {
    if (!NAME.test(name)) throw new ServiceError('ValidationError', `Stack name ${name} is malformed`);
    const { environment: { partition, region, account }, time, random } = this.dependencies;
    const id = `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/${uuid(random)}`;
    const stack = new Stack(id, name, time.now(), () => time.now(), parent);
    this.stacks.push(stack);
    return stack;
  }

  /** Takes down that a stack is deployed elsewhere, with what others can take from it. */
  public plant(deployed: StackSnapshot, parent?: Stack): Stack {
    const { time } = this.dependencies;
    const stack = new Stack(deployed.stackId, deployed.stackName, Date.parse(deployed.lastChangedAt), () => time.now(), parent);
    this.stacks.push(stack);
    stack.status = deployed.status;
    stack.outputs = deployed.outputs;
    return stack;
  }

  /**
   * Takes down what such a stack has, once all are there that it takes something from.
   *
   * @param given the parameters that it was deployed with
   * @throws ServiceError if its template can't be read
   */
  public plantResources(stack: Stack, deployed: StackSnapshot, given: readonly GivenParameter[], attributesOf: AttributesOf): void {
    const target = this.target(stack, deployed.template, given);
    plantInto(stack, deployed, target, { scope: scopeOf(stack, target.template, target.parameters, this.others), dynamic: this.dynamic, attributesOf });
  }

  /** What a template declares in a stack, with the properties as they can be resolved by now. */
  public declaredIn(stack: Stack, { template, parameters }: Pick<Target, 'template' | 'parameters'>): ReadonlyMap<string, Pick<StackResource, 'type' | 'properties'>> {
    const scope = scopeOf(stack, template, parameters, this.others);
    return new Map([...declaredResources(template, scope)].map(([logicalId, { Type: type, Properties: properties = {} }]) =>
      [logicalId, { type, properties: resolve(properties, scope) as Properties }]));
  }

  public forget(stack: Stack): void {
    this.stacks.splice(this.stacks.indexOf(stack), 1);
  }

  /** Reads a template with its parameters and refuses what can't be deployed. */
  public target(stack: Stack, text: string, given: readonly GivenParameter[], notificationArns?: readonly string[]): Target {
    return this.targets.target(stack, text, given, notificationArns);
  }

  /** Whether a deployment of this target would do anything. */
  public changes(stack: Stack, target: Target): boolean {
    const relevant = ({ template, parameters }: Pick<Target, 'template' | 'parameters'>): unknown =>
      [template.Resources, template.Outputs ?? {}, template.Conditions ?? {}, [...parameters.values]];
    return STOPPED.includes(stack.status) || target.failure !== undefined
      || !isDeepStrictEqual(relevant(stack), relevant(target)) || this.takesOtherValues(stack, target);
  }

  private takesOtherValues(stack: Stack, { template, parameters }: Target): boolean {
    try {
      return !isDeepStrictEqual(stack.externalValues, externalValues(template, scopeOf(stack, template, parameters, this.others), this.dynamic));
    } catch {
      // Something isn't there. The deployment will say so.
      return true;
    }
  }

  /** Begins to create or update a stack; resolves when that has ended, however it ended. */
  public deploy(stack: Stack, target: Target, options: OperationOptions): Promise<void> {
    this.checkUpdatable(stack);
    const isStopped = STOPPED.includes(stack.status);
    if (isStopped && options.rollback) {
      throw new ServiceError('ValidationError', `This stack is currently in a non-terminal [${stack.status}] state. To update the stack from this state, please use the `
        + 'disable-rollback parameter with update-stack API. To rollback to the last known good state, use the rollback-stack API');
    }
    const isNew = stack.status === 'REVIEW_IN_PROGRESS';
    stack.rollsBack = options.rollback;
    const operation = this.newOperation(stack, undefined, isStopped ? this.unfinished(stack) : undefined);
    return this.begin(stack, options.clientRequestToken, () => isNew ? operation.create(target) : operation.update(target), operation);
  }

  /** Begins to take a stack back to its state before operations that failed without rollback. Resolves when that has ended, however it ended. */
  public rollBack(stack: Stack, { deletesRetained, clientRequestToken }: RollbackOptions): Promise<void> {
    const operation = this.unfinished(stack);
    if (!STOPPED.includes(stack.status) || !operation) {
      throw new ServiceError('ValidationError', `Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
    }
    if (stack.parent) throw new NotEmulated(`rolling back a nested stack on its own (${stack.name})`);
    const nested = [...stack.resources.values()].find(({ type }) => type === NESTED_STACK);
    if (nested) throw new NotEmulated(`rolling back a stack with nested stacks that was not rolled back when it failed (${stack.name} has ${nested.logicalId})`);
    this.identify(stack);
    return this.begin(stack, clientRequestToken, () => operation.undo(deletesRetained), operation);
  }

  /** Begins to take resources into a stack that are there already; resolves when that has ended, however it ended. */
  public import(stack: Stack, target: Target, resources: readonly ResourceToImport[], clientRequestToken?: string): Promise<void> {
    this.checkUpdatable(stack);
    return this.begin(stack, clientRequestToken, () => new StackImport(stack, this.operationDependencies).run(target, resources));
  }

  /**
   * Moves resources between stacks.
   *
   * @returns why that was undone, if it was
   */
  public refactor(refactor: StackRefactor): string | undefined {
    for (const stack of refactor.stacks) this.checkUpdatable(stack);
    for (const stack of refactor.stacks) this.identify(stack);
    return new StackRefactorExecution(refactor, this.operationDependencies).run();
  }

  /** Begins to delete a stack, but not the resources with these logical ids; resolves when that has ended, however it ended. */
  public delete(stack: Stack, retained: readonly string[] = [], clientRequestToken?: string): Promise<void> {
    if (stack.isProtected) throw new ServiceError('ValidationError', `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    if (stack.inProgress) throw new NotEmulated(`deleting a stack during another operation (${stack.name} is in ${stack.status})`);
    if (retained.length > 0 && stack.status !== 'DELETE_FAILED') {
      throw new ServiceError('ValidationError', `Invalid operation on stack [${stack.id}]. When you delete a stack, `
        + 'specify which resources to retain only when the stack is in the DELETE_FAILED state.');
    }
    if (retained.some((logicalId) => !stack.resources.has(logicalId))) {
      throw new ServiceError('ValidationError', 'The specified resources to retain must be in a valid state. '
        + 'Do not specify resources that are in the DELETE_COMPLETE state.');
    }
    return this.begin(stack, clientRequestToken, (operation) => operation.delete(retained));
  }

  /** Begins to go on with the rollback of an update that failed; resolves when that has ended, however it ended. */
  public continueRollback(stack: Stack, skipping: Skipping, clientRequestToken?: string): Promise<void> {
    if (stack.parent) throw new ServiceError('ValidationError', `Stack:${stack.id} is nested. Continue the rollback of ${stack.root?.id} instead.`);
    const operation = this.unfinished(stack);
    if (stack.status !== 'UPDATE_ROLLBACK_FAILED' || !operation) {
      throw new ServiceError('ValidationError', `Stack:${stack.id} is in ${stack.status} state and its update rollback can not be continued.`);
    }
    const failed = this.unrestored(stack);
    const others = skipping.resources.filter((resource) => !failed.includes(resource));
    if (others.length > 0) {
      throw new ServiceError('ValidationError', `The following resource(s) can not be skipped, because their rollback did not fail: [${others.join(', ')}]`);
    }
    this.identify(stack);
    return this.begin(stack, clientRequestToken, () => operation.continueRollback(skipping), operation);
  }

  public readonly providerOf = (type: string): ResourceProvider =>
    // A custom resource and a nested stack are given references to secrets as they are written.
    type === NESTED_STACK ? this.nestedStacks : isCustom(type) ? this.provided(type) : this.dynamic.revealedTo(this.provided(type));

  private provided(type: string): ResourceProvider {
    return this.dependencies.resourceTypes.providerOf(type);
  }

  public unfinished(stack: Stack): StackOperation | undefined {
    return this.operations.get(stack);
  }

  public newOperation(stack: Stack, signal?: AbortSignal, stopped?: StackOperation): StackOperation {
    return new StackOperation(stack, this.operationDependencies, signal, stopped);
  }

  public async run(stack: Stack, operation: StackOperation, work: () => Promise<void>): Promise<void> {
    if (this.unfinished(stack) !== operation) this.identify(stack);
    this.operations.set(stack, operation);
    try {
      await work();
    } catch (thrown) {
      stack.setStatus(`${stack.status.split('_')[0]}_FAILED`, `Fault of the sandbox: ${(thrown as Error).stack}`);
    }
    if (!UNFINISHED.includes(stack.status)) this.operations.delete(stack);
  }

  /** Begins a new operation of a stack, with an id and a time of its own. */
  private identify(stack: Stack): void {
    const { time, random } = this.dependencies;
    // Events may be dated ahead of the time, so that no two have the same.
    if (stack.status !== 'REVIEW_IN_PROGRESS') stack.lastUpdatedTime = Math.max(time.now(), (stack.events.at(-1)?.timestamp ?? 0) + 1);
    stack.operationId = uuid(random);
  }

  private begin(
    stack: Stack, clientRequestToken: string | undefined, work: (operation: StackOperation) => Promise<void>, operation = this.newOperation(stack),
  ): Promise<void> {
    if (clientRequestToken !== undefined) stack.clientRequestToken = clientRequestToken;
    return this.run(stack, operation, () => work(operation));
  }

  private get operationDependencies(): OperationDependencies {
    const { switches, rehearsal } = this.dependencies;
    return {
      providerOf: this.providerOf, exports: this.exports, others: this.others, dynamic: this.dynamic, switches, endsAtFailure: rehearsal?.endsAtFailure ?? true,
    };
  }

  private checkUpdatable(stack: Stack): void {
    if (stack.inProgress || ONLY_TO_DELETE.includes(stack.status)) {
      throw new ServiceError('ValidationError', `Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
    }
  }

  /** The resources of a stack and its nested stacks that could not be rolled back, as ContinueUpdateRollback names them. */
  private unrestored(root: Stack): string[] {
    const own = [...this.unfinished(root)?.unrestored ?? []].filter((logicalId) => root.resources.get(logicalId)?.type !== NESTED_STACK);
    const nested = this.stacks.filter((stack) => stack.root === root)
      .flatMap((stack) => (this.unfinished(stack)?.unrestored ?? []).map((logicalId) => `${stack.name}.${logicalId}`));
    return [...own, ...nested];
  }
}
