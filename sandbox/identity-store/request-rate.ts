import { ServiceError } from '../protocol/service-error';
import { Time } from '../time/time';

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** How fast each operation of each store may be called: a bucket of tokens that fills up again as time passes. */
export class RequestRate {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly time: Time) {}

  /** @throws ServiceError `ThrottlingException` when requests came faster than they may */
  public take(identityStoreId: string, operation: string, requestsPerSecond: number): void {
    if (requestsPerSecond === Infinity) return;
    const key = `${identityStoreId} ${operation}`;
    const now = this.time.now();
    const most = Math.max(requestsPerSecond, 1);
    const { tokens, at } = this.buckets.get(key) ?? { tokens: most, at: now };
    const filled = Math.min(most, tokens + (now - at) / 1000 * requestsPerSecond);
    if (filled < 1) throw new ServiceError('ThrottlingException', 'Rate exceeded');
    this.buckets.set(key, { tokens: filled - 1, at: now });
  }
}
