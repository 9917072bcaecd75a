import {
  Capability, CloudFormationClient, CreateStackCommand, DeleteStackCommand, DeploymentConfig, DeploymentConfigMode, DescribeStackEventsCommand,
  DescribeStacksCommand, ListStackResourcesCommand, ListStacksCommand, Stack, StackEvent, StackResourceSummary, StackStatus, StackSummary,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import type { Time } from '../../../sandbox/time/time';
import type { Allowance } from '../allowance';
import { Calls, EndedCall } from '../ended-call';
import type { Page } from '../store-calls';
import type { StackClients } from './clients';
import type { StackRun } from './stack-run';

/** How an update is carried out, if not as usual. */
export type UpdateMode = 'NO_ROLLBACK' | 'EXPRESS';

/** The template makes a role. */
const CAPABILITIES: Capability[] = ['CAPABILITY_IAM'];

/** What fails without rollback in express mode takes no operation of another mode any more, perhaps not even its deletion. */
const EXPRESS: DeploymentConfig = { Mode: DeploymentConfigMode.EXPRESS, DisableRollback: false };

/** The operations on stacks, and on what a function logs, each of which ends with an answer or a refusal. */
export class StackCalls {
  private readonly cloudFormation: CloudFormationClient;
  private readonly calls: Calls;

  constructor(private readonly clients: Omit<StackClients, 'sts' | 'region'>, private readonly time: Time, private readonly allowance: Allowance) {
    this.cloudFormation = clients.cloudFormation;
    this.calls = this.callsOf('cloudformation');
  }

  /** The id of the stack. */
  public create({ stackName, tag }: StackRun, TemplateBody: string): Promise<EndedCall<string>> {
    return this.calls.call('CreateStack', async () => (await this.cloudFormation.send(new CreateStackCommand({
      StackName: stackName, TemplateBody, Capabilities: CAPABILITIES, Tags: [tag],
    }))).StackId as string);
  }

  public update(StackName: string, { tag }: StackRun, TemplateBody: string, mode?: UpdateMode): Promise<EndedCall<unknown>> {
    return this.calls.call('UpdateStack', () => this.cloudFormation.send(new UpdateStackCommand({
      StackName, TemplateBody, Capabilities: CAPABILITIES, Tags: [tag],
      ...(mode === 'NO_ROLLBACK' && { DisableRollback: true }), ...(mode === 'EXPRESS' && { DeploymentConfig: EXPRESS }),
    })));
  }

  /** @param retained the logical ids of what couldn't be deleted before */
  public delete(StackName: string, retained: readonly string[] = []): Promise<EndedCall<unknown>> {
    return this.calls.call('DeleteStack', () =>
      this.cloudFormation.send(new DeleteStackCommand({ StackName, ...(retained.length > 0 && { RetainResources: [...retained] }) })));
  }

  public describe(StackName: string): Promise<EndedCall<Stack>> {
    return this.calls.call('DescribeStacks', async () => (await this.cloudFormation.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0] as Stack);
  }

  /** A page of the events of a stack, newest first. */
  public events(StackName: string, NextToken?: string): Promise<EndedCall<Page<StackEvent>>> {
    return this.calls.call('DescribeStackEvents', async () => {
      const { StackEvents = [], NextToken: next } = await this.cloudFormation.send(new DescribeStackEventsCommand({ StackName, NextToken }));
      return { items: StackEvents, next };
    });
  }

  public resources(StackName: string): Promise<EndedCall<readonly StackResourceSummary[]>> {
    return this.calls.call('ListStackResources', async () =>
      (await this.cloudFormation.send(new ListStackResourcesCommand({ StackName }))).StackResourceSummaries ?? []);
  }

  /** A page of all stacks that aren't deleted. */
  public list(NextToken?: string): Promise<EndedCall<Page<StackSummary>>> {
    return this.calls.call('ListStacks', async () => {
      const { StackSummaries = [], NextToken: next } = await this.cloudFormation.send(new ListStacksCommand({ NextToken, StackStatusFilter: THERE }));
      return { items: StackSummaries, next };
    });
  }

  /** A page of the lines in a log group, oldest first. */
  public lines(logGroupName: string, nextToken?: string): Promise<EndedCall<Page<string>>> {
    return this.callsOf('logs').call('FilterLogEvents', async () => {
      const { events = [], nextToken: next } = await this.clients.logs.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
      return { items: events.map(({ message = '' }) => message), next };
    });
  }

  /** How many invocations the account may have at the same time. */
  public mostInvocations(): Promise<EndedCall<number | undefined>> {
    return this.callsOf('lambda').call('GetAccountSettings', async () =>
      (await this.clients.lambda.send(new GetAccountSettingsCommand({}))).AccountLimit?.ConcurrentExecutions);
  }

  /** How many of so many requests at once are taken. */
  public async takenAtOnce(StackName: string, requests: number): Promise<number> {
    const taken = await Promise.all(Array.from({ length: requests }, () =>
      this.calls.isTaken('DescribeStacks', () => this.cloudFormation.send(new DescribeStacksCommand({ StackName })))));
    return taken.filter((each) => each).length;
  }

  private callsOf(service: string): Calls {
    return new Calls(service, this.time, this.allowance);
  }
}

const THERE = Object.values(StackStatus).filter((status) => status !== 'DELETE_COMPLETE');
