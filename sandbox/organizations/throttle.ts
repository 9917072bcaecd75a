import { ServiceError } from '../protocol/service-error';
import type { Time } from '../time/time';
import { Rate, TokenBuckets } from '../time/token-buckets';

interface Limits {
  /** For the callers of one account. */
  readonly account: Rate;
  /** For all callers of one organization. */
  readonly organization?: Rate;
}

function limits(rate: number, burst: number, ofOrganization?: readonly [rate: number, burst: number]): Limits {
  return { account: { perSecond: rate, burst }, ...(ofOrganization && { organization: { perSecond: ofOrganization[0], burst: ofOrganization[1] } }) };
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
  CreateAccount: limits(0.1, 3),
  CloseAccount: limits(0.05, 1),
  DescribeCreateAccountStatus: limits(2, 2, [2, 3]),
  RemoveAccountFromOrganization: limits(2, 2),
  LeaveOrganization: limits(1, 1, [5, 5]),
  TagResource: limits(4, 6),
  UntagResource: limits(4, 6),
  ListTagsForResource: limits(10, 15, [12, 18]),
};

/** Refuses calls that come faster than their published rate. */
export class Throttle {
  private readonly buckets: TokenBuckets;

  constructor(time: Time) {
    this.buckets = new TokenBuckets(time);
  }

  /** @throws ServiceError `TooManyRequestsException` */
  public admit(operation: string, account: string, organizationId: string | undefined): void {
    const { account: ofAccount, organization: ofOrganization } = LIMITS[operation] ?? {};
    const isAdmitted = this.buckets.take({
      ...(ofAccount && { [`${operation} ${account}`]: ofAccount }),
      ...(ofOrganization && organizationId !== undefined && { [`${operation} ${organizationId}`]: ofOrganization }),
    });
    if (!isAdmitted) throw new ServiceError('TooManyRequestsException', 'You have sent too many requests in too short a period of time.');
  }
}
