import type { Handshake, HandshakeFilter } from '@aws-sdk/client-organizations';
import type { TargetProperties } from '../../lib/private/contract';
import { call, Unanswered, wasMadeBy } from '../guard/call';
import { CallResult, done, missing } from '../guard/result';
import { masked } from '../guard/masking';
import type { Session } from '../guard/session';
import type { OrganizationsCalls } from './organizations-calls';
import { isSameEmail } from './target';

/** A fresh invitation is OPEN in samples and REQUESTED in texts of the documentation. */
const PENDING = ['OPEN', 'REQUESTED'];

export function isPending({ State }: Handshake): boolean {
  return PENDING.includes(State ?? '');
}

/** Whether the handshake is an invitation of the target. */
export function isFor({ Parties = [] }: Handshake, { AccountId, Email }: TargetProperties): boolean {
  return Parties.some(({ Type, Id }) => Email === undefined ? Type === 'ACCOUNT' && Id === AccountId : Type === 'EMAIL' && isSameEmail(Id, Email));
}

/** Every handshake of the organization that the filter chooses. Pages in between can be empty. */
export async function listHandshakes(calls: OrganizationsCalls, session: Session, filter: HandshakeFilter): Promise<CallResult<readonly Handshake[]>> {
  const handshakes: Handshake[] = [];
  let nextToken: string | undefined;
  do {
    const page = await call(session, 'organizations:ListHandshakesForOrganization', () => calls.listHandshakes(filter, nextToken));
    if (page.kind !== 'DONE') return page;
    handshakes.push(...page.output.items);
    nextToken = page.output.nextToken;
  } while (nextToken !== undefined);
  return done(handshakes);
}

export async function listPendingInvitations(calls: OrganizationsCalls, session: Session): Promise<CallResult<readonly Handshake[]>> {
  const all = await listHandshakes(calls, session, { ActionType: 'INVITE' });
  return all.kind === 'DONE' ? done(all.output.filter(isPending)) : all;
}

export async function describeHandshake(calls: OrganizationsCalls, session: Session, handshakeId: string): Promise<CallResult<Handshake>> {
  const described = await call(session, 'organizations:DescribeHandshake', () => calls.describeHandshake({ HandshakeId: handshakeId }));
  return goneIfForgotten(calls, session, handshakeId, described);
}

/**
 * The function may only touch invitations, and nothing tells any more that a handshake was one which AWS has forgotten: it may be
 * denied instead of not found. The list of all invitations tells.
 */
export async function goneIfForgotten<Output>(
  calls: OrganizationsCalls, session: Session, handshakeId: string, result: CallResult<Output>,
): Promise<CallResult<Output>> {
  if (result.kind !== 'FAILED' || result.code !== 'ACCESS_DENIED' || !result.error) return result;
  const all = await listHandshakes(calls, session, { ActionType: 'INVITE' });
  const isForgotten = all.kind === 'DONE' && !all.output.some(({ Id }) => Id === handshakeId);
  return isForgotten ? missing(result.error) : result;
}

/** Whether a pending invitation is what this very invocation sent in an attempt whose answer was lost. */
export function isOwnLostInvitation({ RequestedTimestamp, Resources = [] }: Handshake, notes: string | undefined, unanswered: readonly Unanswered[]): boolean {
  return wasMadeBy(unanswered, RequestedTimestamp?.getTime())
    && Resources.find(({ Type }) => Type === 'NOTES')?.Value === notes;
}

/** The party that the handshake was sent to, as messages show it. */
export function recipientOf({ Parties = [] }: Handshake): string {
  const { Type, Id = 'unknown' } = Parties.find((party) => party.Type !== 'ORGANIZATION') ?? {};
  return Type === 'EMAIL' ? masked(Id) : Id;
}
