import type { Scan } from '../../../cli/scan/scan';
import { groupEntity, membershipEntities, snapshotWith, storeId, userEntity } from '../../support/directories';
import { recordAfter, scanOf } from '../../support/scanned';
import { runWrittenApp, WrittenStack } from '../../support/written-app';

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>>;
  readonly Outputs?: object;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** How many resources, outputs and megabytes the templates have, each the most of all. */
function mostOf(stacks: readonly WrittenStack[]): { readonly resources: number; readonly outputs: number; readonly megabytes: number } {
  const templates = stacks.map(({ template }) => JSON.parse(template) as Template);
  return {
    resources: Math.max(...templates.map(({ Resources }) => Object.keys(Resources).length)),
    outputs: Math.max(...templates.map(({ Outputs = {} }) => Object.keys(Outputs).length)),
    megabytes: Math.max(...templates.map((template) => Buffer.byteLength(JSON.stringify(template, undefined, 1)) / 1_000_000)),
  };
}

/** The users and groups of the memberships that are written, by the stacks. */
function membershipsIn({ stacks }: Scan): Record<string, string[]> {
  return Object.fromEntries(stacks.flatMap((stack) => (stack.kind === 'PEOPLE'
    ? [[stack.name, stack.users.flatMap(({ constructId, groups }) => groups.map((group) => `${constructId} in ${group.constructId}`))]]
    : [])));
}

test('no stack has more resources, outputs or bytes than CloudFormation takes, and memberships are beside their users', () => {
  const long = 'é'.repeat(1024);
  const large = { Title: long, NickName: long, ProfileUrl: long, Addresses: [{ StreetAddress: long, Locality: long }] };
  const scan = scanOf(snapshotWith({
    users: numbers(400).map((number) => userEntity(number, number < 100 ? large : {})),
    groups: numbers(320).map((number) => groupEntity(number)),
    memberships: membershipEntities(...numbers(400).flatMap((user) => numbers(5).map((offset) => [user, (user + offset) % 320] as const))),
  }), { as: 'constructs' });
  const stacks = runWrittenApp(scan.files.kept);
  const most = mostOf(stacks);
  expect(most.resources).toBeLessThanOrEqual(450);
  expect(most.outputs).toBeLessThanOrEqual(150);
  expect(most.megabytes).toBeLessThan(1);
  expect(scan.stacks.map(({ name }) => name)).toEqual(['Groups', 'Groups2', 'Groups3', 'People', 'People2', 'People3', 'People4', 'People5', 'People6']);
  expect(scan.stacks.flatMap((stack) => (stack.kind === 'PEOPLE' ? stack.users.filter(({ isElsewhere }) => isElsewhere) : []))).toEqual([]);
  expect(stacks.flatMap(({ warnings }) => warnings)).toEqual([]);
});

test('a user with more memberships than a stack has room for is referred to in the next ones', () => {
  const scan = scanOf(snapshotWith({
    users: [userEntity(1)], groups: numbers(900).map((number) => groupEntity(number)),
    memberships: membershipEntities(...numbers(900).map((group) => [1, group] as const)),
  }), { as: 'constructs' });
  const stacks = runWrittenApp(scan.files.kept);
  expect(mostOf(stacks).resources).toBeLessThanOrEqual(450);
  expect(Object.values(membershipsIn(scan)).flat()).toHaveLength(900);
  expect(stacks.filter(({ template }) => template.includes('"Custom::IdentityStoreUser"'))).toHaveLength(1);
});

test('ids of constructs and stacks stay when entities are renamed, come and go, and follow the names of new ones', () => {
  const groups = numbers(3).map((number) => groupEntity(number));
  const users = numbers(3).map((number) => userEntity(number));
  const first = scanOf(snapshotWith({ users, groups, memberships: membershipEntities([0, 0], [1, 1], [2, 2]) }));
  expect(membershipsIn(first)).toEqual({ People: ['Person0 in Team0', 'Person1 in Team1', 'Person2 in Team2'] });

  const second = scanOf(snapshotWith({
    users: [userEntity(0, { UserName: 'renamed' }), userEntity(2), userEntity(3, { UserName: 'person.1', Emails: [{ Value: 'new@example.com' }] })],
    groups: [groupEntity(0, { DisplayName: 'zebras' }), groupEntity(2), groupEntity(3, { DisplayName: 'TEAM 0' })],
    memberships: membershipEntities([0, 0], [2, 2], [3, 3], [0, 2]),
  }), {}, recordAfter(first));
  expect(membershipsIn(second)).toEqual({ People: ['Person2 in Team2', 'Person1_10000003 in TEAM0_20000003', 'Person0 in Team2', 'Person0 in Team0'] });
  expect(second.files.kept['people.ts']).toContain('const person0 = new User(this, \'Person0\', {\n      identityStore,\n      userName: \'renamed\',');
});

test('a stack that is full keeps what it has, and what is added goes to another one', () => {
  const groups = numbers(140).map((number) => groupEntity(number));
  const full = numbers(3).flatMap((user) => numbers(140).map((group) => [user, group] as const));
  const first = scanOf(snapshotWith({ users: numbers(3).map((number) => userEntity(number)), groups, memberships: membershipEntities(...full) }));
  const more = numbers(140).map((group) => [3, group] as const);
  const second = scanOf(snapshotWith({
    users: numbers(4).map((number) => userEntity(number)), groups: [...groups, ...numbers(20).map((number) => groupEntity(200 + number))],
    memberships: membershipEntities(...full, ...more, ...numbers(20).map((number) => [0, 200 + number] as const)),
  }), {}, recordAfter(first));
  expect(membershipsIn(second).People).toEqual(expect.arrayContaining(membershipsIn(first).People as string[]));
  expect(Object.entries(membershipsIn(second)).map(([name, all]) => [name, all.length])).toEqual([['People', 437], ['People2', 143]]);
  expect(mostOf(runWrittenApp(second.files.kept)).resources).toBeLessThanOrEqual(450);
  const less = snapshotWith({ users: numbers(4).map((number) => userEntity(number)), groups, memberships: membershipEntities(...full, ...more) });
  const third = scanOf(less, {}, recordAfter(second));
  expect(scanOf(less, {}, recordAfter(third)).files.kept).toEqual(third.files.kept);
});

test('names without letters that an id can have, and names that are taken, get an id from that of the entity', () => {
  const { stacks } = scanOf(snapshotWith({
    groups: ['管理者', 'Directory', '1st', 'a-b', 'A b', 'مدير'].map((DisplayName, number) => groupEntity(number, { DisplayName })),
  }));
  expect(stacks.flatMap((stack) => (stack.kind === 'GROUPS' ? stack.groups.map(({ entity: { name }, constructId }) => `${name}: ${constructId}`) : []))).toEqual([
    '1st: Group1st', 'A b: AB', 'Directory: Directory_20000001', 'a-b: AB_20000003', 'مدير: Group_20000005', '管理者: Group_20000000',
  ]);
  expect(storeId(2, 5)).toContain('20000005');
});

test('groups that can only be referred to any more leave a stack in which no other group is left', () => {
  const users = [userEntity(1)];
  const groups = numbers(151).map((number) => groupEntity(number));
  const memberships = membershipEntities(...numbers(151).map((group) => [1, group] as const));
  const first = scanOf(snapshotWith({ users, groups, memberships }));
  const inLast = first.stacks.flatMap((stack) => (stack.kind === 'GROUPS' && stack.name === 'Groups2' ? stack.groups.map(({ entity: { id } }) => id) : []));
  expect(inLast).toHaveLength(1);
  const renamed = groups.map((group) => (inLast.includes(String(group.GroupId)) ? { ...group, DisplayName: 'Administrator' } : group));
  const second = scanOf(snapshotWith({ users, groups: renamed, memberships }), {}, recordAfter(first));
  expect(second.stacks.map(({ name }) => name)).toEqual(['Groups', 'People']);
  expect([...membershipsIn(second).People as string[]].sort()).toEqual([...membershipsIn(first).People as string[]].sort());
});
