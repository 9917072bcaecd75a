import type { Account } from '@aws-sdk/client-organizations';
import type { TargetProperties } from '../../lib/contract/organizations';
import { call } from '../guard/call';
import { CallResult, done, Unsuccessful } from '../guard/result';
import { isSameAddress } from '../guard/same-text';
import type { Session } from '../guard/session';
import type { Member } from './member';
import type { OrganizationsCalls } from './organizations-calls';

type Found = CallResult<Member | undefined>;

/** Failures after which reading a list can go on where it stopped. */
const INTERRUPTIONS: readonly string[] = ['OUT_OF_TIME', 'THROTTLED', 'SERVICE_UNAVAILABLE'];

/** The accounts of the organization. */
export class Accounts {
  /**
   * The places in the list of all accounts where the search for an e-mail address was interrupted. Reading the list of a large organization may take longer
   * than there is time.
   */
  private readonly places = new Map<string, string>();

  constructor(private readonly calls: OrganizationsCalls) {}

  /** The account, if it is in the organization: by its id with one call, by its e-mail address in the list of all accounts. */
  public memberOf(session: Session, { AccountId, Email }: TargetProperties): Promise<Found> {
    return Email === undefined ? this.describe(session, AccountId ?? '') : this.find(session, Email);
  }

  public async describe(session: Session, accountId: string): Promise<Found> {
    const described = await call(session, 'organizations:DescribeAccount', () => this.calls.describeAccount({ AccountId: accountId }));
    if (described.kind === 'MISSING') return done(undefined);
    return described.kind === 'DONE' ? done(memberFrom(described.output)) : described;
  }

  /** Searches the list of all accounts. It begins where an earlier search of the same instance was interrupted, and then reads the list once more. */
  public async find(session: Session, email: string): Promise<Found> {
    const place = this.places.get(email);
    const found = await this.findFrom(session, email, place);
    const isOver = place === undefined || (found.kind === 'DONE' ? found.output !== undefined : this.places.has(email));
    return isOver ? found : this.findFrom(session, email, undefined);
  }

  private async findFrom(session: Session, email: string, place: string | undefined): Promise<Found> {
    let nextToken = place;
    do {
      const page = await call(session, 'organizations:ListAccounts', () => this.calls.listAccounts(nextToken));
      if (page.kind !== 'DONE') return this.interrupted(email, nextToken, page);
      const account = page.output.items.find(({ Email }) => isSameAddress(Email, email));
      if (account) return this.finished(email, memberFrom(account));
      nextToken = page.output.nextToken;
    } while (nextToken !== undefined);
    return this.finished(email, undefined);
  }

  private interrupted(email: string, place: string | undefined, failed: Unsuccessful): Unsuccessful {
    const goesOn = failed.kind === 'FAILED' && INTERRUPTIONS.includes(failed.code);
    if (goesOn && place !== undefined) this.places.set(email, place);
    else this.places.delete(email);
    return failed;
  }

  private finished(email: string, member: Member | undefined): Found {
    this.places.delete(email);
    return done(member);
  }
}

/** By `State`: the older `Status` has no word for an account that is closed for good. */
function memberFrom({ Id = '', Arn = '', Email, State }: Account): Member {
  return { id: Id, arn: Arn, ...(Email !== undefined && { email: Email }), ...(State && { state: State }) };
}
