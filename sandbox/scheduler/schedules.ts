import { inBackground } from '../background';
import type { Functions } from '../lambda/functions';
import { ServiceError } from '../protocol/service-error';
import type { Authorizer } from '../security/authorizer';
import type { Time } from '../time/time';
import { intervalOf } from './rate';

/** When a function is invoked, with what, and in the name of which role. */
export interface ScheduleDefinition {
  readonly expression: string;
  readonly isEnabled: boolean;
  readonly functionArn: string;
  readonly roleArn: string;
  /** JSON. */
  readonly input: string;
}

interface Running {
  readonly interval: number;
  dueAt: number;
  readonly ended: AbortController;
}

/** The schedules of an account in a Region. A rate begins when its schedule is made, as it does without a start date. */
export class Schedules {
  private readonly definitions = new Map<string, ScheduleDefinition>();
  private readonly running = new Map<string, Running>();

  constructor(private readonly time: Time, private readonly functions: Functions, private readonly authorizer: Authorizer, private readonly account: string) {}

  public has(name: string): boolean {
    return this.definitions.has(name);
  }

  /**
   * Makes a schedule, or makes another one of it.
   *
   * @throws ServiceError `ValidationException`, or `NotEmulated` for an expression of another kind than a rate
   */
  public put(name: string, definition: ScheduleDefinition): void {
    const interval = intervalOf(definition.expression);
    JSON.parse(definition.input);
    const before = this.running.get(name);
    this.definitions.set(name, definition);
    if (before && before.interval === interval && definition.isEnabled) return;
    this.stop(name);
    if (definition.isEnabled) this.start(name, interval);
  }

  public delete(name: string): void {
    this.definitions.delete(name);
    this.stop(name);
  }

  /** When something is invoked next, in milliseconds since 1970. */
  public get nextDueAt(): number {
    return Math.min(...[...this.running.values()].map(({ dueAt }) => dueAt));
  }

  /** Invokes again what is scheduled: EventBridge Scheduler delivers at least once. */
  public deliverAgain(): void {
    for (const name of this.running.keys()) this.invoke(this.definitions.get(name) as ScheduleDefinition);
  }

  private start(name: string, interval: number): void {
    const running: Running = { interval, dueAt: this.time.now(), ended: new AbortController() };
    this.running.set(name, running);
    inBackground(this.run(name, running));
  }

  private stop(name: string): void {
    this.running.get(name)?.ended.abort();
    this.running.delete(name);
  }

  private async run(name: string, running: Running): Promise<void> {
    const { interval, ended: { signal } } = running;
    for (;;) {
      await this.time.sleep(running.dueAt - this.time.now(), signal);
      const definition = this.definitions.get(name);
      if (signal.aborted || !definition) return;
      this.invoke(definition);
      // What is missed, since the clock was moved far ahead, isn't made up for.
      const missed = Math.floor((this.time.now() - running.dueAt) / interval);
      running.dueAt += (missed + 1) * interval;
    }
  }

  /** A schedule whose role may not invoke its target, or whose target is gone, tells nobody. */
  private invoke({ functionArn, roleArn, input }: ScheduleDefinition): void {
    const { account, functions } = this;
    try {
      this.authorizer.authorize('lambda', 'InvokeFunction', { FunctionName: functionArn }, { account, arn: roleArn, roleArn });
      functions.invokeLater(functionArn, JSON.parse(input));
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
    }
  }
}
