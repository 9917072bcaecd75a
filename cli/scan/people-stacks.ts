import { ConstructIds } from './construct-ids';
import { Directory, isResource, membershipKey, Scanned, ScannedMembership } from './directory';
import type { PeopleStack, Placed, PlacedUser } from './stack-model';
import { Cost, costOf, NOTHING, StackRoom, sumOf } from './stack-room';
import { recordedIds, ScanRecord } from './written-before';

/** What a membership takes: it imports its group from another stack. */
const OF_MEMBERSHIP = costOf({ GroupId: { 'Fn::ImportValue': 'x'.repeat(120) }, UserId: { 'Fn::GetAtt': ['x'.repeat(80), 'UserId'] }, ConflictPolicy: 'OVERWRITE' });

/** Where each user and each membership is: what was written before stays where it is. */
interface Places {
  readonly room: StackRoom;
  /** The stacks of the users by their ids. */
  readonly users: Map<string, string>;
  /** The stacks of the memberships by their keys. */
  readonly memberships: Map<string, string>;
}

/** A user and its memberships are in one stack, as far as there is room for them. */
export function peopleStacks({ users, memberships }: Directory, groups: ReadonlyMap<string, Placed<Scanned>>, before: ScanRecord): PeopleStack[] {
  const ofUser = byUser(memberships);
  const places = placesBefore(users, memberships, before);
  for (const user of users) placeAdded(user, ofUser.get(user.id) ?? [], places);
  const constructIds = new ConstructIds('User', recordedIds(before, 'users').ids);
  const inStacks = new Map(places.room.names.map((name): [string, PlacedUser[]] => [name, []]));
  for (const entity of users) {
    const constructId = constructIds.of(entity);
    const home = places.users.get(entity.id) as string;
    const groupsIn = new Map<string, Placed<Scanned>[]>([[home, []]]);
    for (const membership of ofUser.get(entity.id) ?? []) {
      const name = places.memberships.get(membershipKey(membership)) as string;
      groupsIn.set(name, [...groupsIn.get(name) ?? [], groups.get(membership.groupId) as Placed<Scanned>]);
    }
    for (const [name, ofStack] of groupsIn) inStacks.get(name)?.push({ entity, constructId, isElsewhere: name !== home, groups: ofStack });
  }
  return [...inStacks].map(([name, placed]): PeopleStack => ({ kind: 'PEOPLE', name, users: placed }))
    .filter((stack) => stack.users.some(({ entity, isElsewhere, groups: inGroups }) => inGroups.length > 0 || (!isElsewhere && isResource(entity))));
}

function placesBefore(users: readonly Scanned[], memberships: readonly ScannedMembership[], before: ScanRecord): Places {
  const { stacks } = recordedIds(before, 'users');
  const recorded = recordedMemberships(before);
  const places: Places = { room: new StackRoom('People', [...new Set([...stacks.values(), ...recorded.values()])]), users: new Map(), memberships: new Map() };
  for (const user of users) {
    const name = stacks.get(user.id);
    if (name === undefined) continue;
    places.room.put(name, costOfUser(user));
    places.users.set(user.id, name);
  }
  for (const key of memberships.map(membershipKey)) {
    const name = recorded.get(key);
    if (name === undefined) continue;
    places.room.put(name, OF_MEMBERSHIP);
    places.memberships.set(key, name);
  }
  return places;
}

function placeAdded(user: Scanned, memberships: readonly ScannedMembership[], { room, ...places }: Places): void {
  const added = memberships.map(membershipKey).filter((key) => !places.memberships.has(key));
  const home = places.users.get(user.id) ?? room.place(costOfUser(user), { beside: sumOf(added.map(() => OF_MEMBERSHIP)) });
  places.users.set(user.id, home);
  for (const key of added) places.memberships.set(key, room.place(OF_MEMBERSHIP, { preferred: home }));
}

function costOfUser(user: Scanned): Cost {
  return isResource(user) ? costOf(user.properties) : NOTHING;
}

function byUser(memberships: readonly ScannedMembership[]): Map<string, ScannedMembership[]> {
  const all = new Map<string, ScannedMembership[]>();
  for (const membership of memberships) all.set(membership.userId, [...all.get(membership.userId) ?? [], membership]);
  return all;
}

function recordedMemberships({ stacks = {} }: ScanRecord): Map<string, string> {
  return new Map(Object.entries(stacks).flatMap(([name, { memberships = {} }]) =>
    Object.entries(memberships).flatMap(([userId, groupIds]) => groupIds.map((groupId): [string, string] => [membershipKey({ userId, groupId }), name]))));
}
