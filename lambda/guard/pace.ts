import { pause, Schedule } from './repeat';
import type { Session } from './session';

/** The call rate of an operation whose limit is shared by hundreds of functions. They don't know of each other. */
export interface Paced extends Schedule {
  /** The time between two calls of one function while none is refused, in milliseconds. After refusals it grows, and half of it is random. */
  readonly gap: number;
}

/** The pace of one function. Refusals show how many the others are, and the next call begins at a pace that takes them into account. */
export class Pace {
  /** How often pauses have doubled. */
  private doublings = 0;
  private lastCall = -Infinity;

  /**
   * @param beside of calls that share the limit, and are made in turn with these
   */
  constructor(private readonly paced: Paced, private readonly beside?: Pace) {}

  /** How a call that is refused is repeated. */
  public get schedule(): Schedule {
    return { ...this.paced, firstPause: this.grown(this.paced.firstPause) };
  }

  /** Waits until it is this function's turn again. */
  public async turn(session: Session): Promise<void> {
    const longest = Math.min(this.grown(this.paced.gap), session.remaining * (this.paced.ofTimeLeft ?? 1));
    const apart = this.doublings > 0 ? Math.ceil(longest * (1 + session.random()) / 2) : longest;
    const wait = Math.max(this.lastCall, this.beside?.lastCall ?? -Infinity) + apart - session.now();
    if (wait > 0) await pause(session, wait);
  }

  /**
   * @param refusals how many there were until the call was over
   */
  public called(session: Session, refusals: number): void {
    this.lastCall = session.now();
    this.doublings = Math.min(this.mostDoublings, Math.max(0, this.doublings + refusals - FEW));
  }

  /** The number of doublings that makes the pace as slow as possible. Further ones aren't counted, so that a long outage isn't remembered for longer. */
  private get mostDoublings(): number {
    const { longestPause, gap } = this.paced;
    return Math.ceil(Math.log2(longestPause / gap));
  }

  private grown(milliseconds: number): number {
    return Math.min(this.paced.longestPause, milliseconds * 2 ** this.doublings);
  }
}

/** The number of refusals of a call that don't slow the pace. Without any refusals the limit wouldn't be used up. */
const FEW = 2;
