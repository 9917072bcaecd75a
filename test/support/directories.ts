import { Entity, Snapshot, SNAPSHOT_FORMAT, StoreSnapshot } from '../../sandbox/seed/snapshot';
import { MANAGEMENT, STORE } from './ids';

/** The id of something of a store, made of a digit for its kind and a number. */
export function storeId(kind: number, number: number): string {
  return `1234567890-${kind}${String(number).padStart(7, '0')}-1a2b-4c3d-8e4f-0123456789ab`;
}

/** A user as the service answers, with an address. */
export function userEntity(number: number, different: Entity = {}): Entity {
  const UserName = `person-${number}`;
  return {
    IdentityStoreId: STORE, UserId: storeId(1, number), UserName, DisplayName: `Person ${number}`, Name: { GivenName: 'Given', FamilyName: `Family ${number}` },
    Emails: [{ Value: `${UserName}@example.com`, Type: 'work', Primary: true }], UserStatus: 'ENABLED', ...different,
  };
}

/** A group as the service answers. */
export function groupEntity(number: number, different: Entity = {}): Entity {
  return { IdentityStoreId: STORE, GroupId: storeId(2, number), DisplayName: `team-${number}`, ...different };
}

/** That users are in groups, by the numbers of both. */
export function membershipEntities(...pairs: readonly (readonly [user: number, group: number])[]): Entity[] {
  return pairs.map(([user, group]) => ({
    IdentityStoreId: STORE, MembershipId: storeId(3, user * 10_000 + group), GroupId: storeId(2, group), MemberId: { UserId: storeId(1, user) },
  }));
}

/** What was read of a store alone. */
export function snapshotWith(store: Partial<StoreSnapshot>, different: Partial<Snapshot> = {}): Snapshot {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    format: SNAPSHOT_FORMAT,
    reading: {
      version: '1.2.3', startedAt: at, endedAt: at, caller: { account: MANAGEMENT, arn: `arn:aws:iam::${MANAGEMENT}:user/jane` }, region: 'us-east-1', stackRegions: [],
    },
    identityStores: [{ identityStoreId: STORE, region: 'us-east-1', users: [], groups: [], memberships: [], ...store }],
    stacks: [],
    notRead: [],
    ...different,
  };
}
