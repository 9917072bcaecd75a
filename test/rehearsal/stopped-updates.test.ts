import type { Stack } from 'aws-cdk-lib';
import { ConflictPolicy } from '../../lib';
import type { Plan } from '../../rehearsal/plan';
import { group, nothing } from '../support/declared-groups';
import { user } from '../support/declared-users';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { planOf } from '../support/planned';

type Declare = (stack: Stack) => void;

const NOT_READ = 'what the update that failed and was not rolled back made of it';

const SEED = { identityStores: { [STORE]: { groups: [{ displayName: 'admins' }] } } };

const STEADY = group('Steady', { displayName: 'steady' });
const TEAM = group('Team', { displayName: 'team' });
const NEXT = group('Next', { displayName: 'next' });
const REFUSED = group('Refused', { displayName: 'admins', conflictPolicy: ConflictPolicy.FAIL });
const MENDED = group('Refused', { displayName: 'admins' });

function all(...declarations: readonly Declare[]): Declare {
  return (stack) => declarations.forEach((declare) => declare(stack));
}

/** Two groups are deployed; then one of them is changed, another one is made, a third one is refused, and nothing is rolled back. */
async function stopped(): Promise<InProcess> {
  const world = new InProcess({ seed: SEED });
  await world.deploy('People', all(STEADY, TEAM));
  await world.deploy('People', all(STEADY, group('Team', { displayName: 'team', description: 'changed' }), NEXT, REFUSED), { rollback: false });
  return world;
}

function openLinesOf({ stacks }: Plan): string[] {
  return stacks.flatMap(({ resources }) => resources.map(({ verb, entity: { name }, unknown = [] }) => [`${verb} ${name}`, ...unknown].join(', ')));
}

test('of what an update that was not rolled back has made or changed nobody knows what another template does, and of all else it is known', async () => {
  expect(openLinesOf(await planOf(await stopped(), { People: all(STEADY, TEAM, NEXT, MENDED) }))).toEqual([
    'keeps steady',
    `unknown team, ${NOT_READ}`,
    `unknown next, ${NOT_READ}`,
    'adopts admins',
  ]);
});

test('what such an update has made has its id for what refers to it', async () => {
  const world = await stopped();
  const ids = world.storedGroups.map(({ DisplayName, GroupId }) => [DisplayName, GroupId]);
  const { stacks: [stack] } = await planOf(world, { People: all(STEADY, TEAM, NEXT, MENDED) });
  expect(stack?.resources.map(({ entity: { name, id } }) => [name, id])).toEqual(expect.arrayContaining(ids));
});

test('what such an update has made is not forgotten when it leaves the template', async () => {
  const plan = await planOf(await stopped(), { People: nothing });
  expect(openLinesOf(plan).slice(0, 2)).toEqual(['deletes steady', `unknown team, ${NOT_READ}`]);
  expect(openLinesOf(plan)).toHaveLength(3);
});

test('what such an update has made moves to another construct that declares it, whatever becomes of its own', async () => {
  const { stacks: [stack] } = await planOf(await stopped(), { People: all(STEADY, TEAM, group('Renamed', { displayName: 'next' }), MENDED) });
  const [{ entity: { id } = {} } = {}] = stack?.resources.filter(({ entity: { name } }) => name === 'next') ?? [];
  const named = stack?.resources.filter(({ entity }) => entity.id === id) ?? [];
  expect(named.map(({ verb, logicalId, movedFrom }) => ({ verb, logicalId: logicalId.slice(0, 4), movedFrom: movedFrom?.slice(0, 4) }))).toEqual([
    { verb: 'keeps', logicalId: 'Rena', movedFrom: 'Next' }, { verb: 'unknown', logicalId: 'Next', movedFrom: undefined },
  ]);
});

test('what could not be created before, and such an update has made, is not as the template that can be read has it', async () => {
  const world = new InProcess({ seed: SEED });
  await world.deploy('People', all(STEADY, group('Late', { displayName: 'admins', conflictPolicy: ConflictPolicy.FAIL })), { rollback: false });
  await world.deploy('People', all(STEADY, REFUSED, group('Late', { displayName: 'late', description: 'second' })), { rollback: false });
  const plan = await planOf(world, { People: all(STEADY, group('Late', { displayName: 'late', description: 'second' })) });
  expect(openLinesOf(plan)).toEqual(['keeps steady', `unknown late, ${NOT_READ}`]);
});

test('of a membership that is gone nobody knows what a rollback declared it with, if its group had to be made anew in it', async () => {
  const world = new InProcess();
  const declared = (description: string): Declare => (scope) => void group('Admins', { displayName: 'admins', description })(scope).addMember('Ada', user('Ada')(scope));
  await world.deploy('People', declared('first'));
  const store = world.sandbox.identityStores.store(STORE);
  [...store.users.keys()].forEach((id) => store.removeUser(id));
  [...store.groups.keys()].forEach((id) => store.removeGroup(id));
  // The user hasn't changed, and isn't made anew: so its membership fails.
  expect((await world.deploy('People', declared('second'))).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  const lines = openLinesOf(await planOf(world, { People: declared('third') }));
  expect(lines.filter((line) => line.startsWith('unknown'))).toEqual([expect.stringMatching(/, what the last rollback has made of it and of what it refers to$/)]);
});

test('whoever is refused because of what such an update has made may get its way, since nobody knows what becomes of that', async () => {
  const world = new InProcess({ seed: SEED });
  await world.deploy('People', STEADY);
  await world.deploy('People', all(STEADY, user('Ada'), REFUSED), { rollback: false });
  const { stacks: [stack] } = await planOf(world, { People: all(STEADY, user('Ada', { email: 'countess@example.com' }), user('Grace', { userName: 'grace', email: 'ada@example.com' })) });
  expect(stack?.resources.map(({ verb, entity: { name }, unknown, mayBeRefused }) => [verb, name, unknown, mayBeRefused?.code])).toEqual([
    ['keeps', 'steady', undefined, undefined],
    ['unknown', 'ada', [NOT_READ], undefined],
    ['unknown', 'grace', [NOT_READ], 'EMAIL_TAKEN'],
  ]);
});
