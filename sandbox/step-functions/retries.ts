import type { Random } from '../randomness';
import type { Retrier } from './definition';
import { handles } from './execution-error';

/** How often each retrier of a state was used since the state was entered. */
export type Retries = Map<Retrier, number>;

/** The defaults of the Amazon States Language. */
const DEFAULT_RETRIER = { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2, MaxDelaySeconds: Infinity, JitterStrategy: 'NONE' };

/** The milliseconds before a task is tried again after an error; nothing if it isn't. */
export function retryPause(retriers: readonly Retrier[] | undefined, error: string, retries: Retries, random: Random): number | undefined {
  const retrier = retriers?.find((candidate) => handles(candidate, error));
  if (!retrier) return undefined;
  const { IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds, JitterStrategy } = { ...DEFAULT_RETRIER, ...retrier };
  const attempt = retries.get(retrier) ?? 0;
  if (attempt >= MaxAttempts) return undefined;
  retries.set(retrier, attempt + 1);
  const seconds = Math.min(IntervalSeconds * BackoffRate ** attempt, MaxDelaySeconds);
  return 1000 * seconds * (JitterStrategy === 'FULL' ? random() : 1);
}
