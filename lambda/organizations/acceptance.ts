import type { AccountMembershipProperties, TargetProperties } from '../../lib/contract/organizations';
import { call } from '../guard/call';
import { callFailure } from '../guard/call-failure';
import { deniedRole } from '../guard/denial';
import { Failure, failure } from '../guard/failure';
import { done, Result, Unsuccessful } from '../guard/result';
import type { Session } from '../guard/session';
import { accountOf } from '../guard/stack-view';
import { quoted, shown } from '../guard/wording';
import { describeHandshake } from './handshakes';
import { accountInArn } from '../guard/arn';
import { invitedAccountId } from './invited-account';
import type { MembershipDependencies, MembershipRequest } from './membership-request';
import type { AcceptingRole, RoleCalls } from './organizations-calls';
import { invitationOf } from './target';

const SESSION_NAME = 'cdk-org-guard';
const SERVICE_LINKED_ROLES = 'aws-service-role/organizations.amazonaws.com/*';

/** Accepts an invitation in the name of a role in the invited account. Gives the id of the account that accepted; empty if it isn't known. */
export async function accept({ calls, roles }: Pick<MembershipDependencies, 'calls' | 'roles'>, { session, asker, properties }: MembershipRequest): Promise<Result<string>> {
  const { Target: target, HandshakeId: handshake, HandshakeArn, RoleArn = '' } = properties;
  if (handshake === '' || HandshakeArn === '') return invitationGone(target, handshake);
  const assumed = await assume(roles, session, properties, sessionPolicy(RoleArn, HandshakeArn));
  if (assumed.kind === 'REFUSED') return assumed;

  const accepted = await call(session, 'organizations:AcceptHandshake', () => assumed.output.acceptHandshake(handshake));
  // Only the invited account can accept, so a role that has accepted is in that account.
  if (accepted.kind === 'DONE') return done(accountInArn(RoleArn));
  const refusal = refusalOf(accepted, target, RoleArn);
  if (accepted.kind === 'FAILED' && accepted.code !== 'ACCESS_DENIED') return refusal;

  const live = await describeHandshake(calls, session, handshake);
  if (live.kind === 'FAILED') return refusal;
  if (live.kind !== 'DONE') return invitationGone(target, handshake);
  // An earlier attempt, or somebody else, has accepted it.
  if (live.output.State === 'ACCEPTED') return done(invitedAccountId(target, live.output, accountOf(asker)));
  return endedFailure(live.output.State, target, handshake) ?? refusal;
}

/**
 * Whether a role can be entered, before there is anything to accept.
 *
 * @returns why not, if it can't
 */
export async function tryRole(
  roles: RoleCalls, session: Session, { Target, RoleArn, ExternalId }: Pick<AccountMembershipProperties, 'Target' | 'RoleArn' | 'ExternalId'>,
): Promise<Failure | undefined> {
  const assumed = await assume(roles, session, { Target, RoleArn, ExternalId }, NOTHING_ALLOWED);
  return assumed.kind === 'REFUSED' ? assumed : undefined;
}

const NOTHING_ALLOWED = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] });

/** Who accepts, and what. */
interface Acceptor extends Pick<AccountMembershipProperties, 'Target'> {
  readonly RoleArn?: string | undefined;
  readonly ExternalId?: string | undefined;
}

async function assume(roles: RoleCalls, session: Session, { Target: target, ExternalId, RoleArn = '' }: Acceptor, policy: string): Promise<Result<AcceptingRole>> {
  const assumed = await call(session, 'sts:AssumeRole', () => roles.assumeRole({
    roleArn: RoleArn,
    sessionName: SESSION_NAME,
    policy,
    ...(ExternalId !== undefined && { externalId: ExternalId }),
  }));
  if (assumed.kind === 'DONE') return assumed;
  const role = shown(RoleArn);
  return assumed.kind === 'FAILED' && assumed.code === 'ACCESS_DENIED'
    ? failure('ROLE_NOT_ASSUMABLE', { entity: invitationOf(target), role, principal: acceptorIn(assumed.error), message: saidBy(assumed.error) }, assumed.error)
    : callFailure(assumed, `assuming role ${role}`);
}

/** An invitation that exists, but not for the role, is for another account than that of the role. */
function refusalOf(accepted: Unsuccessful, target: TargetProperties, roleArn: string): Failure {
  const entity = invitationOf(target);
  const words = { entity, role: shown(roleArn), message: saidBy(accepted.error) };
  if (accepted.kind === 'MISSING') return failure('ROLE_NOT_IN_INVITED_ACCOUNT', words, accepted.error);
  const isDenied = accepted.kind === 'FAILED' && accepted.code === 'ACCESS_DENIED';
  return isDenied ? failure('ACCEPTANCE_DENIED', words, accepted.error) : callFailure(accepted, `accepting ${entity}`);
}

/** There is no such handshake any more, or there never was one. */
export function invitationGone(target: TargetProperties, handshake: string): Failure {
  return failure('INVITATION_GONE', { entity: invitationOf(target), handshake: handshake || 'the account was a member before' });
}

/** Why a handshake in this state can't be accepted any more, if it can't. */
export function endedFailure(state: string | undefined, target: TargetProperties, handshake: string): Failure | undefined {
  const entity = invitationOf(target);
  switch (state) {
    case 'DECLINED': return failure('INVITATION_DECLINED', { entity, handshake });
    case 'CANCELED': return failure('INVITATION_CANCELED', { entity, handshake });
    case 'EXPIRED': return failure('INVITATION_EXPIRED', { entity, handshake });
    case undefined: return invitationGone(target, handshake);
    default: return undefined;
  }
}

/** The session may only accept one handshake and let Organizations create its service-linked role, whatever else the role may do. */
function sessionPolicy(roleArn: string, handshakeArn: string): string {
  const [, partition = 'aws', , , account = '*'] = roleArn.split(':');
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'organizations:AcceptHandshake', Resource: handshakeArn },
      {
        Effect: 'Allow',
        Action: 'iam:CreateServiceLinkedRole',
        Resource: `arn:${partition}:iam::${account}:role/${SERVICE_LINKED_ROLES}`,
        Condition: { StringEquals: { 'iam:AWSServiceName': 'organizations.amazonaws.com' } },
      },
    ],
  });
}

/** Whom the trust policy has to name. */
function acceptorIn(error: { readonly message: string } | undefined): string {
  const role = deniedRole(error?.message ?? '');
  return role === undefined ? 'the acceptorRole of the invitation' : `${shown(role)}, the acceptorRole of the invitation,`;
}

function saidBy(error: { readonly message: string } | undefined): string {
  return error?.message ? quoted(error.message, 400) : 'AWS gave no reason';
}
