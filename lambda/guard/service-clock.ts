/** How far a service's clock is ahead of the function's, in milliseconds: at least, and at most. Behind it, if negative. */
export interface ClockOffset {
  readonly least: number;
  readonly most: number;
}

/** As long as nothing is known of a clock, it is the function's. */
export const SAME_CLOCK: ClockOffset = { least: 0, most: 0 };

/** No clock of AWS is taken to be off by more than this, in milliseconds. */
const MOST_OFF = 2_000;

/** A date in a header has whole seconds. */
const SECOND = 1_000;

/**
 * The part that may have been cut off from a time of a service, in milliseconds. A time without a fraction may come from a service that knows only seconds.
 *
 * @param time in milliseconds since 1970
 */
export function cutOffFrom(time: number): number {
  return time % SECOND === 0 ? SECOND : 0;
}

/** What the dates of a service's answers tell of its clock: each of them narrows it down. */
export class ServiceClock {
  private known?: ClockOffset;

  /**
   * @param date of the answer, whose request was sent, and which was received, by the function's clock; all in milliseconds since 1970
   */
  public observe(sent: number, received: number, date: number): void {
    const now: ClockOffset = { least: date - received, most: date + SECOND - sent };
    const narrowed = this.known && { least: Math.max(this.known.least, now.least), most: Math.min(this.known.most, now.most) };
    // If nothing is left, one of the clocks was set, and only the new date counts.
    this.known = narrowed && narrowed.least <= narrowed.most ? narrowed : now;
  }

  public get offset(): ClockOffset {
    const { least, most } = this.known ?? SAME_CLOCK;
    const limited = (offset: number): number => Math.max(-MOST_OFF, Math.min(MOST_OFF, offset));
    return { least: limited(least), most: limited(most) };
  }
}
