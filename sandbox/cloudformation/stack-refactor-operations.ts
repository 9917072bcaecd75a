import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Operation } from '../protocol/operations';
import { uuid } from '../randomness';
import type { ApiDependencies } from './api';
import type { CloudFormation } from './cloudformation';
import { templateTextOf } from './inputs';
import type { Stack } from './stack';
import { isSamePlace, RefactoredStack, ResourceLocation, ResourceMove, StackRefactor } from './stack-refactor';
import { MappedMove, movesOf, RefactorRefused } from './stack-refactor-moves';

interface Location {
  readonly StackName: string;
  readonly LogicalResourceId: string;
}

interface CreateInput {
  readonly Description?: string;
  readonly EnableStackCreation?: string;
  readonly ResourceMappings?: readonly { readonly Source: Location; readonly Destination: Location }[] | '';
  readonly StackDefinitions?: readonly { readonly StackName: string; readonly TemplateBody?: string; readonly TemplateURL?: string }[] | '';
}

interface RefactorInput {
  readonly StackRefactorId: string;
}

type Plan = Pick<StackRefactor, 'failure' | 'refactored' | 'moves'>;

/** The operations that move resources between stacks, as `cdk refactor` calls them. */
export function stackRefactorOperations(cloudFormation: CloudFormation, { buckets, random, switches }: ApiDependencies): Record<string, Operation> {
  const refactors = new Map<string, StackRefactor>();

  const existing = (id: string): StackRefactor => {
    const refactor = refactors.get(id);
    if (!refactor) throw new ServiceError('StackRefactorNotFoundException', `Stack refactor ${id} does not exist`, {}, 404);
    return refactor;
  };

  const stackNamed = (name: string, isToBeCreated: boolean): Stack => {
    if (isToBeCreated && !cloudFormation.find(name)) throw new NotEmulated(`creating a stack while refactoring (${name})`);
    return cloudFormation.existing(name);
  };

  const refactoredBy = ({ StackDefinitions: definitions, EnableStackCreation: enabled }: CreateInput): RefactoredStack[] =>
    (definitions || []).map((definition) => {
      const stack = stackNamed(definition.StackName, enabled === 'true');
      const previous = [...stack.parameters.given.keys()].map((ParameterKey) => ({ ParameterKey, UsePreviousValue: 'true' }));
      try {
        return { stack, target: cloudFormation.target(stack, templateTextOf(definition, buckets), previous), eventsBefore: stack.events.length };
      } catch (thrown) {
        throw thrown instanceof ServiceError && thrown.code === 'ValidationError' ? new RefactorRefused(stack, thrown.message) : thrown;
      }
    });

  const locationOf = ({ StackName: name, LogicalResourceId: logicalId }: Location): ResourceLocation => ({ stack: cloudFormation.existing(name), logicalId });
  const mappedBy = ({ ResourceMappings: mappings }: CreateInput): MappedMove[] =>
    (mappings || []).map(({ Source, Destination }) => ({ source: locationOf(Source), destination: locationOf(Destination) }))
      .filter(({ source, destination }) => !isSamePlace(source, destination));

  const planned = (input: CreateInput): Plan => {
    try {
      const refactored = refactoredBy(input);
      return { refactored, moves: movesOf(refactored, mappedBy(input), switches.refactorsBesideUnsupported) };
    } catch (thrown) {
      if (!(thrown instanceof RefactorRefused)) throw thrown;
      return { failure: thrown.message, refactored: [], moves: [] };
    }
  };

  return {
    CreateStackRefactor(input: CreateInput) {
      const { Description: description, StackDefinitions: definitions } = input;
      const plan = planned(input);
      const id = uuid(random);
      const stacks = (definitions || []).map(({ StackName }) => cloudFormation.existing(StackName));
      const executionStatus = plan.failure === undefined ? 'AVAILABLE' : 'UNAVAILABLE';
      refactors.set(id, { id, stacks, ...plan, executionStatus, ...(description !== undefined && { description }) });
      return { StackRefactorId: id };
    },

    DescribeStackRefactor({ StackRefactorId: id }: RefactorInput) {
      const { description, stacks, failure, executionStatus, executionReason } = existing(id);
      return {
        StackRefactorId: id,
        Description: description,
        StackIds: stacks.map((stack) => stack.id),
        Status: failure === undefined ? 'CREATE_COMPLETE' : 'CREATE_FAILED',
        StatusReason: failure,
        ExecutionStatus: executionStatus,
        ExecutionStatusReason: executionReason,
      };
    },

    ListStackRefactorActions({ StackRefactorId: id }: RefactorInput) {
      return { StackRefactorActions: existing(id).moves.map(described) };
    },

    ExecuteStackRefactor({ StackRefactorId: id }: RefactorInput) {
      const refactor = existing(id);
      const updated = refactor.refactored.find(({ stack, eventsBefore }) => stack.events.length !== eventsBefore);
      if (updated) Object.assign(refactor, { executionStatus: 'OBSOLETE', executionReason: `${updated.stack.id}: Stack was updated.` });
      if (refactor.executionStatus !== 'AVAILABLE') {
        throw new ServiceError('ValidationError', `Stack refactor ${id} cannot be executed in its current execution status of [${refactor.executionStatus}]`);
      }
      const failure = cloudFormation.refactor(refactor);
      refactor.executionStatus = failure === undefined ? 'EXECUTE_COMPLETE' : 'ROLLBACK_COMPLETE';
      if (failure !== undefined) refactor.executionReason = failure;
      return {};
    },
  };
}

function described({ resource, source, destination, isMapped }: ResourceMove): object {
  const named = ({ stack, logicalId }: ResourceLocation): Location => ({ StackName: stack.id, LogicalResourceId: logicalId });
  return {
    Action: 'MOVE',
    Entity: 'RESOURCE',
    PhysicalResourceId: resource.physicalId,
    Description: 'Resource configuration changes will be validated during refactor execution.',
    Detection: isMapped ? 'MANUAL' : 'AUTO',
    TagResources: [],
    UntagResources: [],
    ResourceMapping: { Source: named(source), Destination: named(destination) },
  };
}
