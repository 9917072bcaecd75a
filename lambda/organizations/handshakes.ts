import type { Handshake, HandshakeFilter } from '@aws-sdk/client-organizations';
import { call } from '../guard/call';
import { CallResult, done, missing } from '../guard/result';
import type { Session } from '../guard/session';
import { isPending } from './handshake';
import type { OrganizationsCalls } from './organizations-calls';

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
 * Tells a forgotten handshake from a denied one. The function may only touch invitations. AWS doesn't know any more whether a forgotten handshake was one, so
 * it may deny access instead of finding nothing. The list of all invitations tells.
 */
export async function goneIfForgotten<Output>(
  calls: OrganizationsCalls, session: Session, handshakeId: string, result: CallResult<Output>,
): Promise<CallResult<Output>> {
  if (result.kind !== 'FAILED' || result.code !== 'ACCESS_DENIED' || !result.error) return result;
  const all = await listHandshakes(calls, session, { ActionType: 'INVITE' });
  const isForgotten = all.kind === 'DONE' && !all.output.some(({ Id }) => Id === handshakeId);
  return isForgotten ? missing(result.error) : result;
}
