import {
  CloudFormationClient, ContinueUpdateRollbackCommand, ContinueUpdateRollbackCommandInput, RollbackStackCommand, RollbackStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../sandbox/cloudformation/stack';
import type { Switches } from '../../sandbox/cloudformation/switches';
import type { Json, OutputDefinition, ResourceDefinition, Template } from '../../sandbox/cloudformation/template';
import type { FunctionDefinition, FunctionRunner, Invocation, InvocationResult } from '../../sandbox/lambda/function';
import type { FunctionsOptions } from '../../sandbox/lambda/functions';
import { Sandbox, SandboxOptions } from '../../sandbox/sandbox';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { ASSETS } from './ids';
import { seededRandom } from './seeded-random';
import { WireHandler } from '../../rehearsal/functions/wire-handler';

/** What CloudFormation tells a function. */
export interface Event {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ServiceToken: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

/** What a function does with an event. */
export type Script = (event: Event) => Reply | Promise<Reply>;

/** Members of the answer that differ from a plain success, the whole body as it is, or no answer at all. */
export type Reply = Readonly<Record<string, unknown>> | string | typeof SILENCE;

export const SILENCE = Symbol('no answer');

/** An answer that fails. */
export const FAILED = { Status: 'FAILED', Reason: 'no way' };

/** A role that Lambda and Step Functions may assume, and that isn't allowed anything. */
export const HANDLER_ROLE = {
  account: '123456789012',
  roleName: 'handler',
  trustPolicy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] }, Action: 'sts:AssumeRole' }],
  },
};

/** A function whose code no test needs. */
export const HANDLER: ResourceDefinition = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/handler',
    Runtime: 'nodejs24.x',
  },
};

/** A custom resource whose function is the resource `Handler`. */
export function thing(properties: Readonly<Record<string, Json>> = {}, attributes: Partial<ResourceDefinition> = {}): ResourceDefinition {
  return { Type: 'Custom::Thing', Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, ...properties }, ...attributes };
}

/** A sandbox in virtual time whose functions all do what the test's script says. */
export class ScriptedFunctions {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;
  /** Every event that reached a function, oldest first. */
  public readonly events: Event[] = [];
  /** What the sandbox said to each answer, oldest first. */
  public readonly statuses: number[] = [];
  public script: Script = () => ({});

  constructor(functions: Partial<FunctionsOptions> = {}, switches: Partial<Switches> = {}, seed: SandboxOptions['seed'] = {}) {
    const runner: FunctionRunner = {
      deploy: async () => undefined,
      run: (_definition: FunctionDefinition, invocation: Invocation) => this.run(invocation.payload as Event),
      remove: async () => undefined,
      close: async () => undefined,
    };
    const roles = [HANDLER_ROLE, ...seed.roles ?? []];
    this.sandbox = new Sandbox({
      time: this.time, random: seededRandom(1), runner: () => runner, functions, seed: { ...seed, roles }, switches: { cloudFormation: switches },
    });
  }

  /** A client of whoever has the access key. */
  public clientOf(accessKeyId = 'SANDBOXPERSON'): CloudFormationClient {
    return new CloudFormationClient({ ...clientSettings(accessKeyId), requestHandler: new WireHandler((request) => this.sandbox.answer(request)) });
  }

  /** Creates or updates a stack of custom resources, with the function `Handler`, and waits for its end. */
  public deploy(resources: Template['Resources'], outputs: Record<string, OutputDefinition> = {}, { rollback = true } = {}): Promise<Stack> {
    const { cloudFormation } = this.sandbox;
    const stack = cloudFormation.find('Stack') ?? cloudFormation.newStack('Stack');
    const text = JSON.stringify({ Resources: { Handler: HANDLER, ...resources }, Outputs: outputs });
    return this.time.run(cloudFormation.deploy(stack, cloudFormation.target(stack, text, []), { rollback }).then(() => stack));
  }

  /** Deletes the stack and waits for its end. */
  public destroy(): Promise<Stack> {
    const stack = this.sandbox.cloudFormation.existing('Stack');
    return this.time.run(this.sandbox.cloudFormation.delete(stack).then(() => stack));
  }

  /** Goes on with the rollback of the stack and waits for its end. */
  public async continueRollback(input: Partial<ContinueUpdateRollbackCommandInput> = {}): Promise<Stack> {
    const stack = this.sandbox.cloudFormation.existing('Stack');
    await this.clientOf().send(new ContinueUpdateRollbackCommand({ StackName: stack.id, ...input }));
    await this.time.run(stack.whenSettled());
    return stack;
  }

  /** Takes a stack, whose operations failed and were not rolled back, to what it was before them, and waits for its end. */
  public async rollBack(input: Partial<RollbackStackCommandInput> = {}): Promise<Stack> {
    const stack = this.sandbox.cloudFormation.existing('Stack');
    await this.clientOf().send(new RollbackStackCommand({ StackName: stack.id, ...input }));
    await this.time.run(stack.whenSettled());
    return stack;
  }

  /** Puts a template where nested stacks find it, and tells its URL. */
  public async publish(name: string, template: Template): Promise<string> {
    const [host, path] = ['s3.us-east-1.amazonaws.com', `/${ASSETS}/${name}.json`];
    await this.sandbox.answer({ method: 'PUT', host, path, query: new URLSearchParams(), headers: {}, body: Buffer.from(JSON.stringify(template)) });
    return `https://${host}${path}`;
  }

  /** Sends the body to the signed URL of the event. */
  public async put(event: Event, body: string, headers: Readonly<Record<string, string>> = { 'content-type': '' }): Promise<number> {
    const { hostname: host, pathname, searchParams: query } = new URL(event.ResponseURL);
    const { status } = await this.sandbox.answer({ method: 'PUT', host, path: decodeURIComponent(pathname), query, headers, body: Buffer.from(body) });
    return status;
  }

  /** Every event as its type and what it is about: `Delete A a-1`. */
  public get summary(): string[] {
    return this.events.map(({ RequestType, LogicalResourceId, PhysicalResourceId = '' }) => `${RequestType} ${LogicalResourceId} ${PhysicalResourceId}`.trim());
  }

  private async run(payload: Event): Promise<InvocationResult> {
    const event = structuredClone(payload);
    this.events.push(event);
    try {
      const reply = await this.script(event);
      if (reply !== SILENCE) this.statuses.push(await this.put(event, typeof reply === 'string' ? reply : JSON.stringify(answerTo(event, reply))));
      return { ok: true, value: null };
    } catch (thrown) {
      const { name: errorType, message: errorMessage } = thrown as Error;
      return { ok: false, errorType, errorMessage, trace: [] };
    }
  }
}

/** A plain success with the id that the resource has, or else one made of its logical id. */
export function answerTo(event: Event, different: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { StackId, RequestId, LogicalResourceId, PhysicalResourceId = `id-of-${LogicalResourceId}` } = event;
  return { Status: 'SUCCESS', StackId, RequestId, LogicalResourceId, PhysicalResourceId, ...different };
}

/** The events of a stack: `Thing CREATE_FAILED because`, oldest first. */
export function historyOf(stack: Stack): string[] {
  return stack.events.map(({ logicalId, status, reason = '' }) => `${logicalId} ${status} ${reason}`.trim());
}

/** The events of one resource: `CREATE_FAILED because`, oldest first. */
export function historyOfResource(stack: Stack, logicalId: string): string[] {
  return stack.events.filter((event) => event.logicalId === logicalId).map(({ status, reason = '' }) => `${status} ${reason}`.trim());
}
