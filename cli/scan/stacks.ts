import type { Accounts } from './accounts';
import { ConstructIds } from './construct-ids';
import { Directory, isResource, Scanned } from './directory';
import { peopleStacks } from './people-stacks';
import type { GroupsStack, OrganizationStack, PeopleStack, Placed, ScannedStack } from './stack-model';
import { Cost, costOf, StackRoom } from './stack-room';
import { NOTHING_WRITTEN, recordedIds, ScanRecord } from './written-before';

/** Which stacks have which constructs, in the order of their deployment. */
export function stacksOf(directory: Directory | undefined, accounts: Accounts | undefined, before: ScanRecord = NOTHING_WRITTEN): ScannedStack[] {
  return [...directory ? ofDirectory(directory, before) : [], ...accounts ? organizationStacks(accounts, before) : []];
}

function ofDirectory(directory: Directory, before: ScanRecord): ScannedStack[] {
  const constructIds = new ConstructIds('Group', recordedIds(before, 'groups').ids);
  const placed = directory.groups.map((entity) => ({ entity, constructId: constructIds.of(entity) }));
  const groups = groupsStacks(placed, before);
  const people = peopleStacks(directory, new Map(placed.map((group) => [group.entity.id, group])), before);
  return [...groups, ...groups.length > 0 ? people : people.map(withGroupsOfItsOwn)];
}

/** If no group becomes a resource, there is no stack of groups, and users refer to them where they are. */
function withGroupsOfItsOwn(stack: PeopleStack): PeopleStack {
  const referred = new Map(stack.users.flatMap(({ groups }) => groups).map((group) => [group.entity.id, group]));
  return { ...stack, referredGroups: [...referred.values()].sort((one, other) => (one.constructId < other.constructId ? -1 : 1)) };
}

function groupsStacks(placed: readonly Placed<Scanned>[], before: ScanRecord): GroupsStack[] {
  const groups = placed.map(({ entity }) => entity);
  const { stacks } = recordedIds(before, 'groups');
  const room = new StackRoom('Groups', [...new Set(stacks.values())]);
  const where = assigned(room, groups.filter(isResource), stacks, (group) => ({ ...costOf(group.properties), outputs: 1 }));
  const withResources = new Set(where.values());
  const [first] = room.names.filter((name) => withResources.has(name));
  if (first === undefined) return [];
  // What is only referred to is no resource, so that it may leave a stack in which nothing else is left.
  const stackOf = ({ id }: Scanned): string => where.get(id) ?? [stacks.get(id)].find((name) => name !== undefined && withResources.has(name)) ?? first;
  return room.names.filter((name) => withResources.has(name))
    .map((name): GroupsStack => ({ kind: 'GROUPS', name, groups: placed.filter(({ entity }) => stackOf(entity) === name) }));
}

function organizationStacks({ accounts }: Accounts, before: ScanRecord): OrganizationStack[] {
  const { ids, stacks } = recordedIds(before, 'accounts');
  const constructIds = new ConstructIds('Account', ids);
  const room = new StackRoom('Organization', [...new Set(stacks.values())]);
  const where = assigned(room, accounts, stacks, (account) =>
    ({ ...costOf(account, account.organizationalUnitId === undefined ? 1 : 2), tagKeys: Object.keys(account.tags) }));
  const placed = accounts.map((entity) => ({ entity, constructId: constructIds.of(entity) }));
  return room.names.map((name): OrganizationStack => ({ kind: 'ORGANIZATION', name, accounts: placed.filter(({ entity: { id } }) => where.get(id) === name) }))
    .filter((stack) => stack.accounts.length > 0);
}

/** The stack of each; what had one keeps it. */
function assigned<Entity extends { readonly id: string }>(
  room: StackRoom, entities: readonly Entity[], before: ReadonlyMap<string, string>, cost: (entity: Entity) => Cost,
): Map<string, string> {
  const where = new Map<string, string>();
  for (const entity of entities) {
    const name = before.get(entity.id);
    if (name === undefined) continue;
    room.put(name, cost(entity));
    where.set(entity.id, name);
  }
  for (const entity of entities) if (!where.has(entity.id)) where.set(entity.id, room.place(cost(entity)));
  return where;
}
