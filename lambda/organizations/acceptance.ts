import { call } from '../guard/call';
import { callFailure } from '../guard/call-failure';
import { Failure, failure } from '../guard/failure';
import { quoted, shown } from '../guard/wording';
import { describeHandshake } from './handshakes';
import type { MembershipDependencies, MembershipRequest } from './membership-request';
import { invitationOf } from './target';

const SESSION_NAME = 'cdk-org-guard';
const SERVICE_LINKED_ROLES = 'aws-service-role/organizations.amazonaws.com/*';

/** Accepts an invitation in the name of a role in the invited account. */
export async function accept({ calls, roles }: MembershipDependencies, { session, properties }: MembershipRequest): Promise<Failure | undefined> {
  const { Target: target, HandshakeId: handshake, HandshakeArn, ExternalId, RoleArn = '' } = properties;
  const [entity, role] = [invitationOf(target), shown(RoleArn)];
  if (handshake === '' || HandshakeArn === '') return endedFailure(undefined, entity, handshake);
  const assumed = await call(session, 'sts:AssumeRole', () => roles.assumeRole({
    roleArn: RoleArn,
    sessionName: SESSION_NAME,
    policy: sessionPolicy(RoleArn, HandshakeArn),
    ...(ExternalId !== undefined && { externalId: ExternalId }),
  }));
  if (assumed.kind === 'FAILED' && assumed.code === 'ACCESS_DENIED') {
    return failure('ROLE_NOT_ASSUMABLE', { entity, role, message: saidBy(assumed.error) }, assumed.error);
  }
  if (assumed.kind !== 'DONE') return callFailure(assumed, `assuming role ${role}`);

  const accepted = await call(session, 'organizations:AcceptHandshake', () => assumed.output.acceptHandshake(handshake));
  if (accepted.kind === 'DONE') return undefined;
  const isDenied = accepted.kind === 'FAILED' && accepted.code === 'ACCESS_DENIED';
  // What is missing for the role, and yet there, is for another account than the role's.
  const refused = isDenied || accepted.kind === 'MISSING'
    ? failure('ACCEPTANCE_DENIED', { entity, role, message: saidBy(accepted.error) }, accepted.error)
    : callFailure(accepted, `accepting ${entity}`);
  if (accepted.kind === 'FAILED' && !isDenied) return refused;

  const live = await describeHandshake(calls, session, handshake);
  if (live.kind === 'FAILED') return refused;
  const state = live.kind === 'DONE' ? live.output.State : undefined;
  // An earlier attempt, or somebody else, has accepted it.
  return state === 'ACCEPTED' ? undefined : endedFailure(state, entity, handshake) ?? refused;
}

/** Why a handshake in this state can't be accepted any more, if it can't. */
export function endedFailure(state: string | undefined, entity: string, handshake: string): Failure | undefined {
  switch (state) {
    case 'DECLINED': return failure('INVITATION_DECLINED', { entity, handshake });
    case 'CANCELED': return failure('INVITATION_CANCELED', { entity, handshake });
    case 'EXPIRED': return failure('INVITATION_EXPIRED', { entity, handshake });
    case undefined: return failure('INVITATION_GONE', { entity, handshake: handshake || 'the account was a member before' });
    default: return undefined;
  }
}

/** Whatever else the role may do, this session accepts one handshake and lets Organizations have its service-linked role. */
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

function saidBy(error: { readonly message: string } | undefined): string {
  return error?.message ? quoted(error.message, 400) : 'AWS gave no reason';
}
