import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateGroupCommand, DeleteGroupCommand, DescribeGroupCommand, GetGroupIdCommand, IdentitystoreClient, UpdateGroupCommand,
} from '@aws-sdk/client-identitystore';
import type { GroupCalls } from './group-calls';
import type { StackCalls } from '../guard/own-stack';

/** The calls of the Identity Store's client. */
export function identityStoreCalls(client: IdentitystoreClient): GroupCalls {
  return {
    createGroup: (input) => client.send(new CreateGroupCommand(input)),
    describeGroup: (input) => client.send(new DescribeGroupCommand(input)),
    getGroupId: (input) => client.send(new GetGroupIdCommand(input)),
    updateGroup: (input) => client.send(new UpdateGroupCommand(input)),
    deleteGroup: (input) => client.send(new DeleteGroupCommand(input)),
  };
}

/** The calls of CloudFormation's client, which is made at the first of them: most events need none. */
export function stackCalls(makeClient: () => CloudFormationClient): StackCalls {
  let client: CloudFormationClient | undefined;
  const cloudFormation = (): CloudFormationClient => client ??= makeClient();
  return {
    async describeStack(stackId) {
      const { Stacks } = await cloudFormation().send(new DescribeStacksCommand({ StackName: stackId }));
      return { status: Stacks?.[0]?.StackStatus ?? 'unknown' };
    },
    async listStackResources(stackId, nextToken) {
      const page = await cloudFormation().send(new ListStackResourcesCommand({ StackName: stackId, NextToken: nextToken }));
      return {
        resources: (page.StackResourceSummaries ?? []).map((summary) => ({
          logicalResourceId: summary.LogicalResourceId ?? '',
          physicalResourceId: summary.PhysicalResourceId ?? '',
          resourceType: summary.ResourceType ?? '',
          status: summary.ResourceStatus ?? '',
        })),
        ...(page.NextToken !== undefined && { nextToken: page.NextToken }),
      };
    },
  };
}
