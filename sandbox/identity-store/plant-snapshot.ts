import type { Entity, StoreSnapshot } from '../seed/snapshot';
import { arnOf } from './arns';
import type { Group, Membership, User } from './entities';
import type { IdentityStores } from './identity-stores';
import { FIRST_REVISION } from './revision';

/** Puts into a store what was read from another one, with its ids, unchecked: what is really there may be odder than what can be made. */
export function plantStore({ identityStoreId, region, users, groups, memberships }: StoreSnapshot, stores: IdentityStores): void {
  const store = stores.name(identityStoreId, region);
  const whole = (entity: Entity, kind: 'User' | 'Group' | 'Membership'): Entity => ({
    // Clients that don't know them leave them out.
    [`${kind}Arn`]: arnOf(store.environment, ARN_NAMES[kind], String(entity[`${kind}Id`])),
    Revision: FIRST_REVISION,
    ...entity,
    ...dateIn(entity, 'CreatedAt'),
    ...dateIn(entity, 'UpdatedAt'),
  });
  for (const user of users) store.users.set(String(user.UserId), whole(user, 'User') as unknown as User);
  for (const group of groups) store.groups.set(String(group.GroupId), whole(group, 'Group') as unknown as Group);
  for (const membership of memberships) store.memberships.set(String(membership.MembershipId), membershipOf(whole(membership, 'Membership')));
  store.settle();
}

const ARN_NAMES = { User: 'user', Group: 'group', Membership: 'membership' } as const;

/** Memberships have no revision. */
function membershipOf({ Revision: _revision, ...membership }: Entity): Membership {
  return membership as unknown as Membership;
}

function dateIn(entity: Entity, member: string): Entity {
  const text = entity[member];
  return typeof text === 'string' ? { [member]: new Date(text) } : {};
}
