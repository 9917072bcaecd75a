import type { Time } from '../../sandbox/time/time';

/** So many calls a probe makes at most, and so long it takes, in milliseconds. */
export const MOST_CALLS = 80;
export const LONGEST_PROBE = 90_000;

/** What of both is kept for cleaning up. */
const CALLS_TO_CLEAN = 16;
const TIME_TO_CLEAN = 20_000;

/** How many calls there may be at most, and how long they may take; and what of both is kept for cleaning up. */
export interface Limits {
  readonly calls: number;
  readonly milliseconds: number;
  readonly callsToClean: number;
  readonly millisecondsToClean: number;
}

const OF_PROBE: Limits = { calls: MOST_CALLS, milliseconds: LONGEST_PROBE, callsToClean: CALLS_TO_CLEAN, millisecondsToClean: TIME_TO_CLEAN };

/** Cleaning up what others have left has to look at everything, however much it is. */
export const WITHOUT_LIMITS: Limits = { calls: Infinity, milliseconds: Infinity, callsToClean: 0, millisecondsToClean: 0 };

/** A probe may call nothing more: why. */
export class Ended extends Error {
  constructor(public readonly why: 'CALLS' | 'TIME' | 'SIGNAL', message: string) {
    super(message);
  }
}

/** How many calls may still be made, and until when. Cleaning up goes on when everything else has to end. */
export class Allowance {
  public readonly startedAt: number;
  private made = 0;
  private isCleaning = false;
  private longest: number;

  /**
   * @param signal aborted when somebody ends the probe
   */
  constructor(private readonly time: Pick<Time, 'now'>, private readonly signal?: AbortSignal, private readonly limits = OF_PROBE) {
    this.startedAt = time.now();
    this.longest = limits.milliseconds;
  }

  /** How many calls were made. */
  public get calls(): number {
    return this.made;
  }

  public get milliseconds(): number {
    return this.time.now() - this.startedAt;
  }

  /** Whether somebody has ended the probe. */
  public get isStopped(): boolean {
    return this.signal?.aborted === true;
  }

  /**
   * Counts a call that is about to be made.
   *
   * @throws Ended if it may not be made
   */
  public take(): void {
    if (!this.isCleaning && this.isStopped) throw new Ended('SIGNAL', 'the probe was ended');
    const { calls, callsToClean, millisecondsToClean } = this.limits;
    if (this.made >= calls - (this.isCleaning ? 0 : callsToClean)) throw new Ended('CALLS', `the probe has made its ${this.made} calls`);
    if (this.milliseconds >= this.longest - (this.isCleaning ? 0 : millisecondsToClean)) {
      throw new Ended('TIME', `the probe has taken its ${Math.round(this.milliseconds / 1000)} seconds`);
    }
    this.made++;
  }

  /** From now on there is what was kept for it: also where the computer has slept meanwhile, and most of that is over. */
  public beginCleaning(): void {
    this.isCleaning = true;
    const { milliseconds, millisecondsToClean } = this.limits;
    if (this.milliseconds > milliseconds - millisecondsToClean / 2) this.longest = this.milliseconds + millisecondsToClean;
  }
}
