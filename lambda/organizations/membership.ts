import { ORGANIZATIONAL_UNIT_ID, ROLE_ARN } from '../../lib/contract/forms';
import { type AccountMembershipAttributes, type AccountMembershipProperties } from '../../lib/contract/organizations';
import type { PropertyReader } from '../custom-resource/properties';
import { GuardedResource, Managed, Released, released } from '../custom-resource/resource';
import type { Unsuccessful } from '../guard/result';
import { Failure, failure } from '../guard/failure';
import type { Owned } from '../guard/ownership';
import { untilVisible } from '../guard/until-visible';
import { accept } from './acceptance';
import { outOfUse } from './decide/member-state';
import { organizationsFailure } from './invitation-failure';
import { askingOf, invitedMember, Means } from './invited-member';
import type { Member } from './member';
import type { MembershipDependencies, MembershipRequest } from './membership-request';
import type { OrganizationsCalls } from './organizations-calls';
import { place } from './placement';
import { applyTags } from './tags';
import { invitationOf, nameOf, readTags, readTarget } from './target';

type Properties = AccountMembershipProperties;

/** What is being handled. */
export type RequestKind = 'Create' | 'Update';

/** There is nothing to own: the account joined by itself, and leaving is never a side effect. */
export const MEMBERSHIP: Owned = { ownership: 'found', id: 'membership' };

/** What follows an invitation, without waiting for people: acceptance by a role, tags, placement. Each only if still needed. */
export class MembershipResource implements GuardedResource<Properties, object> {
  constructor(private readonly dependencies: MembershipDependencies) {}

  public read(properties: PropertyReader): Properties {
    return readMembership(properties);
  }

  public readIdentifying(): object {
    return {};
  }

  public async create(request: MembershipRequest): Promise<Managed | Failure> {
    return this.join(request, 'Create');
  }

  public async update(request: MembershipRequest): Promise<Managed | Failure> {
    const { calls, accounts, ownStack } = this.dependencies;
    const isUndoing = await ownStack.isUndoingUpdate(request.session, request.asker);
    if (isUndoing.kind === 'REFUSED') return isUndoing;
    return isUndoing.output ? restored({ calls, accounts }, request) : this.join(request, 'Update');
  }

  public async delete(): Promise<Released> {
    return released('KEPT');
  }

  private async join(request: MembershipRequest, during: RequestKind): Promise<Managed | Failure> {
    const { calls, accounts } = this.dependencies;
    const { session, properties } = request;
    const invited = await invitedMember(askingOf(this.dependencies, request), properties);
    if (invited.kind !== 'DONE') return membershipFailure(calls, request, invited);
    if (invited.output.member) return settle(calls, request, invited.output.member, during);
    if (properties.RoleArn === undefined) return pending(properties);

    const accepted = await accept(this.dependencies, request);
    // It may have joined by another invitation just now.
    if (accepted.kind === 'REFUSED' && accepted.code !== 'ALREADY_IN_AN_ORGANIZATION') return accepted;
    const account = accepted.kind === 'DONE' && accepted.output !== '' ? { AccountId: accepted.output } : properties.Target;
    const joined = await untilVisible(session, () => accounts.memberOf(session, account));
    if (joined.kind === 'DONE' && joined.output) return settle(calls, request, joined.output, during);
    if (accepted.kind === 'REFUSED') return accepted;
    return joined.kind === 'DONE' ? notInOrganization(properties) : membershipFailure(calls, request, joined);
  }
}

export function readMembership(properties: PropertyReader): Properties {
  const minutes = properties.wholeNumber('TimeoutMinutes');
  const roleArn = properties.formed('RoleArn', ROLE_ARN);
  const unit = properties.formed('OrganizationalUnitId', ORGANIZATIONAL_UNIT_ID);
  return {
    Target: readTarget(properties),
    HandshakeId: properties.required('HandshakeId'),
    HandshakeArn: properties.required('HandshakeArn'),
    ...properties.texts(['AccountId', 'ExternalId']),
    ...(roleArn !== undefined && { RoleArn: roleArn }),
    ...(unit !== undefined && { OrganizationalUnitId: unit }),
    ...(minutes !== undefined && { TimeoutMinutes: minutes }),
    ...(properties.optional('OnTimeout') !== undefined && { OnTimeout: properties.oneOf('OnTimeout', ['FAIL', 'CONTINUE']) }),
    ...readTags(properties),
  };
}

/** Gives a member its tags and its place. If the account is out of use, a Create fails. An Update only fails if it has to write something. */
export async function settle(
  calls: OrganizationsCalls, request: MembershipRequest, member: Member, during: RequestKind,
): Promise<Managed | Failure> {
  const { session, asker, properties } = request;
  const { OrganizationalUnitId: unit, Tags } = properties;
  const { id } = member;
  const unusable = outOfUse(member);
  if (unusable && during === 'Create') return unusable;
  const tagging = await applyTags(calls, session, member, Tags);
  if (tagging.kind === 'REFUSED') return tagging;
  if (tagging.kind !== 'DONE') return organizationsFailure({ calls, session, asker }, tagging, `tagging account ${id}`);
  const misplaced = unit === undefined ? undefined : await place({ calls, session, asker }, member, unit);
  return misplaced ?? membership({ AccountId: id, State: 'MEMBER' });
}

/** What a rollback can bring back: tags and the place of a member. Nothing is accepted, and what can't be brought back stays as it is. */
export async function restored(means: Means, request: MembershipRequest): Promise<Managed> {
  const invited = await invitedMember(askingOf(means, request), request.properties);
  const member = invited.kind === 'DONE' ? invited.output.member : undefined;
  if (!member) return pending(request.properties);
  const settled = await settle(means.calls, request, member, 'Update');
  return settled.kind === 'MANAGED' ? settled : membership({ AccountId: member.id, State: 'MEMBER' });
}

/** The invitation is still to be accepted. */
export function pending({ Target: { AccountId = '' } }: Properties): Managed {
  return membership({ AccountId, State: 'PENDING' });
}

/** The invitation was accepted, and yet the account isn't a member: it has left, or isn't seen yet. */
export function notInOrganization({ Target: target, HandshakeId: handshake }: Properties): Failure {
  return failure('ACCOUNT_NOT_IN_ORGANIZATION', { fact: `${invitationOf(target)} was accepted (handshake ${handshake})` });
}

function membership(attributes: AccountMembershipAttributes): Managed {
  return { kind: 'MANAGED', owned: MEMBERSHIP, attributes: { ...attributes } };
}

export function membershipFailure(
  calls: OrganizationsCalls, { session, asker, properties }: MembershipRequest, result: Unsuccessful,
): Promise<Failure> {
  return organizationsFailure({ calls, session, asker }, result, `looking up ${nameOf(properties.Target)}`);
}
