import type { Failure } from '../../guard/failure';
import type { Session } from '../../guard/session';
import { OUT_OF_TIME, Paused } from './tasks';

/** How long one call of the function goes on, in milliseconds: two minutes less than Lambda allows, for what comes after it. */
export const LONGEST_PASS = 13 * 60_000;
/** What is left for the end of a call, in milliseconds. */
const ENDING = 60_000;

/** Which part of the handling of an event one call of the function does. */
export interface Pass {
  /** After how many milliseconds another call goes on with the event; nothing if there is no other one. */
  readonly pausesAfter: number | undefined;
  /** When the event first reached a function, in milliseconds since 1970. */
  readonly received: number;
  /** Until when CloudFormation waits for the answer, less the time to deliver it, in milliseconds since 1970. */
  readonly awaited: number;
}

/** What happens when CloudFormation stops waiting. */
export interface Patience {
  /** In milliseconds since 1970. */
  readonly until: number;
  /** Whether the rest goes on without CloudFormation. */
  readonly isAnswered: boolean;
}

/** The time of one call of the function. */
export class PassTime {
  private readonly pausesAt: number;
  private isBegun = false;

  /**
   * @param patience of nothing that was answered already
   */
  constructor(private readonly session: Session, { pausesAfter }: Pass, private readonly patience: Patience | undefined) {
    this.pausesAt = pausesAfter === undefined ? Infinity : Math.min(session.started + pausesAfter, session.deadline - ENDING);
  }

  /** Why this call stops before another task, if it does. Whatever the time, it does one task, or calls would follow each other for ever. */
  public beforeTask(): Paused | Failure | undefined {
    const now = this.session.now();
    const isFirst = !this.isBegun;
    this.isBegun = true;
    if (this.patience && now >= this.patience.until) return this.patience.isAnswered ? { kind: 'PAUSED', isAnswerable: true } : OUT_OF_TIME;
    return now >= this.pausesAt && !isFirst ? { kind: 'PAUSED', isAnswerable: false } : undefined;
  }
}
