import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Cleaned } from '../../cli/probe/clean';
import type { ProbeEnd } from '../../cli/probe/probe';
import { cleanStacks } from '../../cli/probe/stack/clean-stacks';
import { StackClients, stackClients } from '../../cli/probe/stack/clients';
import { HURRIED_STACK_OPERATIONS, STACK_OPERATIONS } from '../../cli/probe/stack/operations';
import { AskedStackProbe, probeStack } from '../../cli/probe/stack/probe-stack';
import { Pace } from '../../cli/snapshot/pace';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { operationOf, WireHandler } from '../../rehearsal/functions/wire-handler';
import type { Stack } from '../../sandbox/cloudformation/stack';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import { Sandbox, SandboxOptions } from '../../sandbox/sandbox';
import type { ProbeResult } from '../../sandbox/seed/probe-result';
import type { Time } from '../../sandbox/time/time';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { MANAGEMENT } from './ids';
import { InlineFunctions } from './inline-functions';
import type { Interruption, Moment } from './probed-world';
import { seededRandom } from './seeded-random';

/** What a call and its answer take, in milliseconds. */
const LATENCY = 38;

export const STACK_RUN_ID = '0123456789ab';

/** Who probes a stack, and what happens to that. */
interface StackProbedAs extends Partial<AskedStackProbe> {
  readonly accessKeyId?: string;
  readonly interruption?: Interruption;
  readonly signal?: AbortSignal;
}

export interface StackWorldOptions extends Pick<SandboxOptions, 'seed' | 'switches' | 'longestPolicyDelay'> {
  readonly clockOfFunctionsAhead?: number;
}

/** A sandbox in which stacks are probed by the real clients, in virtual time. */
export class StackWorld {
  public readonly sandbox: Sandbox;
  /** Every call that the probe has sent, by its action, oldest first. */
  public readonly called: string[] = [];
  /** Every call of its function. */
  public readonly calledByFunctions: string[] = [];
  /** The SDK also waits for files, so that the time of the sandbox passes only where the probe waits. */
  public readonly time: Time;
  private readonly virtual = new VirtualTime();

  constructor({ clockOfFunctionsAhead = 0, ...options }: StackWorldOptions = {}) {
    const { virtual } = this;
    this.time = { now: () => virtual.now(), sleep: (milliseconds, signal) => virtual.run(virtual.sleep(milliseconds, signal)) };
    this.sandbox = new Sandbox({
      ...options,
      time: virtual,
      random: seededRandom(1),
      runner: (surroundings) => new InlineFunctions({
        ...surroundings, answer: (request) => this.sandbox.answer(request), called: (operation) => this.calledByFunctions.push(operation),
        clockAhead: clockOfFunctionsAhead,
      }),
    });
  }

  /** The stacks that are there. */
  public get stacks(): readonly Stack[] {
    return this.sandbox.cloudFormation.all.filter(({ status }) => status !== 'DELETE_COMPLETE');
  }

  /** What else of a probe is there. */
  public get remains(): readonly string[] {
    const { logGroups } = this.sandbox.home;
    return [...this.stacks.map(({ name }) => name), ...logGroups.names];
  }

  /** Credentials of a role of the seed. */
  public async session(roleName: string): Promise<string> {
    const requestHandler = new WireHandler((request) => this.sandbox.answer(request)) as never;
    const { Credentials: session } = await new STSClient({ ...clientSettings('SANDBOXPERSON'), requestHandler })
      .send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${MANAGEMENT}:role/${roleName}`, RoleSessionName: 'jane@corp.test' }));
    return session?.AccessKeyId as string;
  }

  public async clients(interruption?: Interruption, accessKeyId = 'SANDBOXPERSON', throttling = false): Promise<StackClients> {
    const { region, endpoint, credentials } = clientSettings(accessKeyId);
    const requestHandler = new WireHandler((request) => this.answer(request, interruption)) as never;
    return stackClients(new Pace(this.time, throttling ? HURRIED_STACK_OPERATIONS : STACK_OPERATIONS, 'a probe'), { region, credentials, endpoint, requestHandler });
  }

  public async probe({ interruption, accessKeyId, signal, throttling = false }: StackProbedAs = {}): Promise<ProbeEnd> {
    this.called.length = 0;
    const clients = await this.clients(interruption, accessKeyId, throttling);
    return probeStack({ throttling }, clients, { time: this.time, runId: STACK_RUN_ID, version: '1.2.3', ...(signal && { signal }) });
  }

  /** What a probe has found. */
  public async found(options: StackProbedAs = {}): Promise<ProbeResult> {
    const ended = await this.probe(options);
    if (ended.kind !== 'DONE') throw new Error(`it has ended with ${ended.kind}`);
    return ended.result;
  }

  public async clean(accessKeyId?: string): Promise<Cleaned> {
    this.called.length = 0;
    return cleanStacks(await this.clients(undefined, accessKeyId), this.time);
  }

  private async answer(request: HttpRequest, interruption?: Interruption): Promise<HttpResponse> {
    this.called.push(request.path.includes('account-settings') ? 'lambda:GetAccountSettings' : operationOf(request.headers, request.body));
    const number = this.called.length;
    const isMeant = (moment: Moment): boolean => interruption?.call === number && interruption.moment === moment;
    if (interruption?.forever && number > interruption.call) interruption.happens();
    await this.time.sleep(LATENCY / 2);
    if (isMeant('before')) interruption?.happens();
    const response = await this.virtual.run(this.sandbox.answer(request));
    await this.time.sleep(LATENCY / 2);
    if (isMeant('after')) interruption?.happens();
    return response;
  }
}
