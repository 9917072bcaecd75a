import { setImmediate } from 'node:timers/promises';
import type { Faults } from '../faults/faults';
import { ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import { Time } from '../time/time';
import { FunctionDefinition, FunctionRunner, Invocation, InvocationResult } from './function';
import { Semaphore } from './semaphore';

/** How an asynchronous invocation is tried again. */
export interface EventInvokeConfiguration {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
}

const DEFAULT_EVENT_INVOKE_CONFIGURATION: EventInvokeConfiguration = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

export interface FunctionsOptions {
  /** How many invocations run at the same time. The others wait. */
  readonly concurrency: number;
  /** The pauses before the second and third attempt at an asynchronous invocation, in milliseconds. */
  readonly retryPauses: readonly number[];
}

/** Lambda as it really pauses: one minute, then two. */
export const DEFAULT_FUNCTIONS_OPTIONS: FunctionsOptions = { concurrency: 4, retryPauses: [60_000, 120_000] };

/** The Lambda functions of the sandbox. */
export class Functions {
  /** How often each function was invoked, by its name. */
  public readonly invocations = new Map<string, number>();
  private readonly definitions = new Map<string, FunctionDefinition>();
  private readonly eventInvokeConfigurations = new Map<string, EventInvokeConfiguration>();
  private readonly running: Semaphore;
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
    this.running = new Semaphore(options.concurrency);
  }

  public async deploy(definition: FunctionDefinition): Promise<void> {
    await this.runner.deploy(definition);
    this.definitions.set(definition.arn, definition);
    await this.runner.remove(definition.name);
  }

  public async delete(functionArn: string): Promise<void> {
    const definition = this.definitions.get(functionArn);
    this.definitions.delete(functionArn);
    this.eventInvokeConfigurations.delete(functionArn);
    if (definition) await this.runner.remove(definition.name);
  }

  public configureEventInvocation(functionArn: string, configuration: EventInvokeConfiguration | undefined): void {
    if (configuration) this.eventInvokeConfigurations.set(functionArn, configuration);
    else this.eventInvokeConfigurations.delete(functionArn);
  }

  /** @throws ServiceError `ResourceNotFoundException` */
  public find(nameOrArn: string): FunctionDefinition {
    const definition = [...this.definitions.values()].find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
    if (!definition) throw new ServiceError('ResourceNotFoundException', `Function not found: ${nameOrArn}`, {}, 404);
    return definition;
  }

  /** Accepts an event; it is delivered at least once, later. */
  public invokeLater(functionArn: string, payload: unknown): void {
    const definition = this.find(functionArn);
    void this.deliverAtLeastOnce(definition, { requestId: uuid(this.random), payload });
  }

  /**
   * Invokes a function and waits for it. The call counts towards no limit. The caller mostly is a running function: with a limit, as many callers as may run
   * would wait for each other for ever.
   */
  public invoke(functionArn: string, payload: unknown): Promise<InvocationResult> {
    return this.invokeCounted(this.find(functionArn), { requestId: uuid(this.random), payload });
  }

  /** Resolves when no function runs, and no ended function has invoked another one. Whoever paused until now has had a turn. */
  public async settled(): Promise<void> {
    await setImmediate();
    while (this.unfinished > 0) {
      await new Promise<void>((resolve) => { this.waiting.push(resolve); });
      await setImmediate();
    }
  }

  private async deliverAtLeastOnce(definition: FunctionDefinition, invocation: Invocation): Promise<void> {
    const effect = this.faults.take(`deliver:${(invocation.payload as { RequestType?: string }).RequestType}`);
    if (effect?.kind === 'DELAYED') await this.time.sleep(effect.milliseconds);
    const first = this.deliver(definition, invocation);
    if (effect?.kind !== 'DELIVERED_TWICE') return first;
    if (!effect.overlapping) await first;
    await this.deliver(definition, invocation);
  }

  private async deliver(definition: FunctionDefinition, invocation: Invocation): Promise<void> {
    const accepted = this.time.now();
    const configuration = this.eventInvokeConfigurations.get(definition.arn) ?? DEFAULT_EVENT_INVOKE_CONFIGURATION;
    for (let retries = 0; ; retries++) {
      const result = await this.run(definition.arn, invocation);
      if (result.ok || retries >= configuration.maximumRetryAttempts) return;
      await this.time.sleep(this.options.retryPauses[retries] ?? 0);
      if (this.time.now() - accepted > configuration.maximumEventAgeSeconds * 1000) return;
    }
  }

  private run(functionArn: string, invocation: Invocation): Promise<InvocationResult> {
    return this.running.use(async () => {
      const definition = this.definitions.get(functionArn);
      if (!definition) return { ok: false, errorType: 'ResourceNotFoundException', errorMessage: 'Function not found', trace: [] };
      return this.invokeCounted(definition, invocation);
    });
  }

  private async invokeCounted(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationResult> {
    this.invocations.set(definition.name, (this.invocations.get(definition.name) ?? 0) + 1);
    this.unfinished += 1;
    try {
      return await this.runner.run(definition, invocation);
    } finally {
      this.unfinished -= 1;
      if (this.unfinished === 0) this.waiting.splice(0).forEach((resolve) => resolve());
    }
  }
}
