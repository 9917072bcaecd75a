import type { AccountMembershipAttributes, AccountMembershipProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, GuardedResource, Managed, Released } from '../custom-resource/resource';
import { pauseBefore } from '../guard/backoff';
import type { CallResult } from '../guard/call';
import type { Unsuccessful } from '../guard/call-failure';
import type { Failure } from '../guard/failure';
import type { Owned } from '../guard/ownership';
import { accept } from './acceptance';
import { Member, memberOf } from './accounts';
import { organizationsFailure } from './invitation-failure';
import type { OrganizationsCalls, RoleCalls } from './organizations-calls';
import { place } from './placement';
import { applyTags } from './tags';
import { nameOf, readTags, readTarget } from './target';

type Properties = AccountMembershipProperties;
export type MembershipRequest = CreateRequest<Properties>;

/** There is nothing to own: the account joined by itself, and leaving is never a side effect. */
export const MEMBERSHIP: Owned = { ownership: 'found', id: 'membership' };

/** How long an account that has accepted may take to be seen in the organization. */
const PATIENCE_WITH_INVISIBLE_MEMBER = 30_000;

export interface MembershipDependencies {
  readonly calls: OrganizationsCalls;
  readonly roles: RoleCalls;
}

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
    const { calls } = this.dependencies;
    const { session, properties } = request;
    const member = await memberOf(calls, session, properties.Target);
    if (member.kind !== 'DONE') return membershipFailure(calls, request, member);
    if (member.output) return settle(calls, request, member.output);
    if (properties.RoleArn === undefined) return pending(properties);

    const refused = await accept(this.dependencies, request);
    if (refused) return refused;
    const joined = await this.seenMember(request);
    if (joined.kind !== 'DONE') return membershipFailure(calls, request, joined);
    return joined.output ? settle(calls, request, joined.output) : pending(properties);
  }

  public update(request: MembershipRequest): Promise<Managed | Failure> {
    return this.create(request);
  }

  public async delete(): Promise<Released> {
    return { ok: true, released: 'KEPT' };
  }

  private async seenMember({ session, properties }: MembershipRequest): Promise<CallResult<Member | undefined>> {
    const started = session.now();
    for (let attempts = 1; ; attempts++) {
      const member = await memberOf(this.dependencies.calls, session, properties.Target);
      if (member.kind !== 'DONE' || member.output) return member;
      const pause = pauseBefore(attempts + 3, session.random());
      if (session.now() + pause - started > PATIENCE_WITH_INVISIBLE_MEMBER || pause >= session.remaining) return member;
      await session.sleep(pause);
    }
  }
}

export function readMembership(properties: PropertyReader): Properties {
  return {
    Target: readTarget(properties),
    HandshakeId: properties.required('HandshakeId'),
    HandshakeArn: properties.required('HandshakeArn'),
    ...properties.texts(['RoleArn', 'ExternalId', 'TimeoutMinutes', 'OrganizationalUnitId']),
    ...(properties.optional('OnTimeout') !== undefined && { OnTimeout: properties.oneOf('OnTimeout', ['FAIL', 'CONTINUE']) }),
    ...readTags(properties),
  };
}

/** What an account gets once it is a member. */
export async function settle(calls: OrganizationsCalls, request: MembershipRequest, { id }: Member): Promise<Managed | Failure> {
  const { session, asker, properties } = request;
  const { OrganizationalUnitId: unit, Tags } = properties;
  const tagging = await applyTags(calls, session, id, Tags);
  if (tagging.kind !== 'DONE') return organizationsFailure({ calls, session, asker }, tagging, `tagging account ${id}`);
  const misplaced = unit === undefined ? undefined : await place({ calls, session, asker }, id, unit);
  return misplaced ?? membership({ AccountId: id, State: 'MEMBER' });
}

/** The invitation is still to be accepted. */
export function pending({ Target: { AccountId = '' } }: Properties): Managed {
  return membership({ AccountId, State: 'PENDING' });
}

function membership(attributes: AccountMembershipAttributes): Managed {
  return { ok: true, owned: MEMBERSHIP, attributes: { ...attributes } };
}

export function membershipFailure(
  calls: OrganizationsCalls, { session, asker, properties }: MembershipRequest, result: Unsuccessful,
): Promise<Failure> {
  return organizationsFailure({ calls, session, asker }, result, `looking up ${nameOf(properties.Target)}`);
}
