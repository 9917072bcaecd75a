import { pause, Schedule } from './repeat';
import type { Session } from './session';

/** How fast an operation is called whose limit hundreds of functions share, none of which knows of the others. */
export interface Paced extends Schedule {
  /** How far apart two calls of one function are while none is refused, in milliseconds. Then that grows as well, and half of it is random. */
  readonly gap: number;
}

/** The pace of one function. What is refused tells how many the others are, so that the next call doesn't begin as if there were none. */
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

  /** What further ones would add nothing to: a long outage isn't to be remembered for longer than it takes to be as slow as possible. */
  private get mostDoublings(): number {
    const { longestPause, gap } = this.paced;
    return Math.ceil(Math.log2(longestPause / gap));
  }

  private grown(milliseconds: number): number {
    return Math.min(this.paced.longestPause, milliseconds * 2 ** this.doublings);
  }
}

/** As many refusals of a call are no reason to become slower: without any, the limit wouldn't be used. */
const FEW = 2;
