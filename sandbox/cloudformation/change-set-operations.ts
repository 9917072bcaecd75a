import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Operation } from '../protocol/operations';
import { uuid } from '../randomness';
import type { ApiDependencies } from './api';
import { changesOf, ChangeSet, ChangeSets } from './change-sets';
import type { CloudFormation } from './cloudformation';
import { describeStack, optionsOf, StackInput, TemplateInput, templateTextOf } from './inputs';

interface ChangeSetInput extends TemplateInput {
  readonly ChangeSetName: string;
  readonly ChangeSetType?: string;
  readonly Description?: string;
  readonly ResourcesToImport?: unknown;
}

/** The operations that prepare a deployment, show what it would do, and carry it out. */
export function changeSetOperations(cloudFormation: CloudFormation, changeSets: ChangeSets, dependencies: ApiDependencies): Record<string, Operation> {
  const { environment: { partition, region, account }, time, random, buckets } = dependencies;

  return {
    CreateChangeSet(input: ChangeSetInput) {
      if (input.ResourcesToImport || input.ChangeSetType === 'IMPORT') throw new NotEmulated('importing resources into a stack');
      const existing = cloudFormation.find(input.StackName);
      if (input.ChangeSetType === 'CREATE' && existing && existing.status !== 'REVIEW_IN_PROGRESS') {
        throw new ServiceError('ValidationError', `Stack [${input.StackName}] already exists and cannot be created again with the changeSet [${input.ChangeSetName}].`);
      }
      const stack = input.ChangeSetType === 'CREATE' ? existing ?? cloudFormation.newStack(input.StackName) : cloudFormation.existing(input.StackName);
      try {
        const target = cloudFormation.target(stack, templateTextOf(input, buckets), input.Parameters || []);
        describeStack(stack, input);
        const id = `arn:${partition}:cloudformation:${region}:${account}:changeSet/${input.ChangeSetName}/${uuid(random)}`;
        changeSets.add({
          id, name: input.ChangeSetName, stack, target, creationTime: time.now(), hasChanges: cloudFormation.changes(stack, target),
          ...(input.Description !== undefined && { description: input.Description }),
        });
        return { Id: id, StackId: stack.id };
      } catch (thrown) {
        if (!existing && input.ChangeSetType === 'CREATE') cloudFormation.forget(stack);
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
      if (!changeSet.hasChanges) {
        throw new ServiceError('InvalidChangeSetStatus', `ChangeSet [${changeSet.id}] cannot be executed in its current status of [FAILED]`);
      }
      const { stack, target } = changeSet;
      void cloudFormation.deploy(stack, target, optionsOf(input));
      changeSets.of(stack).forEach((other) => changeSets.remove(other));
      return {};
    },

    ListChangeSets(input: StackInput) {
      const stack = cloudFormation.existing(input.StackName);
      return { Summaries: changeSets.of(stack).map(({ id, name }) => ({ ChangeSetId: id, ChangeSetName: name, StackId: stack.id, Status: 'CREATE_COMPLETE' })) };
    },
  };
}

function describedChangeSet(changeSet: ChangeSet): object {
  const { id, name, stack, creationTime, description, hasChanges } = changeSet;
  return {
    ChangeSetId: id,
    ChangeSetName: name,
    StackId: stack.id,
    StackName: stack.name,
    Description: description,
    CreationTime: new Date(creationTime),
    ExecutionStatus: hasChanges ? 'AVAILABLE' : 'UNAVAILABLE',
    Status: hasChanges ? 'CREATE_COMPLETE' : 'FAILED',
    StatusReason: hasChanges ? undefined : 'The submitted information didn\'t contain changes. Submit different information to create a change set.',
    Changes: changesOf(changeSet),
  };
}
