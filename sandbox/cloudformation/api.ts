import type { Environment } from '../environment';
import type { Operation, Service } from '../protocol/operations';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import type { Buckets } from '../s3/buckets';
import type { Caller } from '../security/callers';
import { Time } from '../time/time';
import { changesOf, ChangeSet, ChangeSets } from './change-sets';
import { CloudFormation } from './cloudformation';
import { describedEvent, describedResource, describedStack, summarizedResource } from './descriptions';
import type { GivenParameter } from './scope';
import type { Stack } from './stack';
import type { Switches } from './switches';
import { throttled } from './throttle';

/** How long a poll of the `cdk` command is held while a stack is being changed: otherwise it would look every 5 s only. */
const LONGEST_POLL = 20_000;
const PAGE = 100;

export interface ApiDependencies {
  readonly environment: Environment;
  readonly time: Time;
  readonly random: Random;
  readonly buckets: Buckets;
  readonly switches: Pick<Switches, 'requestRates'>;
}

interface StackInput {
  readonly StackName: string;
  readonly NextToken?: string;
}

interface TemplateInput extends StackInput {
  readonly TemplateURL?: string;
  readonly TemplateBody?: string;
  readonly Parameters?: readonly GivenParameter[] | '';
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | '';
  readonly Capabilities?: readonly string[] | '';
  readonly RoleARN?: string;
  readonly DisableRollback?: string;
  readonly OnFailure?: string;
  readonly ClientRequestToken?: string;
  readonly UsePreviousTemplate?: string;
}

interface ChangeSetInput extends TemplateInput {
  readonly ChangeSetName: string;
  readonly ChangeSetType?: string;
  readonly Description?: string;
  readonly ResourcesToImport?: unknown;
}

/** The CloudFormation API, as far as the `cdk` command and the functions use it. */
export function cloudFormationApi(cloudFormation: CloudFormation, dependencies: ApiDependencies): Service {
  const { environment, time, random, buckets, switches } = dependencies;
  const changeSets = new ChangeSets();

  const templateText = (input: TemplateInput): string => {
    if (input.TemplateBody !== undefined) return input.TemplateBody;
    if (input.TemplateURL === undefined) throw new ServiceError('ValidationError', 'Either TemplateBody or TemplateURL must be specified');
    const [, bucket = '', ...key] = new URL(input.TemplateURL).pathname.split('/');
    return new TextDecoder().decode(buckets.read(bucket, decodeURIComponent(key.join('/'))));
  };

  const targetOf = (stack: Stack, input: TemplateInput) => {
    for (const option of ['UsePreviousTemplate', 'OnFailure'] as const) {
      if (input[option] && input[option] !== 'false') throw new NotEmulated(`the option ${option} of a stack operation`);
    }
    return cloudFormation.target(stack, templateText(input), input.Parameters || []);
  };

  const describeInput = (stack: Stack, input: TemplateInput): void => {
    stack.tags = Object.fromEntries((input.Tags || []).map(({ Key, Value }) => [Key, Value]));
    stack.capabilities = input.Capabilities || [];
    if (input.RoleARN) stack.roleArn = input.RoleARN;
  };

  const deploy = (stack: Stack, target: ReturnType<typeof targetOf>, input: TemplateInput): void => {
    void cloudFormation.deploy(stack, target, {
      rollback: input.DisableRollback !== 'true',
      ...(input.ClientRequestToken !== undefined && { clientRequestToken: input.ClientRequestToken }),
    });
  };

  const operations: Record<string, Operation> = {
    CreateChangeSet(input: ChangeSetInput) {
      if (input.ResourcesToImport || input.ChangeSetType === 'IMPORT') throw new NotEmulated('importing resources into a stack');
      const existing = cloudFormation.find(input.StackName);
      if (input.ChangeSetType === 'CREATE' && existing && existing.status !== 'REVIEW_IN_PROGRESS') {
        throw new ServiceError('ValidationError', `Stack [${input.StackName}] already exists and cannot be created again with the changeSet [${input.ChangeSetName}].`);
      }
      const stack = input.ChangeSetType === 'CREATE' ? existing ?? cloudFormation.newStack(input.StackName) : cloudFormation.existing(input.StackName);
      try {
        const target = targetOf(stack, input);
        describeInput(stack, input);
        const { partition, region, account } = environment;
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
      deploy(stack, target, input);
      changeSets.of(stack).forEach((other) => changeSets.remove(other));
      return {};
    },

    CreateStack(input: TemplateInput) {
      if (cloudFormation.find(input.StackName)) throw new ServiceError('AlreadyExistsException', `Stack [${input.StackName}] already exists`);
      const stack = cloudFormation.newStack(input.StackName);
      try {
        deploy(stack, targetOf(stack, input), input);
      } catch (thrown) {
        cloudFormation.forget(stack);
        throw thrown;
      }
      describeInput(stack, input);
      return { StackId: stack.id };
    },

    UpdateStack(input: TemplateInput) {
      const stack = cloudFormation.existing(input.StackName);
      const target = targetOf(stack, input);
      if (!cloudFormation.changes(stack, target)) throw new ServiceError('ValidationError', 'No updates are to be performed.');
      deploy(stack, target, input);
      describeInput(stack, input);
      return { StackId: stack.id };
    },

    DeleteStack(input: StackInput & { RetainResources?: unknown; ClientRequestToken?: string }) {
      if (input.RetainResources) throw new NotEmulated('DeleteStack with RetainResources');
      const stack = cloudFormation.find(input.StackName);
      if (!stack || stack.status === 'DELETE_COMPLETE') return {};
      void cloudFormation.delete(stack, input.ClientRequestToken);
      return {};
    },

    async DescribeStacks(input: Partial<StackInput>, caller: Caller) {
      if (!input.StackName) return { Stacks: cloudFormation.all.filter(({ status }) => status !== 'DELETE_COMPLETE').map(describedStack) };
      const stack = cloudFormation.existing(input.StackName);
      // A function asks during the operation that waits for it.
      if (stack.inProgress && caller.roleArn === undefined) await settledOrLater(stack, time);
      return { Stacks: [describedStack(stack)] };
    },

    DescribeStackEvents(input: StackInput) {
      const events = cloudFormation.existing(input.StackName).events.toReversed();
      const page = pageOf(events, input.NextToken);
      return { StackEvents: page.items.map((event) => describedEvent(cloudFormation.existing(input.StackName), event)), NextToken: page.nextToken };
    },

    DescribeStackResources(input: StackInput & { LogicalResourceId?: string }) {
      const stack = cloudFormation.existing(input.StackName);
      const resources = [...stack.resources.values()].filter(({ logicalId }) => !input.LogicalResourceId || logicalId === input.LogicalResourceId);
      return { StackResources: resources.map((resource) => describedResource(stack, resource)) };
    },

    ListStackResources(input: StackInput) {
      const page = pageOf([...cloudFormation.existing(input.StackName).resources.values()], input.NextToken);
      return { StackResourceSummaries: page.items.map(summarizedResource), NextToken: page.nextToken };
    },

    GetTemplate(input: Partial<StackInput> & { ChangeSetName?: string }) {
      if (input.ChangeSetName) return { TemplateBody: changeSets.existing(input.ChangeSetName, undefined).target.text };
      return { TemplateBody: cloudFormation.existing(input.StackName ?? '').templateText };
    },

    ListChangeSets(input: StackInput) {
      const stack = cloudFormation.existing(input.StackName);
      return { Summaries: changeSets.of(stack).map(({ id, name }) => ({ ChangeSetId: id, ChangeSetName: name, StackId: stack.id, Status: 'CREATE_COMPLETE' })) };
    },
  };
  return { name: 'cloudformation', operations: throttled(operations, switches.requestRates, time) };
}

async function settledOrLater(stack: Stack, time: Time): Promise<void> {
  const settled = new AbortController();
  await Promise.race([stack.whenSettled(), time.sleep(LONGEST_POLL, settled.signal)]);
  settled.abort();
}

function pageOf<Item>(items: readonly Item[], nextToken: string | undefined): { items: readonly Item[]; nextToken: string | undefined } {
  const start = Number(nextToken || 0);
  const end = start + PAGE;
  return { items: items.slice(start, end), nextToken: end < items.length ? String(end) : undefined };
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
