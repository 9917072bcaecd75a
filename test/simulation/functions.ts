import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { LogLine } from '../../lambda/custom-resource/event-handler';
import { ConnectionLost } from '../../sandbox/faults/fault';
import type { FunctionDefinition, FunctionRunner, Invocation, InvocationResult } from '../../sandbox/lambda/function';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import type { RunnerSurroundings } from '../../sandbox/place';
import type { Caller } from '../../sandbox/security/callers';
import type { Delivery } from './deliveries';
import type { Handler } from './domain';
import { Builds, handlerOf, partOf } from './handlers';
import { Lease, ReusedClients } from './reused-clients';
import { Turns } from './turns';

const CLIENTS = new ReusedClients();

export interface SimulatedFunctionsOptions extends RunnerSurroundings {
  readonly builds: Builds;
  readonly random: () => number;
  readonly answer: (request: HttpRequest) => Promise<HttpResponse>;
  /** What a stack is doing. */
  readonly stackStatus: (stackId: string) => string;
  readonly started: (delivery: Delivery) => void;
  readonly logged: (delivery: Delivery, line: LogLine) => void;
}

/** How an invocation ended, and what the handler returned or threw. */
interface Ended {
  readonly end: NonNullable<Delivery['end']>;
  readonly value?: unknown;
}

/** Runs the handlers in this process, in virtual time, and remembers every delivery of an event. */
export class SimulatedFunctions implements FunctionRunner {
  private readonly warm = new Map<string, ExecutionEnvironment[]>();
  /** By what kills them: the sessions of roles that they assume have that as well. */
  private readonly byKill = new WeakMap<() => void, ExecutionEnvironment>();

  private readonly events = new Map<string, CloudFormationCustomResourceEvent>();
  private readonly clients = CLIENTS.lease();
  private readonly turns: Turns;
  private environments = 0;

  constructor(private readonly options: SimulatedFunctionsOptions) {
    this.turns = new Turns(options.time);
  }

  /** What a function is doing at the moment. */
  public deliveryOf({ kill }: Caller): Delivery | undefined {
    return kill && this.byKill.get(kill)?.delivery;
  }

  public async deploy(_definition: FunctionDefinition): Promise<void> {
    // The code is that of the working copy.
  }

  public async run(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationResult> {
    const { time, started, stackStatus } = this.options;
    const environment = this.warm.get(definition.name)?.pop() ?? this.cold(definition);
    const payload = structuredClone(invocation.payload);
    const event = this.eventOf(payload);
    const delivery: Delivery = { part: partOf(definition), event, started: time.now(), stackStatus: stackStatus(event.StackId), bodies: [], faults: [] };
    environment.delivery = delivery;
    started(delivery);
    const ended = await this.endOf(environment, payload, definition);
    delivery.end = ended.end;
    delivery.ended = time.now();
    if (!environment.isDead) this.warm.set(definition.name, [...this.warm.get(definition.name) ?? [], environment]);
    return resultOf(ended);
  }

  public async remove(functionName: string): Promise<void> {
    this.warm.delete(functionName);
  }

  public async close(): Promise<void> {
    this.clients.end();
  }

  /** The event that CloudFormation sent: a pass of a workflow is only told which one it is. A schedule only tells which stack it belongs to. */
  private eventOf(payload: unknown): CloudFormationCustomResourceEvent {
    const { RequestId, requestId, stackId, logicalResourceId } = payload as { readonly [member: string]: string | undefined };
    if (stackId !== undefined) return { StackId: stackId, LogicalResourceId: logicalResourceId, RequestType: 'Run' } as unknown as CloudFormationCustomResourceEvent;
    if (RequestId !== undefined) this.events.set(RequestId, payload as CloudFormationCustomResourceEvent);
    return (requestId !== undefined && this.events.get(requestId)) || payload as CloudFormationCustomResourceEvent;
  }

  private async endOf(environment: ExecutionEnvironment, payload: unknown, definition: FunctionDefinition): Promise<Ended> {
    const { time } = this.options;
    const timeout = definition.timeoutSeconds * 1000;
    const deadline = time.now() + timeout;
    const over = new AbortController();
    const handled = environment.handle(payload, { getRemainingTimeInMillis: () => deadline - time.now(), invokedFunctionArn: definition.arn })
      .then((value): Ended => ({ end: 'RETURNED', value }), (value: unknown): Ended => ({ end: 'THROWN', value }));
    const timedOut = time.sleep(timeout, over.signal).then((): Ended => {
      if (!over.signal.aborted) environment.kill();
      return { end: 'TIMED_OUT' };
    });
    // Timing out kills as well, so it has to come first.
    const killed = environment.killed.then((): Ended => ({ end: time.now() >= deadline ? 'TIMED_OUT' : 'KILLED' }));
    const ended = await Promise.race([handled, timedOut, killed]);
    over.abort('over');
    return ended;
  }

  private cold(definition: FunctionDefinition): ExecutionEnvironment {
    const place = this.environments++;
    const environment = new ExecutionEnvironment(definition, this.options, this.clients, () => this.turns.take(place));
    this.byKill.set(environment.kill, environment);
    return environment;
  }
}

/** What the Lambda runtime says of a process that doesn't come to its end. */
export const ERRORS = { KILLED: 'Error: Runtime exited', TIMED_OUT: 'Error: Task timed out' } as const;

/** In the shape in which the Lambda runtime reports it. */
function resultOf({ end, value }: Ended): InvocationResult {
  if (end === 'RETURNED') return { ok: true, value: value ?? null };
  if (end !== 'THROWN') return { ok: false, errorType: end, errorMessage: ERRORS[end], trace: [] };
  const { name, message, stack = '' } = value as Error;
  return { ok: false, errorType: name, errorMessage: message, trace: stack.split('\n') };
}

/** An execution environment: a handler with its clients, which handles one event after the other until it is killed. */
class ExecutionEnvironment {
  public readonly handle: Handler;
  public readonly killed: Promise<void>;
  public readonly kill: () => void;
  public isDead = false;
  public delivery!: Delivery;

  constructor(definition: FunctionDefinition, options: SimulatedFunctionsOptions, clients: Lease, private readonly turn: () => Promise<void>) {
    const { builds, time, random, environment: { account }, callers, logged } = options;
    let die = (): void => undefined;
    this.killed = new Promise((resolve) => { die = resolve; });
    this.kill = () => {
      this.isDead = true;
      die();
    };
    const accessKeyId = callers.issue({ account, arn: definition.roleArn, roleArn: definition.roleArn, kill: this.kill });
    const answer = (request: HttpRequest): Promise<HttpResponse> => this.alive(() => options.answer(request));
    this.handle = handlerOf(definition, {
      builds, time, random, clients, accessKeyId, answer,
      answered: (body) => this.delivery.bodies.push(body),
      logged: (line) => logged(this.delivery, line),
      endEnvironment: this.kill,
    });
  }

  /** A dead process neither sends nor hears anything. */
  private async alive(answer: () => Promise<HttpResponse>): Promise<HttpResponse> {
    await this.turn();
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
