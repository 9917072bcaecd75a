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
