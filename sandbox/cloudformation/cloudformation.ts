import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../environment';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import type { Parameters } from '../ssm/parameters';
import { Time } from '../time/time';
import { declaredResources } from './declared';
import { Exports } from './exports';
import { graphOf } from './graph';
import type { ResourceTypes } from './resource-types';
import { GivenParameter, parametersOf, scopeOf } from './scope';
import { Stack } from './stack';
import { StackOperation, Target } from './stack-operation';
import type { Switches } from './switches';
import { parseTemplate } from './template';

export interface CloudFormationDependencies {
  readonly environment: Environment;
  readonly time: Time;
  readonly random: Random;
  readonly resourceTypes: ResourceTypes;
  readonly parameters: Parameters;
  readonly switches: Switches;
}

export interface OperationOptions {
  readonly rollback: boolean;
  readonly clientRequestToken?: string;
}

const NAME = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;

/** Statuses in which a stack can't be updated, only deleted. */
const ONLY_TO_DELETE = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'];

/** Statuses of a stack whose last operation failed and was not rolled back: it is taken up again by the next one. */
const STOPPED = ['CREATE_FAILED', 'UPDATE_FAILED'];

/** The stacks of the sandbox and what is done with them. */
export class CloudFormation {
  private readonly stacks: Stack[] = [];
  private readonly exports = new Exports(() => this.stacks);

  constructor(private readonly dependencies: CloudFormationDependencies) {}

  /** Including deleted ones. */
  public get all(): readonly Stack[] {
    return this.stacks;
  }

  /** Finds by name, or by ARN also after deletion. */
  public find(nameOrId: string): Stack | undefined {
    return this.stacks.findLast((stack) =>
      stack.id === nameOrId || (stack.name === nameOrId && stack.status !== 'DELETE_COMPLETE'));
  }

  /** @throws ServiceError `ValidationError`, with the text that the `cdk` command compares */
  public existing(nameOrId: string): Stack {
    const stack = this.find(nameOrId);
    if (!stack) throw new ServiceError('ValidationError', `Stack with id ${nameOrId} does not exist`);
    return stack;
  }

  /** A stack that nothing has been deployed to yet. */
  public newStack(name: string): Stack {
    if (!NAME.test(name)) throw new ServiceError('ValidationError', `Stack name ${name} is malformed`);
    const { environment: { partition, region, account }, time, random } = this.dependencies;
    const id = `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/${uuid(random)}`;
    const stack = new Stack(id, name, time.now(), () => time.now());
    this.stacks.push(stack);
    return stack;
  }

  public forget(stack: Stack): void {
    this.stacks.splice(this.stacks.indexOf(stack), 1);
  }

  /** Reads a template with its parameters and refuses what can't be deployed. */
  public target(stack: Stack, text: string, given: readonly GivenParameter[]): Target {
    const { environment, parameters: ssm, resourceTypes } = this.dependencies;
    const template = parseTemplate(text, resourceTypes.has);
    graphOf(new Map(Object.entries(template.Resources)));
    for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
      const before = stack.resources.get(logicalId);
      if (before && before.type !== Type) {
        throw new ServiceError('ValidationError',
          `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${logicalId}]`);
      }
    }
    return { text, template, parameters: parametersOf(stack, template, given, environment, ssm) };
  }

  /** Whether a deployment of this target would do anything. */
  public changes(stack: Stack, target: Target): boolean {
    const relevant = ({ template, parameters }: Pick<Target, 'template' | 'parameters'>): unknown =>
      [template.Resources, template.Outputs ?? {}, template.Conditions ?? {}, [...parameters.values]];
    return STOPPED.includes(stack.status) || !isDeepStrictEqual(relevant(stack), relevant(target)) || this.lacks(stack, target);
  }

  /** Begins to create or update a stack; resolves when that has ended, however it ended. */
  public deploy(stack: Stack, target: Target, options: OperationOptions): Promise<void> {
    if (stack.inProgress || ONLY_TO_DELETE.includes(stack.status)) {
      throw new ServiceError('ValidationError', `Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
    }
    const isNew = stack.status === 'REVIEW_IN_PROGRESS';
    return this.run(stack, options.clientRequestToken, (operation) =>
      isNew ? operation.create(target, options) : operation.update(target, options));
  }

  /** Begins to delete a stack; resolves when that has ended, however it ended. */
  public delete(stack: Stack, clientRequestToken?: string): Promise<void> {
    if (stack.inProgress) throw new NotEmulated(`deleting a stack during another operation (${stack.name} is in ${stack.status})`);
    stack.deletionTime = this.dependencies.time.now();
    return this.run(stack, clientRequestToken, (operation) => operation.delete());
  }

  /** Whether a resource is missing that is neither new nor left out by a condition: an attempt to create it was rolled back. */
  private lacks(stack: Stack, { template, parameters }: Target): boolean {
    const scope = scopeOf(stack, template, parameters, (name) => { throw new NotEmulated(`the import of ${name} in a condition`); });
    return [...declaredResources(template, scope).keys()].some((logicalId) => !stack.resources.has(logicalId));
  }

  private async run(stack: Stack, clientRequestToken: string | undefined, work: (operation: StackOperation) => Promise<void>): Promise<void> {
    const { time, random, resourceTypes, switches } = this.dependencies;
    // Events may be dated ahead of the time, so that no two have the same.
    if (stack.status !== 'REVIEW_IN_PROGRESS') stack.lastUpdatedTime = Math.max(time.now(), (stack.events.at(-1)?.timestamp ?? 0) + 1);
    stack.operationId = uuid(random);
    if (clientRequestToken !== undefined) stack.clientRequestToken = clientRequestToken;
    try {
      await work(new StackOperation(stack, { providerOf: resourceTypes.providerOf, exports: this.exports, switches }));
    } catch (thrown) {
      stack.setStatus(`${stack.status.split('_')[0]}_FAILED`, `Fault of the sandbox: ${(thrown as Error).stack}`);
    }
  }
}
