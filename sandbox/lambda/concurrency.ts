import { ServiceError } from '../protocol/service-error';
import type { Time } from '../time/time';
import { TokenBuckets } from '../time/token-buckets';
import type { LambdaSwitches } from './switches';

/** Why an invocation isn't taken, as Lambda names it. */
export type ThrottleReason = 'ConcurrentInvocationLimitExceeded' | 'ReservedFunctionConcurrentInvocationLimitExceeded';

/** So many invocations stay for functions that have reserved nothing. An account that may have fewer has to keep them all. */
const LEAST_UNRESERVED = 100;

interface Waiting {
  readonly functionArn: string;
  readonly begun: () => void;
}

/** How many invocations run at the same time in an account and a Region, and how many may. */
export class Concurrency {
  private readonly running = new Map<string, number>();
  private readonly reserved = new Map<string, number>();
  /** How many execution environments each function has had at the same time. */
  private readonly instances = new Map<string, number>();
  private readonly scaling: TokenBuckets;
  private waiting: Waiting[] = [];

  constructor(private readonly switches: Pick<LambdaSwitches, 'concurrency' | 'instancesPerTenSeconds'>, time: Time) {
    this.scaling = new TokenBuckets(time);
  }

  /**
   * Reserves room for a function, or takes it back.
   *
   * @throws ServiceError `InvalidParameterValueException` if too little stays for the others
   */
  public reserve(functionArn: string, invocations: number | undefined): void {
    const { concurrency } = this.switches;
    const least = Math.min(LEAST_UNRESERVED, concurrency);
    const others = this.reservedBeside(functionArn);
    if (invocations !== undefined && invocations > 0 && concurrency - others - invocations < least) {
      throw new ServiceError('InvalidParameterValueException', 'Specified ReservedConcurrentExecutions for function decreases account\'s '
        + `UnreservedConcurrentExecution below its minimum value of [${least}].`);
    }
    if (invocations === undefined) this.reserved.delete(functionArn);
    else this.reserved.set(functionArn, invocations);
    this.beginWaiting();
  }

  public reservedFor(functionArn: string): number | undefined {
    return this.reserved.get(functionArn);
  }

  public get allReserved(): number {
    return this.reservedBeside('');
  }

  /** Begins an invocation, or tells why there is no room for it. */
  public begin(functionArn: string): ThrottleReason | undefined {
    const running = this.running.get(functionArn) ?? 0;
    const reserved = this.reserved.get(functionArn);
    if (reserved !== undefined && running >= reserved) return 'ReservedFunctionConcurrentInvocationLimitExceeded';
    if (reserved === undefined && this.unreservedRunning >= this.switches.concurrency - this.reservedBeside(functionArn)) return 'ConcurrentInvocationLimitExceeded';
    if (running >= (this.instances.get(functionArn) ?? 0)) {
      const { instancesPerTenSeconds } = this.switches;
      const rate = { perSecond: instancesPerTenSeconds / 10, burst: instancesPerTenSeconds };
      if (!this.scaling.take({ [functionArn]: rate })) return 'ConcurrentInvocationLimitExceeded';
      this.instances.set(functionArn, running + 1);
    }
    this.running.set(functionArn, running + 1);
    return undefined;
  }

  public end(functionArn: string): void {
    this.running.set(functionArn, (this.running.get(functionArn) ?? 0) - 1);
    this.beginWaiting();
  }

  /** Begins an invocation as soon as there is room for it, in the order in which they came. */
  public async beginInOrder(functionArn: string): Promise<void> {
    if (this.begin(functionArn) === undefined) return;
    await new Promise<void>((begun) => { this.waiting.push({ functionArn, begun }); });
  }

  private beginWaiting(): void {
    this.waiting = this.waiting.filter(({ functionArn, begun }) => {
      if (this.begin(functionArn) !== undefined) return true;
      begun();
      return false;
    });
  }

  private reservedBeside(functionArn: string): number {
    return [...this.reserved].reduce((sum, [arn, invocations]) => (arn === functionArn ? sum : sum + invocations), 0);
  }

  private get unreservedRunning(): number {
    return [...this.running].reduce((sum, [arn, invocations]) => (this.reserved.has(arn) ? sum : sum + invocations), 0);
  }
}
