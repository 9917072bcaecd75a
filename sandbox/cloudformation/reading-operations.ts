import { PageOf, pagesBy } from '../page';
import type { Operation } from '../protocol/operations';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import type { Time } from '../time/time';
import type { ApiDependencies } from './api';
import type { ChangeSets } from './change-sets';
import type { CloudFormation } from './cloudformation';
import { describedEvent, describedResource, describedStack, summarizedResource, summarizedStack } from './descriptions';
import type { StackInput } from './inputs';
import type { Switches } from './switches';
import type { Stack, TemplateStages } from './stack';

/**
 * The longest delay of the answer to a poll of the `cdk` command while a stack is being changed. Without it the command would only see the end at its next
 * poll, up to 5 s later.
 */
const LONGEST_POLL = 20_000;

const notEmulated = (member: string) => () => new NotEmulated(`a list with that ${member}`);

/** The size can't be asked for. An empty token asks for the first page. */
function pagesOf({ pageSize }: Switches): PageOf {
  const [size, token] = [notEmulated('MaxResults'), notEmulated('NextToken')];
  const pageOf = pagesBy({ largest: pageSize, tooSmall: size, tooLarge: size, invalidToken: token });
  return (member, items, { NextToken, ...input }, describe) => pageOf(member, items, { ...input, NextToken: NextToken === '' ? undefined : NextToken }, describe);
}

const TEMPLATE_STAGES = ['Original', 'Processed'];

interface TemplateRequest extends Partial<StackInput> {
  readonly ChangeSetName?: string;
  readonly TemplateStage?: string;
}

/** The operations that tell of stacks. */
export function readingOperations(cloudFormation: CloudFormation, changeSets: ChangeSets, dependencies: ApiDependencies): Record<string, Operation> {
  const { time, switches } = dependencies;
  const pageOf = pagesOf(switches);

  return {
    async DescribeStacks(input: Partial<StackInput>, caller: Caller) {
      if (!input.StackName) return { Stacks: cloudFormation.all.filter(({ status }) => status !== 'DELETE_COMPLETE').map(describedStack) };
      const stack = cloudFormation.existing(input.StackName);
      // A function is answered at once, because the operation waits for the function.
      if (stack.inProgress && !isRole(caller)) await settledOrLater(stack, time);
      return { Stacks: [describedStack(stack)] };
    },

    ListStacks(input: { readonly NextToken?: string; readonly StackStatusFilter?: readonly string[] }) {
      const { StackStatusFilter: statuses } = input;
      const stacks = cloudFormation.all.filter(({ status }) => !statuses || statuses.includes(status));
      return pageOf('StackSummaries', stacks.toReversed(), input, summarizedStack);
    },

    ListImports({ ExportName: name = '', ...input }: { readonly ExportName?: string; readonly NextToken?: string }) {
      const importers = cloudFormation.importersOf(name);
      if (importers.length === 0) throw new ServiceError('ValidationError', `Export '${name}' is not imported by any stack.`);
      return pageOf('Imports', importers, input, (importer) => importer);
    },

    DescribeStackEvents(input: StackInput) {
      const stack = cloudFormation.existing(input.StackName, `[${input.StackName}]`);
      return pageOf('StackEvents', stack.events.toReversed(), input, (event) => describedEvent(stack, event));
    },

    DescribeStackResources(input: StackInput & { LogicalResourceId?: string }) {
      const stack = cloudFormation.existing(input.StackName);
      const resources = [...stack.resources.values()].filter(({ logicalId }) => !input.LogicalResourceId || logicalId === input.LogicalResourceId);
      return { StackResources: resources.map((resource) => describedResource(stack, resource)) };
    },

    ListStackResources(input: StackInput) {
      return pageOf('StackResourceSummaries', [...cloudFormation.existing(input.StackName).resources.values()], input, summarizedResource);
    },

    GetTemplate({ StackName: name = '', ChangeSetName: changeSetName, TemplateStage: stage }: TemplateRequest) {
      if (stage && !TEMPLATE_STAGES.includes(stage)) {
        throw new ServiceError('ValidationError', `1 validation error detected: Value '${stage}' at 'templateStage' failed to satisfy constraint: `
          + 'Member must satisfy enum value set: [Original, Processed]');
      }
      const { text, processed = text } = changeSetName
        ? changeSets.existing(changeSetName, cloudFormation.find(name)).target
        : templateOf(cloudFormation.existing(name), switches);
      return { TemplateBody: stage === 'Processed' ? processed : text, StagesAvailable: TEMPLATE_STAGES };
    },
  };
}

function templateOf({ templateText: text, processedText: processed, updatingTo }: Stack, switches: Pick<Switches, 'templateDuringUpdate'>): TemplateStages {
  return updatingTo && switches.templateDuringUpdate === 'NEW' ? updatingTo : { text, processed };
}

/** Also one without policies of its own, as in a rehearsal. */
function isRole({ arn, roleArn }: Caller): boolean {
  return roleArn !== undefined || arn.includes(':assumed-role/');
}

async function settledOrLater(stack: Stack, time: Time): Promise<void> {
  const settled = new AbortController();
  await Promise.race([stack.whenSettled(), time.sleep(LONGEST_POLL, settled.signal)]);
  settled.abort();
}
