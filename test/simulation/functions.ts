import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { LogLine } from '../../lambda/custom-resource/handler';
import { ConnectionLost } from '../../sandbox/faults/fault';
import type { FunctionDefinition, FunctionRunner, Invocation, InvocationResult } from '../../sandbox/lambda/function';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import type { RunnerSurroundings } from '../../sandbox/sandbox';
import type { Caller } from '../../sandbox/security/callers';
import { reachable } from '../support/wire-handler';
import type { Delivery } from './deliveries';
import type { Build, Handler } from './domain';
import { Connection, Lease, ReusedClients } from './reused-clients';

export const HOMEPAGE = 'https://example.com/cdk-org-guard';

const CLIENTS = new ReusedClients();

export interface SimulatedFunctionsOptions extends RunnerSurroundings {
  readonly build: Build;
  readonly random: () => number;
  readonly answer: (request: HttpRequest) => Promise<HttpResponse>;
  readonly started: (delivery: Delivery) => void;
  readonly logged: (delivery: Delivery, line: LogLine) => void;
}

/** Runs the handlers in this process, in virtual time, and remembers every delivery of an event. */
export class SimulatedFunctions implements FunctionRunner {
  private readonly warm = new Map<string, ExecutionEnvironment[]>();
  private readonly byCaller = new WeakMap<Caller, ExecutionEnvironment>();
  private readonly clients = CLIENTS.lease();

  constructor(private readonly options: SimulatedFunctionsOptions) {}

  /** What a function is doing at the moment. */
  public deliveryOf(caller: Caller): Delivery | undefined {
    return this.byCaller.get(caller)?.delivery;
  }

  public async deploy(_definition: FunctionDefinition): Promise<void> {
    // The code is that of the working copy.
  }

  public async run(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationResult> {
    const { time, started } = this.options;
    const environment = this.warm.get(definition.name)?.pop() ?? this.cold(definition);
    const delivery: Delivery = {
      event: structuredClone(invocation.payload) as CloudFormationCustomResourceEvent, started: time.now(), bodies: [], faults: [],
    };
    environment.delivery = delivery;
    started(delivery);
    const end = await this.endOf(environment, delivery, definition.timeoutSeconds * 1000);
    delivery.end = end;
    delivery.ended = time.now();
    if (!environment.isDead) this.warm.set(definition.name, [...this.warm.get(definition.name) ?? [], environment]);
    return end === 'RETURNED' ? { ok: true, value: null } : { ok: false, errorType: end, errorMessage: end, trace: [] };
  }

  public async remove(functionName: string): Promise<void> {
    this.warm.delete(functionName);
  }

  public async close(): Promise<void> {
    this.clients.end();
  }

  private async endOf(environment: ExecutionEnvironment, { event }: Delivery, timeout: number): Promise<NonNullable<Delivery['end']>> {
    const { time } = this.options;
    const deadline = time.now() + timeout;
    const over = new AbortController();
    const handled = environment.handle(event, { getRemainingTimeInMillis: () => deadline - time.now() })
      .then((): 'RETURNED' => 'RETURNED', (): 'THROWN' => 'THROWN');
    const timedOut = time.sleep(timeout, over.signal).then((): 'TIMED_OUT' => {
      if (!over.signal.aborted) environment.kill();
      return 'TIMED_OUT';
    });
    // Timing out kills as well, so it has to come first.
    const end = await Promise.race([handled, timedOut, environment.killed.then((): 'KILLED' | 'TIMED_OUT' => (time.now() >= deadline ? 'TIMED_OUT' : 'KILLED'))]);
    over.abort('over');
    return end;
  }

  private cold(definition: FunctionDefinition): ExecutionEnvironment {
    const environment = new ExecutionEnvironment(definition, this.options, this.clients);
    this.byCaller.set(environment.caller, environment);
    return environment;
  }
}

/** An execution environment: a handler with its clients, which handles one event after the other until it is killed. */
class ExecutionEnvironment {
  public readonly caller: Caller;
  public readonly handle: Handler;
  public readonly killed: Promise<void>;
  public isDead = false;
  public delivery!: Delivery;
  private die: () => void = () => undefined;

  constructor(definition: FunctionDefinition, options: SimulatedFunctionsOptions, clients: Lease) {
    const { build, time, random, environment, callers, logged } = options;
    this.killed = new Promise((resolve) => { this.die = resolve; });
    this.caller = { account: environment.account, arn: definition.roleArn, roleArn: definition.roleArn, kill: () => this.kill() };
    const accessKeyId = callers.issue(this.caller);
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/identitystore/aws4_request`;
    const answer = (request: HttpRequest): Promise<HttpResponse> => this.alive(() => options.answer(request));
    const connection: Connection = { authorization, answer };
    this.handle = build({
      identityStore: (region) => clients.client(IdentitystoreClient, connection, region),
      cloudFormation: () => clients.client(CloudFormationClient, connection),
      surroundings: { now: () => time.now(), sleep: (milliseconds) => time.sleep(milliseconds), random },
      putAnswer: async (url, body) => {
        this.delivery.bodies.push(body);
        const { hostname, pathname, searchParams } = new URL(url);
        const { status } = await reachable(() => answer({
          method: 'PUT',
          host: hostname,
          path: decodeURIComponent(pathname),
          query: searchParams,
          headers: { authorization, 'content-type': '', 'content-length': String(Buffer.byteLength(body)) },
          body: Buffer.from(body),
        }));
        return status;
      },
      log: (line) => logged(this.delivery, line),
      homepage: HOMEPAGE,
    });
  }

  public kill(): void {
    this.isDead = true;
    this.die();
  }

  /** A dead process neither sends nor hears anything. */
  private async alive(answer: () => Promise<HttpResponse>): Promise<HttpResponse> {
    if (this.isDead) return never();
    try {
      const answered = await answer();
      return this.isDead ? await never() : answered;
    } catch (thrown) {
      if (this.isDead) return never();
      throw thrown instanceof ConnectionLost ? thrown : new Error('fault of the sandbox', { cause: thrown });
    }
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
