import type { TargetProperties } from '../../lib/contract/organizations';
import { call } from '../guard/call';
import { callFailure } from '../guard/call-failure';
import type { Unsuccessful } from '../guard/result';
import { Failure, failure } from '../guard/failure';
import { masked } from '../guard/masking';
import { accountOf, Asker } from '../guard/stack-view';
import type { Session } from '../guard/session';
import { listed } from '../guard/wording';
import { isForManagement, isPending, recipientOf } from './handshake';
import { listHandshakes, listPendingInvitations } from './handshakes';
import type { OrganizationsCalls } from './organizations-calls';
import { nameOf } from './target';

/** Who asks, and what with. */
export interface Context {
  readonly calls: OrganizationsCalls;
  readonly session: Session;
  readonly asker: Asker;
}

/** What calls about a member are refused with when it has left. */
const NOT_A_MEMBER: readonly string[] = ['AccountNotFoundException', 'ChildNotFoundException', 'TargetNotFoundException'];

/**
 * The failure that follows from a refused call, with what a further call can tell about it. If that call fails, the first
 * failure is reported without it.
 */
export async function organizationsFailure(context: Context, result: Unsuccessful, doing: string): Promise<Failure> {
  if (NOT_A_MEMBER.includes(result.error?.exception ?? '')) {
    return failure('ACCOUNT_NOT_IN_ORGANIZATION', { fact: `${doing} began when the account was a member` }, result.error);
  }
  switch (result.kind === 'FAILED' ? result.code : undefined) {
    case 'INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES':
      return callFailure(result, doing, await whoHasNotApproved(context));
    case 'HANDSHAKE_RATE_LIMIT_EXCEEDED':
      return callFailure(result, doing, await invitationsOfTheDay(context));
    case 'ACCOUNT_NUMBER_LIMIT_EXCEEDED':
      return callFailure(result, doing, await invitationsThatArePending(context));
    case 'ACCOUNT_OWNER_NOT_VERIFIED':
    case 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED':
      return callFailure(result, doing, await emailOfManagementAccount(context));
    case 'ACCESS_DENIED':
      return await elsewhereThanManaged(context, result, doing) ?? callFailure(result, doing);
    default:
      return callFailure(result, doing);
  }
}

export function inviting(target: TargetProperties): string {
  return `inviting ${nameOf(target)}`;
}

/** The documentation has both names for what an account is asked. */
async function whoHasNotApproved({ calls, session, asker }: Context): Promise<string> {
  const management = accountOf(asker);
  for (const action of ['APPROVE_ALL_FEATURES', 'ENABLE_ALL_FEATURES'] as const) {
    const approvals = await listHandshakes(calls, session, { ActionType: action });
    if (approvals.kind !== 'DONE') return '';
    const waiting = approvals.output.filter((each) => isPending(each) && !isForManagement(each, management));
    if (waiting.length > 0) return `; not approved yet by ${listed(waiting.map((each) => recipientOf(each, management)))}`;
  }
  return '';
}

const DAY = 24 * 60 * 60_000;

/** The time when another invitation can be sent. The invitations of the last 24 hours count, unless they were accepted. */
async function invitationsOfTheDay({ calls, session }: Context): Promise<string> {
  const all = await listHandshakes(calls, session, { ActionType: 'INVITE' });
  const sent = all.kind === 'DONE' ? all.output.filter(({ State }) => State !== 'ACCEPTED').map(({ RequestedTimestamp }) => RequestedTimestamp?.getTime() ?? 0) : [];
  const ofTheDay = sent.filter((time) => time > session.now() - DAY);
  if (ofTheDay.length === 0) return '';
  const oldest = Math.min(...ofTheDay);
  const which = ofTheDay.length === 1 ? 'the one that counts' : `the oldest of the ${ofTheDay.length} that count`;
  return `; ${which} was sent at ${new Date(oldest).toISOString()}, so one more can be sent after ${new Date(oldest + DAY).toISOString()}`;
}

async function invitationsThatArePending({ calls, session }: Context): Promise<string> {
  const invitations = await listPendingInvitations(calls, session);
  const pending = invitations.kind === 'DONE' ? invitations.output.length : 0;
  return pending === 0 ? '' : `; ${pending} pending invitation${pending === 1 ? ' counts' : 's count'}`;
}

async function emailOfManagementAccount({ calls, session }: Context): Promise<string> {
  const organization = await call(session, 'organizations:DescribeOrganization', () => calls.describeOrganization());
  const email = organization.kind === 'DONE' ? organization.output.Organization?.MasterAccountEmail : undefined;
  return email === undefined ? '' : ` (${masked(email)})`;
}

/** Tells a missing permission from the wrong account. Every member may read its organization. */
async function elsewhereThanManaged({ calls, session, asker }: Context, { error }: Unsuccessful, doing: string): Promise<Failure | undefined> {
  const organization = await call(session, 'organizations:DescribeOrganization', () => calls.describeOrganization());
  const management = organization.kind === 'DONE' ? organization.output.Organization?.MasterAccountId : undefined;
  const account = accountOf(asker);
  if (management === undefined || management === account) return undefined;
  return failure('NOT_MANAGEMENT_ACCOUNT', { doing, account, management }, error);
}
