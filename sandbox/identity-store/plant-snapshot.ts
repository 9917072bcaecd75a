import type { Entity, StoreSnapshot } from '../seed/snapshot';
import type { Group, Membership, User } from './entities';
import type { IdentityStores } from './identity-stores';

/** Puts into a store what was read from another one, with its ids, unchecked: what is really there may be odder than what can be made. */
export function plantStore({ identityStoreId, users, groups, memberships }: StoreSnapshot, stores: IdentityStores): void {
  const store = stores.store(identityStoreId);
  for (const user of users) store.users.set(String(user.UserId), dated(user) as unknown as User);
  for (const group of groups) store.groups.set(String(group.GroupId), dated(group) as unknown as Group);
  for (const membership of memberships) store.memberships.set(String(membership.MembershipId), dated(membership) as unknown as Membership);
  store.settle();
}

function dated(entity: Entity): Entity {
  return { ...entity, ...dateIn(entity, 'CreatedAt'), ...dateIn(entity, 'UpdatedAt') };
}

function dateIn(entity: Entity, member: string): Entity {
  const text = entity[member];
  return typeof text === 'string' ? { [member]: new Date(text) } : {};
}
