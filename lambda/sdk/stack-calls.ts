import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { StackCalls } from '../guard/stack-calls';
import { complete, completeList } from './complete';
import { limited } from './limited';

/** The calls of CloudFormation's client, which is made at the first of them: most events need none. */
export function stackCalls(makeClient: () => CloudFormationClient): StackCalls {
  let client: CloudFormationClient | undefined;
  const cloudFormation = (): CloudFormationClient => client ??= limited(makeClient());
  return {
    async describeStack(stackId) {
      const { Stacks } = await cloudFormation().send(new DescribeStacksCommand({ StackName: stackId }));
      const { StackStatus, LastUpdatedTime, CreationTime, DisableRollback, ParentId } = complete(Stacks?.[0], 'Stacks');
      const began = (LastUpdatedTime ?? CreationTime)?.getTime();
      const disablesRollback = DisableRollback === true && ParentId === undefined;
      return {
        status: complete(StackStatus, 'StackStatus'), ...(began !== undefined && { began }), ...(disablesRollback && { disablesRollback }),
      };
    },
    async listStackResources(stackId, nextToken) {
      const page = await cloudFormation().send(new ListStackResourcesCommand({ StackName: stackId, NextToken: nextToken }));
      // Whoever asks is a resource of the stack.
      const place = { isFirst: nextToken === undefined, nextToken: page.NextToken };
      return {
        resources: completeList(page.StackResourceSummaries, place, 'StackResourceSummaries').map((summary) => ({
          logicalResourceId: summary.LogicalResourceId ?? '',
          physicalResourceId: summary.PhysicalResourceId ?? '',
          resourceType: summary.ResourceType ?? '',
          status: summary.ResourceStatus ?? '',
          ...(summary.LastUpdatedTimestamp && { changed: summary.LastUpdatedTimestamp.getTime() }),
        })),
        ...(page.NextToken !== undefined && { nextToken: page.NextToken }),
      };
    },
    async getTemplate(stackId) {
      const { TemplateBody } = await cloudFormation().send(new GetTemplateCommand({ StackName: stackId, TemplateStage: 'Processed' }));
      return complete(TemplateBody, 'TemplateBody');
    },
  };
}
