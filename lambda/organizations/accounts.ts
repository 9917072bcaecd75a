import type { Account } from '@aws-sdk/client-organizations';
import type { TargetProperties } from '../../lib/private/contract';
import { call } from '../guard/call';
import { CallResult, done } from '../guard/result';
import { isSameAddress } from '../guard/same-text';
import type { Session } from '../guard/session';
import type { Member } from './member';
import type { OrganizationsCalls } from './organizations-calls';

/** The account, if it is in the organization: by its id with one call, by its e-mail address in the list of all accounts. */
export function memberOf(calls: OrganizationsCalls, session: Session, { AccountId, Email }: TargetProperties): Promise<CallResult<Member | undefined>> {
  return Email === undefined ? describeMember(calls, session, AccountId ?? '') : findMember(calls, session, Email);
}

async function describeMember(calls: OrganizationsCalls, session: Session, accountId: string): Promise<CallResult<Member | undefined>> {
  const described = await call(session, 'organizations:DescribeAccount', () => calls.describeAccount({ AccountId: accountId }));
  if (described.kind === 'MISSING') return done(undefined);
  return described.kind === 'DONE' ? done(memberFrom(described.output)) : described;
}

async function findMember(calls: OrganizationsCalls, session: Session, email: string): Promise<CallResult<Member | undefined>> {
  let nextToken: string | undefined;
  do {
    const page = await call(session, 'organizations:ListAccounts', () => calls.listAccounts(nextToken));
    if (page.kind !== 'DONE') return page;
    const account = page.output.items.find(({ Email }) => isSameAddress(Email, email));
    if (account) return done(memberFrom(account));
    nextToken = page.output.nextToken;
  } while (nextToken !== undefined);
  return done(undefined);
}

/** By `State`: the older `Status` has no word for an account that is closed for good. */
function memberFrom({ Id = '', Arn = '', State }: Account): Member {
  return { id: Id, arn: Arn, ...(State && { state: State }) };
}
