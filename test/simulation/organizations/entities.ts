import type { Sandbox } from '../../../sandbox/sandbox';
import type { Entity } from '../domain';
import { organizationOf } from './world';

/** A pending invitation. One that has ended is no more. */
export interface Invitation {
  readonly target: string;
  readonly notes?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** That an account is in the organization. */
export interface Membership {
  readonly joinedAt: number;
  readonly parentId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Of the account: whether it is closed, or about to be. */
  readonly state: string;
}

/** What of the organization itself can change. */
export interface Features {
  readonly featureSet: string;
  /** Whether all features have been asked for. */
  readonly isRequested: boolean;
}

/** Last seen, so that a value is only replaced when it is another one. */
const seen = new WeakMap<Sandbox, Map<string, { readonly text: string; readonly entity: Entity }>>();

export function entitiesOf(sandbox: Sandbox): Entity[] {
  const { organizations: { handshakes, accounts } } = sandbox;
  const organization = organizationOf(sandbox);
  const invitations = handshakes.pending(organization.id, 'INVITE').map(({ id, recipient, notes, tags = [] }): Entity => {
    const value: Invitation = {
      target: recipient?.id ?? '', ...(notes !== undefined && { notes }), tags: Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])),
    };
    return { kind: 'Handshake', id, value };
  });
  const members = [...organization.members.values()].map(({ accountId, joinedAt, parentId }): Entity => {
    const value: Membership = { joinedAt, parentId, tags: Object.fromEntries(organization.tagsOf(accountId)), state: accounts.get(accountId).state };
    return { kind: 'Account', id: accountId, value };
  });
  const features: Features = { featureSet: organization.featureSet, isRequested: handshakes.pending(organization.id, 'ENABLE_ALL_FEATURES').length > 0 };
  return [...invitations, ...members, { kind: 'Features', id: 'all-features', value: features }].map((entity) => asBefore(sandbox, entity));
}

function asBefore(sandbox: Sandbox, entity: Entity): Entity {
  const known = seen.get(sandbox) ?? new Map<string, { text: string; entity: Entity }>();
  seen.set(sandbox, known);
  const text = JSON.stringify(entity.value);
  const before = known.get(entity.id);
  if (before?.text === text) return before.entity;
  known.set(entity.id, { text, entity });
  return entity;
}
