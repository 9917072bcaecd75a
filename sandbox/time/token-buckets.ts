import type { Time } from './time';

/** How many requests may come: so many at once, and so many more with each second. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Buckets of tokens that fill up again as time passes, each by its name. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly time: Time) {}

  /** Takes a token out of each bucket, or out of none if one of them is empty. Tells whether it did. */
  public take(rates: Readonly<Record<string, Rate>>): boolean {
    const now = this.time.now();
    const filled = Object.entries(rates)
      .filter(([, { perSecond }]) => perSecond !== Infinity)
      .map(([name, rate]) => ({ name, tokens: this.tokensIn(name, rate, now) }));
    if (filled.some(({ tokens }) => tokens < 1)) return false;
    for (const { name, tokens } of filled) this.buckets.set(name, { tokens: tokens - 1, at: now });
    return true;
  }

  private tokensIn(name: string, { perSecond, burst }: Rate, now: number): number {
    const { tokens, at } = this.buckets.get(name) ?? { tokens: burst, at: now };
    return Math.min(burst, tokens + (now - at) / 1000 * perSecond);
  }
}
