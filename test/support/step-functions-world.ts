import { CreateStackCommand, CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DescribeExecutionCommand, DescribeExecutionOutput, GetExecutionHistoryCommand, HistoryEvent, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { WireHandler } from '../../rehearsal/functions/wire-handler';
import type { FunctionDefinition, FunctionRunner, InvocationResult } from '../../sandbox/lambda/function';
import { Sandbox } from '../../sandbox/sandbox';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { seededRandom } from './seeded-random';

export const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:work';
export const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine';
export const ROLE = 'arn:aws:iam::123456789012:role/machine';

/** What the function does with an event. */
type Script = (event: any) => unknown;

/** A failure of the function, as its runtime reports it. */
export class Failure {
  constructor(public readonly errorType: string, public readonly errorMessage: string) {}
}

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

/** A state machine in virtual time, and a function that does what the test says. */
export class StepFunctionsWorld {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;
  public readonly client: SFNClient;
  /** What the function got, and when, in seconds since the beginning. */
  public readonly events: { readonly at: number; readonly event: unknown }[] = [];
  public script: Script = (event: unknown) => event;
  private readonly begun = this.time.now();

  constructor(allowed: readonly string[] = [FUNCTION]) {
    const runner: FunctionRunner = {
      deploy: async () => undefined, run: (_definition, { payload }) => this.run(payload), remove: async () => undefined, close: async () => undefined,
    };
    const policies = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: allowed }] }];
    const roles = [{ account: '123456789012', roleName: 'machine', trustPolicy: TRUST, ...(allowed.length > 0 && { policies }) }];
    this.sandbox = new Sandbox({ time: this.time, random: seededRandom(1), runner: () => runner, seed: { roles } });
    const requestHandler = new WireHandler((request) => this.sandbox.answer(request));
    this.client = new SFNClient({ ...clientSettings('SANDBOXPERSON'), requestHandler });
  }

  /** Deploys a state machine. Tells why not, if it can't be. */
  public async deploy(definition: object | string, stackName = 'Stack'): Promise<string | undefined> {
    await this.sandbox.home.functions.deploy({ name: 'work', arn: FUNCTION } as FunctionDefinition);
    const DefinitionString = typeof definition === 'string' ? definition : JSON.stringify(definition);
    const Machine = { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'Machine', RoleArn: ROLE, DefinitionString } };
    const requestHandler = new WireHandler((request) => this.sandbox.answer(request));
    const cloudFormation = new CloudFormationClient({ ...clientSettings('SANDBOXPERSON'), requestHandler });
    await cloudFormation.send(new CreateStackCommand({ StackName: stackName, TemplateBody: JSON.stringify({ Resources: { Machine } }) }));
    const stack = this.sandbox.cloudFormation.existing(stackName);
    await this.time.run(stack.whenSettled());
    return stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason;
  }

  /** Starts an execution and waits for its end. */
  public async execute(input: unknown = {}, name = 'execution'): Promise<DescribeExecutionOutput> {
    const { executionArn = '' } = await this.client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, input: JSON.stringify(input), name }));
    return this.time.run(this.ended(executionArn));
  }

  /** What came of an execution: its output, or how it failed. */
  public async outcome(input: unknown = {}): Promise<unknown> {
    const { status, output, error, cause } = await this.execute(input);
    return status === 'SUCCEEDED' ? JSON.parse(output ?? '') as unknown : [status, error, cause];
  }

  public async history(executionArn: string | undefined, more: { reverseOrder?: boolean; maxResults?: number } = {}): Promise<HistoryEvent[]> {
    return (await this.client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, ...more }))).events ?? [];
  }

  public async ended(executionArn: string): Promise<DescribeExecutionOutput> {
    for (;;) {
      const described = await this.client.send(new DescribeExecutionCommand({ executionArn }));
      if (described.status !== 'RUNNING') return described;
      await this.time.sleep(1_000);
    }
  }

  private async run(event: unknown): Promise<InvocationResult> {
    this.events.push({ at: (this.time.now() - this.begun) / 1000, event });
    const value = await this.script(event);
    return value instanceof Failure ? { ok: false, errorType: value.errorType, errorMessage: value.errorMessage, trace: [] } : { ok: true, value };
  }
}
