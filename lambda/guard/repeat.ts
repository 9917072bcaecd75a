import type { Surroundings } from './session';

/** How often something is tried, and how long the pauses are. Times are in milliseconds. */
export interface Schedule {
  /** How often at most. @default as often as there is time */
  readonly attempts?: number;
  /** How long after the first attempt began the last one may begin. @default as long as there is time */
  readonly within?: number;
  /** What the first pause is at most; each further one may be twice as long. */
  readonly firstPause: number;
  /** What any pause is at most. */
  readonly longestPause: number;
  /** What any pause is at most, as a part of the time that is left: who has little of it comes first. @default all of it */
  readonly ofTimeLeft?: number;
  /** Whether pauses are as long as they may be, instead of a random part of that. @default false */
  readonly isSteady?: boolean;
}

/** An obstacle that an attempt met: its own limits, and how long the service wants to be left alone. */
export type Obstacle = Pick<Schedule, 'attempts' | 'within'> & { readonly retryAfterSeconds?: number | undefined };

/** How much was tried by now. */
export interface Tries {
  readonly attempts: number;
  readonly seconds: number;
}

/** What one attempt came to. */
export type Attempt<Answer> =
  | { readonly kind: 'SETTLED'; readonly answer: Answer }
  /** Another attempt would come to the same. */
  | { readonly kind: 'GIVEN_UP'; readonly answer: (tries: Tries) => Answer }
  /** The obstacle may pass; the answer is for the case that it doesn't. */
  | { readonly kind: 'AGAIN'; readonly answer: (tries: Tries) => Answer; readonly obstacle: Obstacle };

export function settled<Answer>(answer: Answer): Attempt<Answer> {
  return { kind: 'SETTLED', answer };
}

export function givenUp<Answer>(answer: (tries: Tries) => Answer): Attempt<Answer> {
  return { kind: 'GIVEN_UP', answer };
}

export function again<Answer>(answer: (tries: Tries) => Answer, obstacle: Obstacle = {}): Attempt<Answer> {
  return { kind: 'AGAIN', answer, obstacle };
}

/** Time that is limited. */
export interface LimitedTime extends Surroundings {
  /** Milliseconds in which the last attempt has to have begun. */
  readonly remaining: number;
}

/**
 * Tries something until it is settled, or until its schedule or the time is used up. Pauses have full jitter, so that many functions that
 * met the same obstacle don't meet again; what the service asks for comes on top.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export async function repeat<Answer>(time: LimitedTime, schedule: Schedule, once: () => Promise<Attempt<Answer>>): Promise<Answer> {
  const started = time.now();
  const tries = (attempts: number): Tries => ({ attempts, seconds: Math.round((time.now() - started) / 1000) });
  for (let attempts = 1; ; attempts++) {
    const attempt = await once();
    if (attempt.kind === 'SETTLED') return attempt.answer;
    if (attempt.kind === 'GIVEN_UP') return attempt.answer(tries(attempts));

    const limits = { ...schedule, ...attempt.obstacle };
    if (attempts >= (limits.attempts ?? Infinity)) return attempt.answer(tries(attempts));
    const pause = pauseAfter(attempts, limits, time);
    const isTooLate = pause >= time.remaining || time.now() + pause - started > (limits.within ?? Infinity);
    if (isTooLate) return attempt.answer(tries(attempts));
    await time.sleep(pause);
  }
}

/** Waits, unless there is no time for it. */
export async function pause(time: LimitedTime, milliseconds: number): Promise<void> {
  if (milliseconds < time.remaining) await time.sleep(milliseconds);
}

function pauseAfter(attempts: number, schedule: Schedule & Obstacle, time: LimitedTime): number {
  const { firstPause, longestPause, ofTimeLeft, isSteady, retryAfterSeconds = 0 } = schedule;
  const part = ofTimeLeft === undefined ? Infinity : Math.max(0, time.remaining) * ofTimeLeft;
  const longest = Math.min(longestPause, firstPause * 2 ** (attempts - 1), part);
  return retryAfterSeconds * 1000 + (isSteady ? longest : Math.ceil(time.random() * longest));
}
