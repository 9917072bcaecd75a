import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { driftOf, linesOf, snapshotOf } from '../../support/planned';
import { deployWritten, planOfWritten, recordAfter, scanOf } from '../../support/scanned';
import { runWrittenApp } from '../../support/written-app';

const SEED = {
  identityStores: { [STORE]: {
    users: [{ userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@example.com' }],
    groups: [{ displayName: 'admins', description: 'All of it' }],
    memberships: [{ group: 'admins', user: 'ada' }],
  } },
};

test('memberships that the app owns are kept when their groups can be declared no more, and again when they can', async () => {
  const world = new InProcess({ seed: SEED });
  const own = { own: 'memberships' } as const;
  const first = scanOf(await snapshotOf(world), own);
  expect(await deployWritten(world, runWrittenApp(first.files.kept))).toEqual([]);
  const rename = (DisplayName: string): void => void Object.assign(world.storedGroups[0] as object, { DisplayName });
  rename('AWSAdministrators');
  const second = scanOf(await snapshotOf(world), own, recordAfter(first));
  const people = runWrittenApp(second.files.kept);
  expect(people.map(({ stackName }) => stackName)).toEqual(['People']);
  expect(linesOf(await planOfWritten(world, people))).toEqual(['keeps user ada', 'keeps membership ada in AWSAdministrators']);
  expect(await deployWritten(world, people)).toEqual([]);
  expect(world.memberships).toHaveLength(1);
  rename('admins');
  const third = scanOf(await snapshotOf(world), own, recordAfter(second));
  expect(third.files.kept).toEqual(first.files.kept);
});

test('what is scanned is adopted without a change, deploys, has no drift, and is scanned as the same', async () => {
  const world = new InProcess({ seed: SEED, switches: { organizations: { throttling: false } } });
  const first = scanOf(await snapshotOf(world));
  const stacks = runWrittenApp(first.files.kept);
  const plan = await planOfWritten(world, stacks);
  expect(linesOf(plan)).toEqual(['adopts group admins', 'adopts user ada', 'adopts membership ada in admins']);
  expect(plan.stacks.flatMap(({ resources }) => resources.flatMap(({ changes }) => changes))).toEqual([]);
  expect(await deployWritten(world, stacks)).toEqual([]);
  expect(linesOf(await driftOf(world)).filter((line) => !line.startsWith('keeps'))).toEqual([]);
  expect(scanOf(await snapshotOf(world), {}, recordAfter(first)).files).toEqual({ ...first.files, isSameForm: expect.any(Function) as unknown });
});
