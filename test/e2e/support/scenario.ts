import {
  CreateGroupCommand, IdentitystoreClient, ListGroupsCommand,
} from '@aws-sdk/client-identitystore';
import { CloudFormationClient, DescribeStackEventsCommand, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { CommandResult, Sandbox, SandboxOptions } from '../../../lib/testing';
import { STORE } from '../../support/ids';
import { fixtureApp } from './fixture-app';

const APP = fixtureApp('app');

export interface DeclaredGroup {
  readonly id: string;
  readonly displayName: string;
  readonly description?: string;
  readonly conflictPolicy?: 'ADOPT' | 'OVERWRITE' | 'FAIL';
  /** `DESTROY` unless told otherwise, so that what is kept is kept by the guard. */
  readonly removalPolicy?: 'DESTROY' | 'RETAIN' | 'default';
}

export interface DeclaredStack {
  readonly name: string;
  readonly groups: readonly DeclaredGroup[];
  /** Each group after the one before it, so that none is given up while another one fails. */
  readonly inOrder?: boolean;
  /** Types of further resources, without properties. */
  readonly otherResources?: readonly string[];
}

/** A scenario with the real `cdk` command against a sandbox of its own. */
export class Scenario {
  public static async start(options?: SandboxOptions): Promise<Scenario> {
    return new Scenario(await Sandbox.start(options));
  }

  private readonly client: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };

  private constructor(public readonly sandbox: Sandbox) {
    this.client = { endpoint: sandbox.endpoint, region: 'us-east-1', credentials: { accessKeyId: 'SCENARIO', secretAccessKey: 'sandbox' } };
  }

  public deploy(declared: DeclaredStack, ...options: string[]): Promise<CommandResult> {
    return this.cdk(['deploy', '--require-approval', 'never', ...options], declared);
  }

  public destroy(declared: DeclaredStack): Promise<CommandResult> {
    return this.cdk(['destroy', '--force'], declared);
  }

  public cdk(words: readonly string[], declared: DeclaredStack): Promise<CommandResult> {
    const output = `cdk.out/${declared.name}-${process.pid}`;
    return this.sandbox.cdk([...words, '--app', APP, '--output', output, '--context', `declared=${JSON.stringify(declared)}`]);
  }

  /** The groups of the store as `name: description`. */
  public async groups(): Promise<string[]> {
    const { Groups = [] } = await new IdentitystoreClient(this.client).send(new ListGroupsCommand({ IdentityStoreId: STORE }));
    return Groups.map(({ DisplayName, Description }) => Description === undefined ? `${DisplayName}` : `${DisplayName}: ${Description}`);
  }

  public async groupIds(): Promise<string[]> {
    const { Groups = [] } = await new IdentitystoreClient(this.client).send(new ListGroupsCommand({ IdentityStoreId: STORE }));
    return Groups.map(({ GroupId }) => GroupId as string);
  }

  /** Somebody else creates a group. */
  public async givenGroup(displayName: string, description?: string): Promise<string> {
    const { GroupId } = await new IdentitystoreClient(this.client).send(
      new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: displayName, Description: description }));
    return GroupId as string;
  }

  /** What became of the guarded resources of a stack, oldest first, as `STATUS LogicalId`. */
  public guardedEvents(stack: string): Promise<string[]> {
    return this.sandboxEvents(stack, 'Custom::');
  }

  /** What became of the resources of a type, or of all that begin with it. */
  public async sandboxEvents(stack: string, type: string): Promise<string[]> {
    const { StackEvents = [] } = await new CloudFormationClient(this.client).send(new DescribeStackEventsCommand({ StackName: stack }));
    return StackEvents.toReversed()
      .filter(({ ResourceType }) => ResourceType?.startsWith(type))
      .map(({ ResourceStatus, LogicalResourceId }) => `${ResourceStatus} ${LogicalResourceId?.replace(/[0-9A-F]{8}$/, '')}`);
  }

  /** Every line that the functions of a stack wrote. */
  public async functionLog(stack: string): Promise<unknown[]> {
    const { StackResources = [] } = await new CloudFormationClient(this.client).send(new DescribeStackResourcesCommand({ StackName: stack }));
    const group = StackResources.find(({ ResourceType }) => ResourceType === 'AWS::Logs::LogGroup')?.PhysicalResourceId;
    const response = await fetch(this.sandbox.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'Logs_20140328.FilterLogEvents', 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ logGroupName: group }),
    });
    const { events } = await response.json() as { events: { message: string }[] };
    return events.map(({ message }) => JSON.parse(message) as unknown);
  }

  /** The stack id that `cdk deploy` printed; events of a deleted stack are only found by it. */
  public static stackIdIn({ output }: CommandResult): string {
    return /arn:aws:cloudformation:\S+/.exec(output)?.[0] ?? '';
  }

  public stop(): Promise<void> {
    return this.sandbox.stop();
  }
}
