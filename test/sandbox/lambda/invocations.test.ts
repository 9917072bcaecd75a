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

test.each([
  { milliseconds: 890_000, seconds: 890, result: { ok: true, value: null } },
  { milliseconds: 901_000, seconds: 900, result: { ok: false, errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out', trace: [] } },
])('a function may run for 15 minutes of virtual time, and is killed then: with a call of $milliseconds ms', async ({ milliseconds, seconds, result }) => {
  const world = new InProcess({
    changeTemplate: ({ Resources }) => {
      for (const { Type, Properties } of Object.values(Resources)) if (Type === 'AWS::Lambda::Function') Properties.Timeout = 900;
    },
  });
  await world.deploy('A', group('Admins'));
  const [name = ''] = world.sandbox.home.functions.invocations.keys();
  const { arn } = world.sandbox.home.functions.find(name);
  const begun = world.time.now();
  world.fault('identitystore:CreateGroup', { kind: 'DELAYED', milliseconds });
  expect(await world.time.run(world.sandbox.home.functions.invoke(arn, world.events[0]))).toEqual(result);
  expect(Math.floor((world.time.now() - begun) / 1000)).toBe(seconds);
});
