import { group } from '../../support/declared-groups';
import { InProcess } from '../../support/in-process';

test('every invocation of a function is counted, also that of an event that is delivered twice', async () => {
  const world = new InProcess();
  world.fault('deliver:Create', { kind: 'DELIVERED_TWICE', overlapping: false });
  await world.deploy('A', group('Admins'));
  await world.destroy('A');
  expect([...world.sandbox.home.functions.invocations.values()]).toEqual([3]);
  expect(world.events.map(({ RequestType }) => RequestType)).toEqual(['Create', 'Create', 'Delete']);
});
