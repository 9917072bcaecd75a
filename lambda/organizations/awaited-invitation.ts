import type { Handshake } from '@aws-sdk/client-organizations';
import type { AccountMembershipProperties } from '../../lib/contract/organizations';
import { failure } from '../guard/failure';
import { done } from '../guard/result';
import { POLICY_SPREADING } from '../guard/schedules';
import { endedFailure, invitationGone } from './acceptance';
import { describeHandshake } from './handshakes';
import { askingOf, invitedMember, Means } from './invited-member';
import { membershipFailure, notInOrganization, pending, RequestKind, settle } from './membership';
import type { MembershipRequest } from './membership-request';
import { invitationOf } from './target';

/** Failures of a poll that say nothing about the invitation. The next poll may succeed. */
const NOT_YET = ['THROTTLED', 'SERVICE_UNAVAILABLE', 'OUT_OF_TIME', 'CONCURRENT_MODIFICATION'];

const DEFAULT_MINUTES = 30;

/** A deployment that waits for an account to accept its invitation. */
export interface AwaitedInvitation extends MembershipRequest {
  readonly during: RequestKind;
}

/** What a look at it comes to. */
export type Polled = Awaited<ReturnType<typeof settle>> | 'NOT_YET';

/**
 * Looks whether the account has accepted.
 *
 * @param since when the deployment began to wait, in milliseconds since 1970
 */
export async function poll(means: Means, request: AwaitedInvitation, since: number): Promise<Polled> {
  const { session, properties } = request;
  const waited = session.now() - since;
  const isLate = waited >= minutesOf(properties) * 60_000;
  const result = await look(means, request, isLate);
  if (result === 'NOT_YET' || result.kind === 'MANAGED') return result;
  // One poll takes less time than a policy may take to become effective.
  const isPassing = NOT_YET.includes(result.code) || (result.code === 'ACCESS_DENIED' && waited < POLICY_SPREADING);
  return isPassing && !isLate ? 'NOT_YET' : result;
}

async function look(means: Means, request: AwaitedInvitation, isLate: boolean): Promise<Polled> {
  const { calls } = means;
  const { session, properties } = request;
  const { Target: target, HandshakeId: id, OnTimeout } = properties;
  const invited = await invitedMember(askingOf(means, request), properties);
  if (invited.kind !== 'DONE') {
    const unseen = await membershipFailure(calls, request, invited);
    return isLate && OnTimeout === 'CONTINUE' && NOT_YET.includes(unseen.code) ? pending(properties) : unseen;
  }
  const { member, handshake: seen } = invited.output;
  if (member) return settle(calls, request, member, request.during);
  if (id === '') return invitationGone(target, id);

  const live = seen ? done(seen) : await describeHandshake(calls, session, id);
  if (live.kind === 'FAILED') return isLate ? outOfTime(properties, {}) : membershipFailure(calls, request, live);
  const handshake = live.kind === 'DONE' ? live.output : {};
  return endedFailure(handshake.State, target, id) ?? (isLate ? outOfTime(properties, handshake) : 'NOT_YET');
}

function outOfTime(properties: AccountMembershipProperties, { State: state, ExpirationTimestamp: expires }: Handshake): Polled {
  const { Target: target, HandshakeId: handshake, OnTimeout } = properties;
  if (OnTimeout === 'CONTINUE') return pending(properties);
  if (state === 'ACCEPTED') return notInOrganization(properties);
  return failure('INVITATION_NOT_ACCEPTED', {
    entity: invitationOf(target), minutes: String(minutesOf(properties)), handshake, expires: expires?.toISOString() ?? 'it expires',
  });
}

/** How long a deployment waits. */
export function minutesOf({ TimeoutMinutes }: AccountMembershipProperties): number {
  return Number(TimeoutMinutes ?? DEFAULT_MINUTES);
}
