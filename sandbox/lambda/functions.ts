import { setImmediate } from 'node:timers/promises';
import { inBackground } from '../background';
import type { Faults } from '../faults/faults';
import { ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import { Time } from '../time/time';
import { Concurrency } from './concurrency';
import { FunctionDefinition, FunctionRunner, Invocation, InvocationResult, Invoker, NOT_IN_THE_IMAGE } from './function';
import { checkEventSize } from './payload';
import { DEFAULT_LAMBDA_SWITCHES, LambdaSwitches } from './switches';

/** How an asynchronous invocation is tried again. */
export interface EventInvokeConfiguration {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
}

const DEFAULT_EVENT_INVOKE_CONFIGURATION: EventInvokeConfiguration = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

export interface FunctionsOptions extends LambdaSwitches {
  /** The pauses before the second and third attempt at an asynchronous invocation, in milliseconds. */
  readonly retryPauses: readonly number[];
}

type Unable = (why: string) => void;

/** Lambda as it really pauses: one minute, then two. */
export const DEFAULT_FUNCTIONS_OPTIONS: FunctionsOptions = { ...DEFAULT_LAMBDA_SWITCHES, retryPauses: [60_000, 120_000] };

/** The pauses of an event for which there is no room, in milliseconds: each twice as long as the one before. */
const FIRST_THROTTLE_PAUSE = 1_000;
const LONGEST_THROTTLE_PAUSE = 300_000;

/** The Lambda functions of an account in a Region. */
export class Functions {
  /** How often each function was invoked, by its name. */
  public readonly invocations = new Map<string, number>();
  private readonly definitions = new Map<string, FunctionDefinition>();
  private readonly eventInvokeConfigurations = new Map<string, EventInvokeConfiguration>();
  private readonly concurrency: Concurrency;
  /** Invocations that haven't ended, and whoever waits for all of them. */
  private unfinished = 0;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly runner: FunctionRunner,
    private readonly time: Time,
    private readonly random: Random,
    private readonly faults: Faults,
    private readonly options: FunctionsOptions,
  ) {
    this.concurrency = new Concurrency(options, time);
  }

  /** @throws ServiceError `InvalidParameterValueException` if the function reserves more than there is */
  public async deploy(definition: FunctionDefinition): Promise<void> {
    await this.runner.deploy(definition);
    this.concurrency.reserve(definition.arn, definition.reservedConcurrency);
    this.definitions.set(definition.arn, definition);
    await this.runner.remove(definition.name);
  }

  public async delete(functionArn: string): Promise<void> {
    const definition = this.definitions.get(functionArn);
    this.definitions.delete(functionArn);
    this.eventInvokeConfigurations.delete(functionArn);
    this.concurrency.reserve(functionArn, undefined);
    if (definition) await this.runner.remove(definition.name);
  }

  public configureEventInvocation(functionArn: string, configuration: EventInvokeConfiguration | undefined): void {
    if (configuration) this.eventInvokeConfigurations.set(functionArn, configuration);
    else this.eventInvokeConfigurations.delete(functionArn);
  }

  /** How many invocations the account may have at the same time, and how many of them functions haven't reserved. */
  public get accountLimit() {
    return { ConcurrentExecutions: this.options.concurrency, UnreservedConcurrentExecutions: this.options.concurrency - this.concurrency.allReserved };
  }

  public has(functionArn: string): boolean {
    return this.definitions.has(functionArn);
  }

  /** @throws ServiceError `ResourceNotFoundException` */
  public find(nameOrArn: string): FunctionDefinition {
    const definition = [...this.definitions.values()].find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
    if (!definition) throw new ServiceError('ResourceNotFoundException', `Function not found: ${nameOrArn}`, {}, 404);
    return definition;
  }

  /**
   * Accepts an event; it is delivered at least once, later.
   *
   * @param unable is told why the sandbox can't run the function as AWS does, if that turns out. Then nothing else comes of the event.
   * @throws ServiceError `RequestEntityTooLargeException`
   */
  public invokeLater(functionArn: string, payload: unknown, unable: Unable = () => undefined): void {
    const definition = this.find(functionArn);
    checkEventSize(payload);
    inBackground(this.deliverAtLeastOnce(definition, { requestId: uuid(this.random), payload }, unable));
  }

  /**
   * Invokes a function and waits for it.
   *
   * @throws ServiceError `TooManyRequestsException` if there is no room for it
   */
  public async invoke(functionArn: string, payload: unknown, invoker: Invoker = 'SERVICE'): Promise<InvocationResult> {
    const definition = this.find(functionArn);
    const Reason = this.concurrency.begin(definition.arn);
    if (Reason !== undefined) throw new ServiceError('TooManyRequestsException', 'Rate Exceeded.', { Reason }, 429);
    return this.runBegun(definition, { requestId: uuid(this.random), payload, invoker });
  }

  /** Resolves when no function runs, and no ended function has invoked another one. Whoever paused until now has had a turn. */
  public async settled(): Promise<void> {
    await setImmediate();
    while (this.unfinished > 0) {
      await new Promise<void>((resolve) => { this.waiting.push(resolve); });
      await setImmediate();
    }
  }

  private async deliverAtLeastOnce(definition: FunctionDefinition, invocation: Invocation, unable: Unable): Promise<void> {
    const effect = this.faults.take(`deliver:${(invocation.payload as { RequestType?: string } | null)?.RequestType ?? 'Invocation'}`);
    if (effect?.kind === 'DELAYED') await this.time.sleep(effect.milliseconds);
    const first = this.deliver(definition, invocation, unable);
    if (effect?.kind !== 'DELIVERED_TWICE') return first;
    if (!effect.overlapping) await first;
    await this.deliver(definition, invocation, unable);
  }

  private async deliver(definition: FunctionDefinition, invocation: Invocation, unable: Unable): Promise<void> {
    const { maximumRetryAttempts, maximumEventAgeSeconds } = this.eventInvokeConfigurations.get(definition.arn) ?? DEFAULT_EVENT_INVOKE_CONFIGURATION;
    const expires = this.time.now() + maximumEventAgeSeconds * 1_000;
    for (let retries = 0; ; retries++) {
      if (!await this.beginEvent(definition.arn, expires)) return;
      const current = this.definitions.get(definition.arn);
      if (current) {
        const result = await this.runBegun(current, invocation);
        if (result.ok) return;
        if (result.errorType === NOT_IN_THE_IMAGE) return unable(result.errorMessage);
      } else this.concurrency.end(definition.arn);
      if (retries >= maximumRetryAttempts) return;
      await this.time.sleep(this.options.retryPauses[retries] ?? 0);
      if (this.time.now() > expires) return;
    }
  }

  /** Waits until there is room for an event. Tells whether there was before it got too old. */
  private async beginEvent(functionArn: string, expires: number): Promise<boolean> {
    for (let pause = FIRST_THROTTLE_PAUSE; ; pause = Math.min(2 * pause, LONGEST_THROTTLE_PAUSE)) {
      // Such an event would go to a destination or a queue, if the function had one, and isn't tried again.
      if (this.concurrency.reservedFor(functionArn) === 0) return false;
      if (this.options.throttledEvents === 'IN_ORDER') await this.concurrency.beginInOrder(functionArn);
      else if (this.concurrency.begin(functionArn) !== undefined) {
        await this.time.sleep(pause);
        if (this.time.now() > expires) return false;
        continue;
      }
      return true;
    }
  }

  /** Runs what there is room for, and makes room again. */
  private async runBegun(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationResult> {
    this.invocations.set(definition.name, (this.invocations.get(definition.name) ?? 0) + 1);
    this.unfinished += 1;
    try {
      return await this.runner.run(definition, invocation);
    } finally {
      this.concurrency.end(definition.arn);
      this.unfinished -= 1;
      if (this.unfinished === 0) this.waiting.splice(0).forEach((resolve) => resolve());
    }
  }
}
