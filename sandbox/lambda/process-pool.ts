import { availableParallelism } from 'node:os';

/** What a process is to the pool. */
export interface PooledProcess {
  readonly functionArn: string;
  /** Whether it takes another invocation. */
  readonly isUsable: boolean;
  /** Takes no further invocation, and stops once the present one has been answered. */
  retire(): void;
}

export interface ProcessPoolOptions {
  /** How many processes run a function at the same time, beside those that wait for a function that they have invoked. */
  readonly places: number;
  /** How many processes there are in all, before an idle one has to go for each that starts. */
  readonly most: number;
  /** How long an idle process is kept, in milliseconds. */
  readonly idleMilliseconds: number;
}

/** A function uses a core, and the sandbox another. More than a few at a time would only take memory. */
const PLACES = Math.min(Math.max(2 * availableParallelism(), 4), 8);

export const DEFAULT_PROCESS_POOL_OPTIONS: ProcessPoolOptions = { places: PLACES, most: 2 * PLACES, idleMilliseconds: 60_000 };

/** How often others may be served before the invocation that has waited longest. */
const MOST_PASSED_OVER = 20;

interface Waiting {
  readonly functionArn: string;
  passedOver: number;
  readonly serve: () => void;
}

/**
 * Shares this computer out among the invocations that Lambda has begun: what has no place yet waits as for a cold start, and its time doesn't run. A process is
 * used again by its own function, and ends when it isn't for a while.
 */
export class ProcessPool<Pooled extends PooledProcess> {
  private readonly busy = new Set<Pooled>();
  /** Those that wait for the next invocation, the one used longest ago first, each with what ends it. */
  private readonly idle = new Map<Pooled, NodeJS.Timeout>();
  /** For how many invocations a process waits. */
  private readonly awaited = new Map<Pooled, number>();
  private readonly urgent: Waiting[] = [];
  private readonly waiting: Waiting[] = [];
  /** Less than none while processes go on whose places are lent. */
  private freePlaces: number;

  constructor(private readonly options: ProcessPoolOptions = DEFAULT_PROCESS_POOL_OPTIONS) {
    this.freePlaces = options.places;
  }

  /**
   * Runs an invocation in a process of its function.
   *
   * @param isUrgent whether somebody waits for it, who is served before all others
   */
  public async use<Result>(functionArn: string, isUrgent: boolean, start: () => Pooled, run: (process: Pooled) => Promise<Result>): Promise<Result> {
    await this.place(functionArn, isUrgent);
    try {
      const process = this.take(functionArn, start);
      try {
        return await run(process);
      } finally {
        this.keep(process);
      }
    } finally {
      this.freePlace();
    }
  }

  /** Lends the place of a process for as long as it waits for what it has invoked. Otherwise all could wait for each other for ever. */
  public async whileAwaiting<Result>(process: Pooled | undefined, work: () => Promise<Result>): Promise<Result> {
    if (!process) return work();
    const before = this.awaited.get(process) ?? 0;
    this.awaited.set(process, before + 1);
    // What it has invoked waits for a place by now, before others.
    const working = work();
    if (before === 0) this.freePlace();
    try {
      return await working;
    } finally {
      const left = (this.awaited.get(process) ?? 1) - 1;
      this.awaited.set(process, left);
      if (left === 0) {
        this.awaited.delete(process);
        this.freePlaces--;
      }
    }
  }

  /** Forgets a process that is no more. */
  public forget(process: Pooled): void {
    clearTimeout(this.idle.get(process));
    this.idle.delete(process);
  }

  private async place(functionArn: string, isUrgent: boolean): Promise<void> {
    if (this.freePlaces > 0) this.freePlaces--;
    else await new Promise<void>((serve) => { (isUrgent ? this.urgent : this.waiting).push({ functionArn, passedOver: 0, serve }); });
  }

  private freePlace(): void {
    const next = this.freePlaces < 0 ? undefined : this.urgent.shift() ?? this.nextWaiting();
    if (next) next.serve();
    else this.freePlaces++;
  }

  /** Whoever finds a process that is warm, then whoever has none at all, so that no function starts several while others wait for their first. */
  private nextWaiting(): Waiting | undefined {
    const [first] = this.waiting;
    if (!first) return undefined;
    const [warm, running] = [this.idle.keys(), this.busy].map((processes) => new Set([...processes].map(({ functionArn }) => functionArn)));
    const preferred = this.waiting.find(({ functionArn }) => warm?.has(functionArn)) ?? this.waiting.find(({ functionArn }) => !running?.has(functionArn));
    const next = first.passedOver >= MOST_PASSED_OVER ? first : preferred ?? first;
    first.passedOver++;
    this.waiting.splice(this.waiting.indexOf(next), 1);
    return next;
  }

  private take(functionArn: string, start: () => Pooled): Pooled {
    const warm = [...this.idle.keys()].reverse().find((process) => process.functionArn === functionArn && process.isUsable);
    if (warm) this.forget(warm);
    else this.endIdle(this.options.most - 1);
    const process = warm ?? start();
    this.busy.add(process);
    return process;
  }

  private keep(process: Pooled): void {
    this.busy.delete(process);
    if (!process.isUsable) return;
    this.idle.set(process, setTimeout(() => this.end(process), this.options.idleMilliseconds).unref());
    this.endIdle(this.options.most);
  }

  /** Ends the idle processes that were used longest ago, until there are only so many in all. */
  private endIdle(most: number): void {
    for (const process of this.idle.keys()) if (this.busy.size + this.idle.size > most) this.end(process);
  }

  private end(process: Pooled): void {
    this.forget(process);
    process.retire();
  }
}
