/** Milliseconds that the first pause is at most. */
const BASE = 100;
/** Milliseconds that any pause is at most. */
const CEILING = 10_000;

export interface PauseOptions {
  /** What the service asks for. */
  readonly retryAfterSeconds?: number | undefined;
  /** Milliseconds that the random part is at most; 10 s by default. */
  readonly ceiling?: number;
}

/**
 * The pause before the next attempt, in milliseconds, with full jitter: somewhere between nothing and a limit that
 * doubles with each attempt, so that many functions that met the same obstacle don't meet again. What the service asks
 * for is the least.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function pauseBefore(attempt: number, random: number, { retryAfterSeconds = 0, ceiling = CEILING }: PauseOptions = {}): number {
  const limit = Math.min(ceiling, BASE * 2 ** (attempt - 1));
  return retryAfterSeconds * 1000 + Math.ceil(random * limit);
}
