import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Operation } from '../protocol/operations';
import { uuid } from '../randomness';
import type { ApiDependencies } from './api';
import { checkCapabilities } from './capabilities';
import { changesOf, ChangeSet, ChangeSets } from './change-sets';
import type { CloudFormation } from './cloudformation';
import { earlyFailure, validateEarly } from './early-validation';
import { checkImports, importedId, obstacleTo, ResourceToImport } from './imports';
import { describeStack, notificationArnsIn, optionsOf, StackInput, TemplateInput, templateTextOf } from './inputs';
import { checkRequest } from './request-limits';
import type { Stack } from './stack';
import type { Target } from './stack-operation';

interface ChangeSetInput extends TemplateInput {
  readonly ChangeSetName: string;
  readonly ChangeSetType?: string;
  readonly Description?: string;
  readonly ResourcesToImport?: readonly ResourceToImport[] | '';
}

interface EventsInput {
  readonly StackName?: string;
  readonly ChangeSetName?: string;
}

type Purpose = Pick<ChangeSet, 'imports' | 'failure' | 'validationErrors'>;

/** The operations that prepare a deployment, show what it would do, and carry it out. */
export function changeSetOperations(cloudFormation: CloudFormation, changeSets: ChangeSets, dependencies: ApiDependencies): Record<string, Operation> {
  const { environment: { partition, region, account }, time, random, buckets } = dependencies;

  const deploying = (stack: Stack, target: Target): Purpose => target.failure !== undefined
    ? { failure: target.failure }
    : cloudFormation.changes(stack, target) ? {} : { failure: 'The submitted information didn\'t contain changes. Submit different information to create a change set.' };

  const importing = async (stack: Stack, target: Target, resources: readonly ResourceToImport[]): Promise<Purpose> => {
    checkImports(resources, stack, target, cloudFormation.providerOf);
    const failure = await obstacleTo(resources, cloudFormation.all, cloudFormation.providerOf);
    const imports = resources.map((resource) => ({ ...resource, physicalId: importedId(resource, cloudFormation.providerOf(resource.ResourceType)) }));
    return { imports, ...(failure !== undefined && { failure }) };
  };

  /** What can be seen to go wrong fails what would otherwise be done. */
  const validated = (stack: Stack, target: Target, purpose: Purpose): Purpose => {
    const validationErrors = purpose.failure === undefined ? validateEarly(stack, target, cloudFormation.providerOf) : [];
    return validationErrors.length > 0 ? { ...purpose, failure: earlyFailure(validationErrors), validationErrors } : purpose;
  };

  return {
    async CreateChangeSet(input: ChangeSetInput) {
      checkRequest(input);
      const { ChangeSetType: type, ChangeSetName: name, StackName: stackName } = input;
      if (input.ResourcesToImport && type !== 'IMPORT') throw new NotEmulated('importing resources with a change set of another type than IMPORT');
      const existing = cloudFormation.find(stackName);
      if (type === 'CREATE' && existing && existing.status !== 'REVIEW_IN_PROGRESS') {
        throw new ServiceError('ValidationError', `Stack [${stackName}] already exists and cannot be created again with the changeSet [${name}].`);
      }
      const stack = type === 'CREATE' || type === 'IMPORT' ? existing ?? cloudFormation.newStack(stackName) : cloudFormation.existing(stackName);
      try {
        const target = cloudFormation.target(stack, templateTextOf(input, buckets), input.Parameters || [], notificationArnsIn(input));
        checkCapabilities(target, input, true);
        const purpose = validated(stack, target, type === 'IMPORT' ? await importing(stack, target, input.ResourcesToImport || []) : deploying(stack, target));
        describeStack(stack, input);
        const id = `arn:${partition}:cloudformation:${region}:${account}:changeSet/${name}/${uuid(random)}`;
        changeSets.add({
          id, name, stack, target, creationTime: time.now(), ...purpose,
          ...(input.Description !== undefined && { description: input.Description }),
        });
        return { Id: id, StackId: stack.id };
      } catch (thrown) {
        if (!existing) cloudFormation.forget(stack);
        throw thrown;
      }
    },

    DescribeChangeSet(input: ChangeSetInput) {
      return describedChangeSet(changeSets.existing(input.ChangeSetName, cloudFormation.find(input.StackName)));
    },

    DeleteChangeSet(input: ChangeSetInput) {
      const changeSet = changeSets.find(input.ChangeSetName, cloudFormation.find(input.StackName));
      if (changeSet) changeSets.remove(changeSet);
      return {};
    },

    ExecuteChangeSet(input: ChangeSetInput) {
      const changeSet = changeSets.existing(input.ChangeSetName, cloudFormation.find(input.StackName));
      if (changeSet.failure !== undefined) {
        throw new ServiceError('InvalidChangeSetStatus', `ChangeSet [${changeSet.id}] cannot be executed in its current status of [FAILED]`);
      }
      const { stack, target, imports } = changeSet;
      if (imports) void cloudFormation.import(stack, target, imports, input.ClientRequestToken);
      else void cloudFormation.deploy(stack, target, optionsOf(input));
      changeSets.of(stack).forEach((other) => changeSets.remove(other));
      return {};
    },

    DescribeEvents({ StackName: stackName, ChangeSetName: name }: EventsInput) {
      if (name === undefined) throw new NotEmulated('DescribeEvents without a change set');
      const changeSet = changeSets.existing(name, stackName === undefined ? undefined : cloudFormation.find(stackName));
      return { OperationEvents: validationEventsOf(changeSet) };
    },

    ListChangeSets(input: StackInput) {
      const stack = cloudFormation.existing(input.StackName);
      return { Summaries: changeSets.of(stack).map((changeSet) => summarizedChangeSet(changeSet)) };
    },
  };
}

function validationEventsOf({ id, stack, creationTime, validationErrors = [] }: ChangeSet): object[] {
  return validationErrors.map(({ validation, logicalId, type, path, reason }, index) => ({
    EventId: `${id.split('/').at(-1)}-${index}`,
    StackId: stack.id,
    EventType: 'VALIDATION_ERROR',
    OperationType: 'CREATE_CHANGESET',
    LogicalResourceId: logicalId,
    ResourceType: type,
    Timestamp: new Date(creationTime),
    ValidationName: validation,
    ValidationStatus: 'FAILED',
    ValidationFailureMode: 'FAIL',
    ValidationPath: path,
    ValidationStatusReason: reason,
  }));
}

function summarizedChangeSet({ id, name, stack, creationTime, description, failure }: ChangeSet): object {
  return {
    ChangeSetId: id,
    ChangeSetName: name,
    StackId: stack.id,
    StackName: stack.name,
    Description: description,
    CreationTime: new Date(creationTime),
    ExecutionStatus: failure === undefined ? 'AVAILABLE' : 'UNAVAILABLE',
    Status: failure === undefined ? 'CREATE_COMPLETE' : 'FAILED',
    StatusReason: failure,
  };
}

function describedChangeSet(changeSet: ChangeSet): object {
  return { ...summarizedChangeSet(changeSet), Changes: changesOf(changeSet) };
}
