import type { Handshake } from '@aws-sdk/client-organizations';
import type { TargetProperties } from '../../lib/contract/organizations';
import type { CreateRequest, UpdateRequest } from '../custom-resource/resource';
import { CallResult, done } from '../guard/result';
import { predecessorOf } from '../guard/ownership';
import { isSameAddress } from '../guard/same-text';
import type { Session } from '../guard/session';
import { accountOf } from '../guard/stack-view';
import type { Accounts } from './accounts';
import { isFor, isPending, wasFor } from './handshake';
import { describeHandshake } from './handshakes';
import { accountInArn } from '../guard/arn';
import { invitedAccountId } from './invited-account';
import type { Member } from './member';
import type { OrganizationsCalls } from './organizations-calls';

/** What members are looked for with. */
export interface Means {
  readonly calls: OrganizationsCalls;
  readonly accounts: Accounts;
}

/** Who asks for a member, and what with. */
interface Asking extends Means {
  readonly session: Session;
  readonly invitingAccount: string;
}

export function askingOf({ calls, accounts }: Means, { session, asker }: Pick<CreateRequest<unknown>, 'session' | 'asker'>): Asking {
  return { calls, accounts, session, invitingAccount: accountOf(asker) };
}

/** What a resource knows of an invitation. */
interface Invitation {
  readonly Target: TargetProperties;
  /** Empty if the account was a member when it was to be invited. */
  readonly HandshakeId: string;
  /** Empty if it isn't known. */
  readonly AccountId?: string;
  /** The role in the invited account that is to accept. */
  readonly RoleArn?: string;
}

/** What became of an invitation. */
interface Invited {
  readonly member: Member | undefined;
  /** As far as it was read; without a state if it is gone. */
  readonly handshake?: Handshake;
}

/**
 * The invited account, if it is a member. For an invitation by e-mail the list of all accounts is the last resort: it may have thousands, and the address of
 * the account may have changed since.
 */
export async function invitedMember(asking: Asking, invitation: Invitation): Promise<CallResult<Invited>> {
  const { calls, accounts, session } = asking;
  const { Target: target, HandshakeId: id, AccountId: known = '', RoleArn: role } = invitation;
  if (target.Email === undefined) return invitedAs(await accounts.memberOf(session, target));
  if (known !== '') {
    const member = await accounts.describe(session, known);
    if (member.kind !== 'DONE' || member.output) return invitedAs(member);
  }
  if (id === '') return invitedAs(await accounts.memberOf(session, target));
  // The state of the invitation is only read if the role can't accept it: of all requests the service takes the fewest of these.
  if (role !== undefined) return invitedAs(onlyIf(await accounts.describe(session, accountInArn(role)), (member) => isMember(member, target)));
  const handshake = existing(await describeHandshake(calls, session, id));
  if (handshake.kind !== 'DONE') return handshake;
  if (isPending(handshake.output)) return done({ member: undefined, handshake: handshake.output });
  return invitedAs(await whoAccepted(asking, target, handshake.output), handshake.output);
}

/** What the invitations that this resource knows tell of the account, before another one is sent. */
export interface KnownMember {
  readonly member: Member | undefined;
  /** The handshakes that were read, by their ids; one that is gone has no state. */
  readonly handshakes: ReadonlyMap<string, Handshake>;
}

/** The declared account, if it is known to be a member. For one that is declared by its e-mail address the list of all accounts isn't read. */
export async function knownMember(asking: Asking, request: UpdateRequest<{ readonly Target: TargetProperties }>): Promise<CallResult<KnownMember>> {
  const { calls, accounts, session } = asking;
  const { properties: { Target: target }, owned } = request;
  const handshakes = new Map<string, Handshake>();
  const known = (member: CallResult<Member | undefined>): CallResult<KnownMember> => (member.kind === 'DONE' ? done({ member: member.output, handshakes }) : member);
  if (target.Email === undefined) return known(await accounts.memberOf(session, target));

  for (const candidate of [owned, predecessorOf(owned)]) {
    if (!candidate) continue;
    if (candidate.ownership === 'member') {
      const member = await accounts.describe(session, candidate.id);
      if (member.kind !== 'DONE' || isMember(member.output, target)) return known(member);
      continue;
    }
    const handshake = existing(await describeHandshake(calls, session, candidate.id));
    if (handshake.kind !== 'DONE') return handshake;
    handshakes.set(candidate.id, handshake.output);
    // The old properties don't count: after an update that failed without rollback they have another target than the id.
    if (!isFor(handshake.output, target) && !wasFor(handshake.output, target)) continue;
    if (handshake.output.State === 'ACCEPTED') return known(await whoAccepted(asking, target, handshake.output));
    if (isPending(handshake.output)) break;
  }
  return known(done(undefined));
}

function isMember(member: Member | undefined, { Email }: TargetProperties): boolean {
  return member !== undefined && isSameAddress(member.email, Email);
}

function onlyIf(found: CallResult<Member | undefined>, test: (member: Member) => boolean): CallResult<Member | undefined> {
  return found.kind === 'DONE' && found.output && !test(found.output) ? done(undefined) : found;
}

async function whoAccepted(
  { accounts, session, invitingAccount }: Asking, target: TargetProperties, handshake: Handshake,
): Promise<CallResult<Member | undefined>> {
  const id = handshake.State === 'ACCEPTED' ? invitedAccountId(target, handshake, invitingAccount) : '';
  return id === '' ? accounts.memberOf(session, target) : accounts.describe(session, id);
}

function invitedAs(member: CallResult<Member | undefined>, handshake?: Handshake): CallResult<Invited> {
  return member.kind === 'DONE' ? done({ member: member.output, ...(handshake && { handshake }) }) : member;
}

/** One that is gone has nothing. */
function existing(live: CallResult<Handshake>): CallResult<Handshake> {
  return live.kind === 'MISSING' ? done({}) : live;
}
