import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import type { Time } from '../time/time';
import { Rate, TokenBuckets } from '../time/token-buckets';

/** The operations as all callers of an account share them: each refuses what comes faster than its rate. */
export function throttled(operations: Record<string, Operation>, rates: Readonly<Partial<Record<string, Rate>>>, time: Time): Record<string, Operation> {
  const buckets = new TokenBuckets(time);
  return Object.fromEntries(Object.entries(operations).map(([name, operation]): [string, Operation] => {
    const rate = rates[name];
    if (!rate) return [name, operation];
    return [name, (input, caller: Caller) => {
      if (!buckets.take({ [`${name} ${caller.account}`]: rate })) throw new ServiceError('Throttling', 'Rate exceeded');
      return operation(input, caller);
    }];
  }));
}
