import fc from 'fast-check';
import { Access, accessInPlan, accessInStore, Mark } from '../../../cli/look/model/access';
import { clusteredOrder } from '../../../cli/look/model/clusters';
import { Holders } from '../../../cli/look/model/holders';
import { Matrix, matrixOf } from '../../../cli/look/model/matrix';
import type { Verb } from '../../../rehearsal/plan';
import { inventedDirectory } from '../../support/invented-directory';
import type { StackSnapshot } from '../../../sandbox/seed/snapshot';
import { planOf, resource, stackOf } from '../plan/plans';

/** Access of people, each with the groups that they are in. */
function access(people: Readonly<Record<string, readonly string[]>>, mark: Mark = 'made'): Access {
  const groups = [...new Set(Object.values(people).flat())];
  return {
    people: Object.keys(people).map((name) => ({ name })),
    groups: groups.map((name) => ({ name })),
    marks: Object.values(people).map((names) => new Map(names.map((name) => [groups.indexOf(name), mark]))),
  };
}

function namesOf(matrix: Matrix): { readonly columns: string[]; readonly rows: string[][] } {
  return { columns: matrix.columns.map(({ group }) => group.name), rows: matrix.rows.map(({ people }) => people.map(({ name }) => name)) };
}

test('groups of most people come first, and those who are in the same other groups stand together', () => {
  const matrix = matrixOf(access({ ada: ['all', 'red'], bob: ['all', 'blue'], carl: ['red', 'all'], dora: ['all', 'blue'], emil: ['all'] }));
  expect(namesOf(matrix)).toEqual({ columns: ['all', 'blue', 'red'], rows: [['emil'], ['bob'], ['dora'], ['ada'], ['carl']] });
});

test('groups with the same people stand side by side', () => {
  const matrix = matrixOf(access({ ada: ['a', 'c'], bob: ['a', 'c'], carl: ['b', 'd'], dora: ['b', 'd'] }));
  expect(namesOf(matrix).columns.join('')).toMatch(/^(ac|ca)(bd|db)$|^(bd|db)(ac|ca)$/);
});

test('above a number of people those who are in the same groups share a row, whether by a stack or not', () => {
  const { people, groups, marks } = access({ ada: ['red'], bob: ['red'], carl: ['blue'] });
  const [ofAda = new Map<number, Mark>(), , ofCarl = new Map<number, Mark>()] = marks;
  const matrix = matrixOf({ people, groups, marks: [ofAda, new Map([[0, 'unmanaged' as const]]), ofCarl] }, { mostPeople: 2, mostColumns: 10 });
  expect(namesOf(matrix).rows).toEqual([['ada', 'bob'], ['carl']]);
  expect(matrix.rows.map((row) => row.marks)).toEqual([[[0, 'mixed']], [[1, 'made']]]);
});

test('who gets access shares no row with who loses it', () => {
  const one = access({ ada: ['red'], bob: ['red'], carl: ['red'] }, 'given');
  const matrix = matrixOf({ ...one, marks: [...one.marks.slice(0, 2), new Map([[0, 'taken']])] }, { mostPeople: 2, mostColumns: 10 });
  expect(namesOf(matrix).rows).toEqual([['ada', 'bob'], ['carl']]);
});

test('people without a group, groups without members and groups that there is no room for are listed', () => {
  const { people, groups, marks } = access({ ada: ['red', 'blue'], bob: ['red'], carl: [] });
  const matrix = matrixOf({ people, groups: [...groups, { name: 'empty' }], marks }, { mostPeople: 10, mostColumns: 1 });
  expect(matrix).toMatchObject({
    withoutGroup: [{ name: 'carl' }], withoutMembers: [{ name: 'empty' }], leftOut: [{ group: { name: 'blue' }, members: 1 }], columns: [{ group: { name: 'red' }, members: 2 }],
  });
});

test('every membership is in the matrix once, and everybody is in one row or in no group', () => {
  const world = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 5 }), { maxLength: 30 });
  fc.assert(fc.property(world, fc.integer({ min: 1, max: 40 }), (people, mostPeople) => {
    const names = people.map((groups, index) => [`person-${index}`, groups.map((group) => `group-${group}`)] as const);
    const { rows, columns, withoutGroup } = matrixOf(access(Object.fromEntries(names)), { mostPeople, mostColumns: 20 });
    const shown = rows.flatMap((row) => row.people.flatMap(({ name }) => row.marks.map(([column]) => `${name} ${columns[column]?.group.name}`)));
    expect(shown.sort()).toEqual(names.flatMap(([name, groups]) => groups.map((group) => `${name} ${group}`)).sort());
    expect(rows.flatMap((row) => row.people).length + withoutGroup.length).toBe(people.length);
  }));
});

test('an order has every set once, and equal sets side by side', () => {
  fc.assert(fc.property(fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), { maxLength: 25 }), (lists) => {
    const order = clusteredOrder(lists.map((list) => new Set(list)));
    expect([...order].sort((one, other) => one - other)).toEqual([...lists.keys()]);
    const texts = order.map((index) => JSON.stringify([...lists[index] ?? []].sort()));
    expect(texts.filter((text, index) => text !== texts[index - 1])).toHaveLength(new Set(texts).size);
  }));
});

test('a membership is shown as made or adopted by the stack that holds it, and else as in no stack', () => {
  const store = {
    identityStoreId: 'd-1234567890', region: 'us-east-1', users: [{ UserId: 'u', UserName: 'ada', DisplayName: 'Ada' }],
    groups: ['a', 'b', 'c', 'd'].map((GroupId) => ({ GroupId, DisplayName: `group ${GroupId}` })),
    memberships: ['a', 'b', 'c', 'd'].map((GroupId) => ({ MembershipId: `m-${GroupId}`, GroupId, MemberId: { UserId: 'u' } })),
  };
  const held = (type: string, physicalId: string, status = 'CREATE_COMPLETE'): StackSnapshot['resources'][number] => ({ logicalId: physicalId, physicalId, type, status });
  const type = 'Custom::IdentityStoreGroupMembership';
  const stack = { ...inventedDirectory({ people: 0, groups: 10, accounts: 1 }).stacks[0], resources: [
    held(type, 'created:m-a'), held(type, 'adopted:m-a'), held(type, 'adopted:m-b'), held('AWS::IdentityStore::GroupMembership', 'm-c|d-1234567890'), held(type, 'created:m-d', 'DELETE_COMPLETE'),
  ] } as StackSnapshot;
  expect(accessInStore(store, new Holders({ stacks: [stack] }))).toEqual({
    people: [{ name: 'ada', displayName: 'Ada' }], groups: store.groups.map(({ DisplayName }) => ({ name: DisplayName })),
    marks: [new Map([[0, 'made'], [1, 'adopted'], [2, 'made'], [3, 'unmanaged']])], isPartial: false,
  });
});

test.each<[verb: Verb, mark: Mark]>([
  ['creates', 'given'], ['replaces', 'given'], ['deletes', 'taken'], ['lost', 'taken'], ['refused', 'refused'], ['not reached', 'unknown'], ['unknown', 'unknown'],
  ['adopts', 'adopted'], ['keeps', 'kept'], ['leaves', 'kept'],
])('a membership that a plan %s is shown as %s', (verb, mark) => {
  const membership = resource('People/Admins/Ada', verb, { entity: { kind: 'membership', name: 'ada in people in charge' } });
  expect(accessInPlan(planOf([stackOf([membership])]))).toEqual({ people: [{ name: 'ada' }], groups: [{ name: 'people in charge' }], marks: [new Map([[0, mark]])] });
});

test('of two things that a plan does to a membership, what takes it away is shown, and people and groups with what becomes of them', () => {
  const membership = (verb: Verb) => resource('People/Admins/Ada', verb, { entity: { kind: 'membership (native)', name: 'ada in admins' } });
  const plan = planOf([
    stackOf([membership('creates'), membership('deletes'), resource('People/Ada', 'deletes'), resource('People/Admins', 'creates', { entity: { kind: 'group', name: 'admins' } })]),
  ]);
  expect(accessInPlan(plan)).toEqual({ people: [{ name: 'ada', change: 'taken' }], groups: [{ name: 'admins', change: 'given' }], marks: [new Map([[0, 'taken']])] });
});

test('people who are only in groups that there is no room for are listed', () => {
  const matrix = matrixOf(access({ ada: ['red', 'blue'], bob: ['red'], carl: ['blue'], dora: ['red'] }), { mostPeople: 60, mostColumns: 1 });
  expect(namesOf(matrix)).toEqual({ columns: ['red'], rows: [['ada'], ['bob'], ['dora']] });
  expect(matrix.onlyInLeftOut).toEqual([{ name: 'carl' }]);
});

test('who could not be read is in the groups all the same, by the id', () => {
  const memberships = [{ MembershipId: 'm-1', GroupId: 'g-1', MemberId: { UserId: 'u-1' } }];
  const store = { identityStoreId: 'd-1234567890', region: 'us-east-1', users: [], groups: [{ GroupId: 'g-1', DisplayName: 'admins' }], memberships };
  const notRead = [{ what: 'users of the identity store d-1234567890 in us-east-1', why: 'You may not' }];
  expect(accessInStore(store, new Holders({ stacks: [] }), notRead)).toEqual({
    people: [{ name: 'u-1' }], groups: [{ name: 'admins' }], marks: [new Map([[0, 'unmanaged']])], isPartial: true,
  });
});
