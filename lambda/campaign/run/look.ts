import type { Account, Handshake } from '@aws-sdk/client-organizations';
import { call } from '../../guard/call';
import { CallResult, done } from '../../guard/result';
import type { Session } from '../../guard/session';
import { isPending } from '../../organizations/handshake';
import { listHandshakes } from '../../organizations/handshakes';
import type { OrganizationsCalls } from '../../organizations/organizations-calls';
import type { RowKeys } from '../row-keys';
import type { SeenInvitation, SeenMember } from '../decide/seen';

const DAY = 24 * 60 * 60_000;

/** What the list of invitations shows. */
export interface SeenInvitations {
  readonly byKey: ReadonlyMap<string, SeenInvitation>;
  readonly sentToday: readonly number[];
  /** The ids of accounts by the keys of their addresses, as far as invitations by e-mail tell. */
  readonly accounts: ReadonlyMap<string, string>;
}

/** Looks at all invitations by their list: one call for twenty of them. */
export async function lookAtInvitations(calls: OrganizationsCalls, session: Session, keys: RowKeys, management: string): Promise<CallResult<SeenInvitations>> {
  const listed = await listHandshakes(calls, session, { ActionType: 'INVITE' });
  if (listed.kind !== 'DONE') return listed;
  const byKey = new Map<string, SeenInvitation>();
  const accounts = new Map<string, string>();
  const sentToday: number[] = [];
  // Pages can overlap.
  for (const handshake of new Map(listed.output.map((each) => [each.Id, each])).values()) {
    const seen = seenIn(handshake, management);
    if (seen.requestedAt > session.now() - DAY && seen.state !== 'ACCEPTED') sentToday.push(seen.requestedAt);
    const email = emailIn(handshake);
    const key = email === undefined ? keys.ofAccount(seen.accountId ?? '') : keys.ofEmail(email);
    if (isNewer(seen, byKey.get(key))) byKey.set(key, seen);
    if (email !== undefined && seen.accountId !== undefined) accounts.set(key, seen.accountId);
  }
  return done({ byKey, accounts, sentToday: sentToday.sort((one, other) => one - other) });
}

/** Looks at all accounts, by the keys of their ids and of their addresses. */
export async function lookAtMembers(calls: OrganizationsCalls, session: Session, keys: RowKeys): Promise<CallResult<ReadonlyMap<string, SeenMember>>> {
  const members = new Map<string, SeenMember>();
  let nextToken: string | undefined;
  do {
    const page = await call(session, 'organizations:ListAccounts', () => calls.listAccounts(nextToken));
    if (page.kind !== 'DONE') return page;
    for (const { Id: id = '', Email: email, ...others } of page.output.items) {
      const member = memberOf({ Id: id, ...others });
      members.set(keys.ofAccount(id), member);
      if (email !== undefined) members.set(keys.ofEmail(email), member);
    }
    nextToken = page.output.nextToken;
  } while (nextToken !== undefined);
  return done(members);
}

/**
 * The accounts with those that their list has only missed: it gets shorter while its pages are read. Who is taken to have left is never invited again.
 *
 * @param departed the ids of accounts that seem to have left, by their keys
 */
export async function withMissedMembers(
  calls: OrganizationsCalls, session: Session, listed: ReadonlyMap<string, SeenMember>, departed: ReadonlyMap<string, string>,
): Promise<CallResult<ReadonlyMap<string, SeenMember>>> {
  const members = new Map(listed);
  for (const [key, accountId] of departed) {
    const described = await call(session, 'organizations:DescribeAccount', () => calls.describeAccount({ AccountId: accountId }));
    if (described.kind === 'DONE') members.set(key, memberOf(described.output));
    else if (described.kind !== 'MISSING') return described;
  }
  return done(members);
}

function memberOf({ Id: accountId = '', Arn: arn = '', State: state }: Account): SeenMember {
  return { accountId, arn, ...(state && { state }) };
}

function seenIn(handshake: Handshake, management: string): SeenInvitation {
  const { Id: id = '', State, RequestedTimestamp: requested, ExpirationTimestamp: expires } = handshake;
  const state = isPending(handshake) ? 'PENDING' as const : ENDS.find((each) => each === State) ?? 'EXPIRED';
  const accountId = accountIn(handshake, management);
  return { id, state, requestedAt: requested?.getTime() ?? 0, expiresAt: expires?.getTime() ?? 0, ...(accountId !== undefined && { accountId }) };
}

const ENDS = ['ACCEPTED', 'DECLINED', 'CANCELED', 'EXPIRED'] as const;

/** The account that has sent an invitation may be a party of it. */
function accountIn({ Parties = [], Resources = [] }: Handshake, management: string): string | undefined {
  const listed = [...Parties.map(({ Type, Id }) => ({ Type, Id })), ...Resources.map(({ Type, Value }) => ({ Type, Id: Value }))];
  return listed.find(({ Type, Id }) => Type === 'ACCOUNT' && Id !== management)?.Id;
}

/** Resources keep the address of an invitation by e-mail, even when its party is shown as the account that has accepted. */
function emailIn({ Parties = [], Resources = [] }: Handshake): string | undefined {
  return Parties.find(({ Type }) => Type === 'EMAIL')?.Id ?? Resources.find(({ Type }) => Type === 'EMAIL')?.Value;
}

function isNewer(one: SeenInvitation, other: SeenInvitation | undefined): boolean {
  return other === undefined || one.state === 'PENDING' || (other.state !== 'PENDING' && one.requestedAt >= other.requestedAt);
}
