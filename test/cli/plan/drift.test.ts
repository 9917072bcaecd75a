import { stacksToCompare } from '../../../cli/plan/drift';
import type { Effect } from '../../../sandbox/faults/fault';
import type { Snapshot } from '../../../sandbox/seed/snapshot';
import { group } from '../../support/declared-groups';
import { InProcess } from '../../support/in-process';
import { snapshotOf } from '../../support/planned';
import { rehearse } from '../../../rehearsal/rehearse';

const DENIED: Effect = { kind: 'ERROR', code: 'AccessDenied', httpStatus: 400, message: 'not allowed', fields: {} };

async function readWithout(operation: string): Promise<Snapshot> {
  const world = new InProcess();
  await world.deploy('People', group('Admins'));
  world.fault(`cloudformation:${operation}`, DENIED);
  return snapshotOf(world);
}

test('nothing is compared, and nothing said to be as deployed, if nobody may see which stacks there are', async () => {
  expect(stacksToCompare(await readWithout('ListStacks'), []))
    .toEqual({ refused: 'nobody knows what is deployed, because the stacks in us-east-1 were not read (stacks in us-east-1: not allowed)' });
});

test.each([
  ['ListStackResources', 'resources of the stack People in us-east-1'], ['DescribeStacks', 'stack People in us-east-1'], ['GetTemplate', 'stack People in us-east-1'],
])('there is no plan of a stack that %s may not read', async (operation, what) => {
  const snapshot = await readWithout(operation);
  const { stacks = [] } = stacksToCompare(snapshot, []);
  expect(stacks.map(({ stackName }) => stackName)).toEqual(['People']);
  const plan = await rehearse({ snapshot, stacks, code: new Map(), isDrift: true, version: '1.2.3', now: new Date(0), newRandom: () => () => 0.5 });
  expect(plan.stacks[0]?.noPlan).toBe(`not all of the stack could be read: ${what}: not allowed`);
});

test('a stack that nobody has deployed is refused by its name', async () => {
  const world = new InProcess();
  await world.deploy('People', group('Admins'));
  expect(stacksToCompare(await snapshotOf(world), ['Apps'])).toEqual({ refused: 'no deployed stack with resources of this library is called Apps; there are: People' });
});
