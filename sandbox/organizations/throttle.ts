import { ServiceError } from '../protocol/service-error';
import type { Time } from '../time/time';

/** A bucket that holds `burst` tokens and gets `rate` back each second. */
interface Limit {
  readonly rate: number;
  readonly burst: number;
}

interface Limits {
  /** For the callers of one account. */
  readonly account: Limit;
  /** For all callers of one organization. */
  readonly organization?: Limit;
}

function limits(rate: number, burst: number, ofOrganization?: readonly [rate: number, burst: number]): Limits {
  return { account: { rate, burst }, ...(ofOrganization && { organization: { rate: ofOrganization[0], burst: ofOrganization[1] } }) };
}

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const LIMITS: Readonly<Record<string, Limits>> = {
  InviteAccountToOrganization: limits(3, 5),
  CancelHandshake: limits(2, 3),
  DescribeHandshake: limits(1, 2, [6, 10]),
  AcceptHandshake: limits(1, 2, [5, 5]),
  DeclineHandshake: limits(1, 1, [5, 5]),
  ListHandshakesForAccount: limits(5, 8, [6, 10]),
  ListHandshakesForOrganization: limits(5, 8, [6, 10]),
  DescribeAccount: limits(20, 30, [24, 36]),
  ListAccounts: limits(8, 12, [9, 15]),
  ListParents: limits(5, 8, [6, 10]),
  ListAccountsForParent: limits(5, 8, [6, 10]),
  ListOrganizationalUnitsForParent: limits(5, 8, [6, 10]),
  ListChildren: limits(6, 10, [7, 12]),
  ListRoots: limits(1, 2, [1, 3]),
  DescribeOrganization: limits(1, 2),
  CreateOrganizationalUnit: limits(1, 2),
  MoveAccount: limits(2, 3),
  RemoveAccountFromOrganization: limits(2, 2),
  LeaveOrganization: limits(1, 1, [5, 5]),
  TagResource: limits(4, 6),
  UntagResource: limits(4, 6),
  ListTagsForResource: limits(10, 15, [12, 18]),
};

class Bucket {
  private tokens: number;

  constructor(private readonly limit: Limit, private filledAt: number) {
    this.tokens = limit.burst;
  }

  public hasToken(now: number): boolean {
    const { rate, burst } = this.limit;
    this.tokens = Math.min(burst, this.tokens + (now - this.filledAt) / 1000 * rate);
    this.filledAt = now;
    return this.tokens >= 1;
  }

  public take(): void {
    this.tokens -= 1;
  }
}

/** Refuses calls that come faster than their published rate. */
export class Throttle {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly time: Time) {}

  /** @throws ServiceError `TooManyRequestsException` */
  public admit(operation: string, account: string, organizationId: string | undefined): void {
    const { account: ofAccount, organization: ofOrganization } = LIMITS[operation] ?? {};
    const now = this.time.now();
    const buckets = [
      ...(ofAccount ? [this.bucket(`${operation} ${account}`, ofAccount, now)] : []),
      ...(ofOrganization && organizationId !== undefined ? [this.bucket(`${operation} ${organizationId}`, ofOrganization, now)] : []),
    ];
    if (!buckets.every((bucket) => bucket.hasToken(now))) {
      throw new ServiceError('TooManyRequestsException', 'You have sent too many requests in too short a period of time.');
    }
    for (const bucket of buckets) bucket.take();
  }

  private bucket(key: string, limit: Limit, now: number): Bucket {
    const bucket = this.buckets.get(key) ?? new Bucket(limit, now);
    this.buckets.set(key, bucket);
    return bucket;
  }
}
