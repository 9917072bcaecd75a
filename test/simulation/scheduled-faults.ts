import { AnsweredByAnother, ConnectionLost, Effect } from '../../sandbox/faults/fault';
import { Faults } from '../../sandbox/faults/faults';
import { ServiceError } from '../../sandbox/protocol/service-error';
import type { Random } from '../../sandbox/randomness';
import type { Caller } from '../../sandbox/security/callers';
import { Time } from '../../sandbox/time/time';
import { Disturbance, momentsOf, refusalOf } from './disturbances';
import type { Author } from './ledger';
import type { Plan, PlannedDisturbance } from './plan';

/** How long a client waits for an answer, in milliseconds. */
const CLIENT_TIMEOUT = 5_000;

/** What something in between says instead of the service. */
const NO_ANSWERS = ['{}', '', '<html><body>Please sign in</body></html>'];

type Call = (isBelated?: boolean) => object | Promise<object>;

/** What the simulation wants to know of a call. */
export interface Watcher {
  /** Before each call: others may act now. Tells who calls: when the call takes effect, the caller may be at something else. */
  beforeCall(caller: Caller): Author;
  disturbed(operation: string, disturbance: Disturbance, author: Author): void;
  /**
   * After a call was carried out, whether or not its author hears of it.
   *
   * @param isBelated whether its author had given it up by then
   */
  carriedOut(operation: string, author: Author, isBelated: boolean): void;
}

/** A disturbance that is still to happen. */
interface Waiting {
  readonly disturbance: Disturbance;
  /** How many operations of stacks have to have begun before. */
  readonly begun: number;
  /** The only operation it can happen to, if there is one. */
  operation: string | null;
  /** How many calls that it could happen to it lets pass. */
  gap: number;
  times: number;
}

/** The faults of a plan. Each counts the calls that it can happen to, whatever becomes of the others. */
export class ScheduledFaults extends Faults {
  private ahead: Waiting[];
  private begun = 0;
  private isPaused = false;

  constructor(
    private readonly clock: Time,
    private readonly random: Random,
    private readonly latency: Plan['latency'],
    disturbances: readonly PlannedDisturbance[],
    private readonly watcher: Watcher,
  ) {
    super(clock);
    this.ahead = disturbances.map((planned) => ({ ...planned }));
  }

  /** An operation of a stack begins: a create, update or deletion. */
  public begin(): void {
    this.begun++;
  }

  /** Whether nothing goes wrong for a while. What is ahead still is. */
  public pause(isPaused: boolean): void {
    this.isPaused = isPaused;
  }

  /** From now on nothing goes wrong. */
  public stop(): void {
    this.ahead = [];
  }

  /** What happens to an event on its way. */
  public override take(operation: string): Effect | undefined {
    const disturbance = this.next(operation, 'OTHERS');
    switch (disturbance?.fault) {
      case 'DELIVERED_TWICE': return { kind: 'DELIVERED_TWICE', overlapping: false };
      case 'DELIVERED_TWICE_AT_ONCE': return { kind: 'DELIVERED_TWICE', overlapping: true };
      case 'DELIVERED_LATE': return { kind: 'DELAYED', milliseconds: disturbance.milliseconds };
      default: return undefined;
    }
  }

  public override async around<Output>(operation: string, caller: Caller, call: () => Output | Promise<Output>): Promise<Output> {
    // Of people and of the rest of the sandbox.
    if (caller.roleArn === undefined) return call();
    await this.travel();
    const author = this.watcher.beforeCall(caller);
    const disturbance = this.next(operation, author);
    const carriedOut = async (isBelated = false): Promise<Output> => {
      const output = call();
      // At once: what others do is told apart by when it happens.
      this.watcher.carriedOut(operation, author, isBelated);
      return output;
    };
    const output = disturbance ? await this.disturbed(operation, disturbance, caller, carriedOut as Call) : await carriedOut();
    await this.travel();
    return output as Output;
  }

  private async disturbed(operation: string, { fault, moment, milliseconds }: Disturbance, caller: Caller, call: Call): Promise<object> {
    const effect = moment === 'AFTER' ? call : async () => ({});
    const seconds = milliseconds % 4_000;
    switch (fault) {
      case 'CONNECTION_LOST':
        await effect();
        throw new ConnectionLost();
      case 'ANSWERED_BY_ANOTHER':
        await effect();
        throw new AnsweredByAnother({ status: 200, body: NO_ANSWERS[milliseconds % NO_ANSWERS.length] as string });
      case 'KILLED':
        await effect();
        caller.kill?.();
        throw new ConnectionLost();
      case 'SLOW': {
        if (moment === 'BEFORE') await this.clock.sleep(seconds);
        const output = await call();
        if (moment === 'AFTER') await this.clock.sleep(seconds);
        return output;
      }
      case 'TIMED_OUT':
        if (moment === 'AFTER') this.takeEffectLater(call, milliseconds % 20_000);
        await this.clock.sleep(CLIENT_TIMEOUT);
        throw new ConnectionLost();
      default:
        await effect();
        if (operation === 'answer') return { status: 503 };
        throw this.refusal(fault, operation, milliseconds);
    }
  }

  /** The effect may come after the client has given up. */
  private takeEffectLater(call: Call, milliseconds: number): void {
    void this.clock.sleep(milliseconds).then(() => call(milliseconds >= CLIENT_TIMEOUT)).catch(() => undefined);
  }

  private refusal(fault: Disturbance['fault'], operation: string, milliseconds: number): ServiceError {
    const refusal = refusalOf(fault, operation);
    if (fault !== 'THROTTLED' || milliseconds < 4_000) return refusal;
    return new ServiceError(refusal.code, refusal.message, { RetryAfterSeconds: milliseconds % 8 + 1 }, refusal.httpStatus);
  }

  private async travel(): Promise<void> {
    if (this.latency > 0) await this.clock.sleep(Math.floor(this.random() * this.latency));
  }

  /** What happens to a call of this operation, if anything. */
  private next(operation: string, author: Author): Disturbance | undefined {
    if (this.isPaused) return undefined;
    const possible = this.ahead.filter((waiting) => waiting.begun <= this.begun && canHappen(waiting, operation));
    const due = possible.find(({ gap }) => gap === 0);
    for (const waiting of possible) waiting.gap = Math.max(waiting.gap - 1, 0);
    if (!due) return undefined;
    // Again at the next calls of the same operation.
    due.operation = operation;
    due.times--;
    if (due.times === 0) this.ahead = this.ahead.filter((waiting) => waiting !== due);
    this.watcher.disturbed(operation, due.disturbance, author);
    return due.disturbance;
  }
}

function canHappen({ disturbance: { fault, moment }, operation: only }: Waiting, operation: string): boolean {
  return (only === null || only === operation) && momentsOf(fault, operation).includes(moment);
}
