import { STORE_RESOURCE_ID } from '../../lib/contract/forms';
import type { Entity, StoreSnapshot } from '../../sandbox/seed/snapshot';
import { isDeclarable, isDeclarableName } from './declarable';
import type { LeftOut, Reason } from './left-out';
import { LookAlikes } from './look-alikes';
import { emailsOf, userDeclaration } from './user-declaration';
import { present, Properties } from './values';

/**
 * How something of a store is written:
 * - `DECLARED`: by a construct that adopts it.
 * - `LOOKED_UP`: by its name, since an identity provider owns it.
 * - `BY_ID`: only referred to, since it can't be declared.
 */
export type Manner = 'DECLARED' | 'LOOKED_UP' | 'BY_ID';

/** A user or a group that is there. */
export interface Scanned {
  readonly id: string;
  readonly kind: 'user' | 'group';
  readonly name: string;
  readonly manner: Manner;
  /** Those of its construct; none unless it is declared. */
  readonly properties: Properties;
  /** Whether an identity provider owns it. */
  readonly isProvided: boolean;
  /** What can't be declared of it. */
  readonly leftOut: readonly LeftOut[];
}

/** That a user is in a group, by their ids. */
export interface ScannedMembership {
  readonly groupId: string;
  readonly userId: string;
}

/** What is written of an identity store. */
export interface Directory {
  readonly identityStoreId: string;
  readonly region: string;
  readonly groups: readonly Scanned[];
  readonly users: readonly Scanned[];
  readonly memberships: readonly ScannedMembership[];
  readonly leftOut: readonly LeftOut[];
}

export interface DirectoryOptions {
  /** Which groups, with their members; all groups and users without it. */
  readonly isAskedFor?: (groupName: string) => boolean;
  /** Whether something was written by the scan before, and so comes first where two can't be told apart. */
  readonly isKnown?: (id: string) => boolean;
}

/** What is written of an identity store, in an order that only depends on names and ids. */
export function directoryOf(store: StoreSnapshot, { isAskedFor, isKnown = () => false }: DirectoryOptions = {}): Directory {
  const groupIds = new Set(store.groups.filter(({ DisplayName }) => isAskedFor?.(String(DisplayName)) ?? true).map(({ GroupId }) => String(GroupId)));
  const asked = store.memberships.filter(({ GroupId }) => groupIds.has(String(GroupId)) || !isAskedFor);
  const members = new Set(asked.map(memberOf));
  const groups = scannedAll('group', store.groups.filter((group) => groupIds.has(idOf(group))), isKnown);
  const users = scannedAll('user', store.users.filter((user) => !isAskedFor || members.has(idOf(user))), isKnown);
  const written = new Map([...groups, ...users].map((each) => [each.id, each]));
  const names = new Map([...store.groups, ...store.users].map((entity) => [idOf(entity), nameOf(entity)]));
  const lost: LeftOut[] = [];
  const memberships = new Map<string, ScannedMembership>();
  for (const membership of asked) {
    const [groupId, userId] = [String(membership.GroupId), memberOf(membership)];
    if (written.has(groupId) && written.has(userId)) memberships.set(membershipKey({ groupId, userId }), { groupId, userId });
    else lost.push({ reason: 'MEMBER_UNKNOWN', kind: 'membership', name: `${names.get(userId) ?? userId} in ${names.get(groupId) ?? groupId}` });
  }
  const unknown = [...store.groups, ...store.users].filter((entity) => !STORE_RESOURCE_ID.form.test(idOf(entity)));
  const nameOfId = (id: string): string => written.get(id)?.name ?? id;
  return {
    identityStoreId: store.identityStoreId,
    region: store.region,
    groups,
    users,
    memberships: [...memberships.values()].sort((one, other) => compare(nameOfId(one.groupId), nameOfId(other.groupId)) || compare(one.groupId, other.groupId)),
    leftOut: [...groups, ...users].flatMap(({ leftOut }) => leftOut).concat(
      unknown.map((entity) => ({ reason: 'UNKNOWN_ID', kind: entity.UserId === undefined ? 'group' : 'user', name: nameOf(entity) })), lost,
    ),
  };
}

/** Whether it becomes a resource. What is only referred to doesn't, and CloudFormation takes no stack without any. */
export function isResource({ manner }: Scanned): boolean {
  return manner !== 'BY_ID';
}

/** Tells one membership from another. */
export function membershipKey({ groupId, userId }: ScannedMembership): string {
  return `${userId} in ${groupId}`;
}

/** By their names. What was written before is looked at first. */
function scannedAll(kind: 'user' | 'group', entities: readonly Entity[], isKnown: (id: string) => boolean): Scanned[] {
  const lookAlikes = new LookAlikes();
  const scanned = entities.filter((entity) => STORE_RESOURCE_ID.form.test(idOf(entity)))
    .sort((one, other) => compare(nameOf(one), nameOf(other)) || compare(idOf(one), idOf(other)));
  const first = [...scanned.filter((entity) => isKnown(idOf(entity))), ...scanned.filter((entity) => !isKnown(idOf(entity)))];
  const written = new Map(first.map((entity) => [entity, kind === 'user' ? scannedUser(entity, lookAlikes) : scannedGroup(entity, lookAlikes)]));
  return scanned.map((entity) => written.get(entity) as Scanned);
}

function scannedGroup(group: Entity, lookAlikes: LookAlikes): Scanned {
  const name = nameOf(group);
  const base = { id: idOf(group), kind: 'group', name, isProvided: isProvided(group) } as const;
  const refused = (reason: Reason): Scanned => ({ ...base, manner: 'BY_ID', properties: {}, leftOut: [{ reason, kind: 'group', name }] });
  if (!isDeclarableName('group', name)) return refused('NOT_DECLARABLE');
  if (base.isProvided) return { ...base, manner: 'LOOKED_UP', properties: {}, leftOut: [] };
  if (lookAlikes.hasLike([name])) return refused('LOOKS_LIKE_ANOTHER');
  lookAlikes.add([name]);
  const { Description: description } = group;
  const isText = typeof description === 'string' && isDeclarable(description);
  return {
    ...base, manner: 'DECLARED', properties: present({ displayName: name, description: isText ? description : undefined }),
    leftOut: isText || description === undefined ? [] : [{ reason: 'ATTRIBUTE', kind: 'group', name, property: 'description' }],
  };
}

function scannedUser(user: Entity, lookAlikes: LookAlikes): Scanned {
  const name = nameOf(user);
  const base = { id: idOf(user), kind: 'user', name, isProvided: isProvided(user) } as const;
  const refused = (reason: Reason): Scanned => ({ ...base, manner: 'BY_ID', properties: {}, leftOut: [{ reason, kind: 'user', name }] });
  if (!isDeclarableName('user', name)) return refused('NOT_DECLARABLE');
  if (base.isProvided) return { ...base, manner: 'LOOKED_UP', properties: {}, leftOut: [] };
  const { properties, leftOut } = userDeclaration(user);
  const { displayName, name: parts, email } = properties;
  if (emailsOf(user) > 1) return refused('SEVERAL_EMAILS');
  if (leftOut.includes('email')) return refused('NOT_DECLARABLE');
  if (typeof email !== 'string') return refused('NO_EMAIL');
  const { givenName, familyName } = (parts ?? {}) as Properties;
  if (displayName === undefined || givenName === undefined || familyName === undefined) return refused('NO_NAME');
  if (lookAlikes.hasLike([name], [email])) return refused('LOOKS_LIKE_ANOTHER');
  lookAlikes.add([name], [email]);
  return { ...base, manner: 'DECLARED', properties, leftOut: leftOut.map((property) => ({ reason: 'ATTRIBUTE', kind: 'user', name, property })) };
}

function isProvided({ ExternalIds }: Entity): boolean {
  return Array.isArray(ExternalIds) && ExternalIds.length > 0;
}

function idOf({ UserId, GroupId }: Entity): string {
  return String(UserId ?? GroupId);
}

function nameOf({ UserName, DisplayName, UserId }: Entity): string {
  return String((UserId === undefined ? DisplayName : UserName) ?? '');
}

function memberOf({ MemberId }: Entity): string {
  return String((MemberId as Entity | undefined)?.UserId);
}

/** By code points, wherever it runs. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
