import type { Surroundings } from '../../guard/session';

/** How much slower the pace gets after a refusal, and how much faster with each request that isn't refused. */
const SLOWER = 0.7;
const FASTER = 0.05;
const SLOWEST = 1;
const SECOND = 1000;

/** The pace of one operation: requests at equal distances, further apart as long as others use up the limit too. */
class OperationPace {
  /** Requests a second. */
  private rate: number;
  private next = -Infinity;
  private slowed = -Infinity;

  constructor(private readonly fastest: number) {
    this.rate = fastest;
  }

  /** @returns when the next request may be sent, in milliseconds since 1970 */
  public take(now: number): number {
    const turn = Math.max(now, this.next);
    this.next = turn + SECOND / this.rate;
    return turn;
  }

  public answered(): void {
    this.rate = Math.min(this.fastest, this.rate + FASTER);
  }

  /** Several refusals of one moment count once. */
  public refused(now: number): void {
    if (now - this.slowed < SECOND) return;
    this.slowed = now;
    this.rate = Math.max(SLOWEST, this.rate * SLOWER);
  }
}

/**
 * The pace of one process that makes all requests of a store: the limit is one for each operation. Many processes that don't know of each other would spend
 * eight requests where this one spends one.
 */
export class RequestPace {
  private readonly operations = new Map<string, OperationPace>();

  /**
   * @param requestsPerSecond of each operation, at most
   */
  constructor(private readonly surroundings: Surroundings, private readonly requestsPerSecond: number) {}

  /** Waits for the turn of a request, sends it, and learns from the answer. */
  public async send<Output>(operation: string, send: () => Promise<Output>): Promise<Output> {
    const pace = this.of(operation);
    const wait = pace.take(this.surroundings.now()) - this.surroundings.now();
    if (wait > 0) await this.surroundings.sleep(wait);
    try {
      const output = await send();
      pace.answered();
      return output;
    } catch (thrown) {
      if (isThrottling(thrown)) pace.refused(this.surroundings.now());
      throw thrown;
    }
  }

  private of(operation: string): OperationPace {
    const known = this.operations.get(operation) ?? new OperationPace(this.requestsPerSecond);
    this.operations.set(operation, known);
    return known;
  }
}

function isThrottling(thrown: unknown): boolean {
  return (thrown as { readonly name?: unknown } | undefined)?.name === 'ThrottlingException';
}
