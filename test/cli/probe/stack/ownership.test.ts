import { isThrowAwayStack, StackRun } from '../../../../cli/probe/stack/stack-run';
import { MANAGEMENT, PAYMENTS } from '../../../support/ids';
import { STACK_RUN_ID, StackWorld } from '../../../support/stack-world';

const HERE = { account: MANAGEMENT, region: 'us-east-1' };
const RUN = new StackRun(HERE, STACK_RUN_ID);
const OTHER_PLACE = new StackRun({ account: PAYMENTS, region: 'us-east-1' }, STACK_RUN_ID);
const OTHER_REGION = new StackRun({ account: MANAGEMENT, region: 'eu-central-1' }, STACK_RUN_ID);

/** Somebody's own stack, whatever it is called. */
async function deployed(world: StackWorld, name: string, tags: Readonly<Record<string, string>> = {}): Promise<void> {
  const { cloudFormation } = world.sandbox;
  const stack = cloudFormation.newStack(name);
  await cloudFormation.deploy(stack, cloudFormation.target(stack, JSON.stringify({ Resources: { Log: { Type: 'AWS::Logs::LogGroup' } } }), []), { rollback: true });
  stack.tags = tags;
}

test('cleaning deletes nothing that only looks like a stack of a probe, and tells it', async () => {
  const world = new StackWorld();
  const tag = { [RUN.tag.Key]: RUN.tag.Value };
  await deployed(world, 'People', tag);
  await deployed(world, 'cdk-org-guard-probe-mine', tag);
  await deployed(world, OTHER_PLACE.stackName, tag);
  await deployed(world, OTHER_REGION.stackName, tag);
  await deployed(world, `${RUN.stackName}0`, tag);
  await deployed(world, RUN.stackName);
  const names = world.stacks.map(({ name }) => name);
  const { deleted, left, alike } = await world.clean();
  expect({ deleted, left, alike: [...alike].sort() }).toEqual({ deleted: [], left: [], alike: names.filter((name) => name !== 'People').sort() });
  expect(world.stacks.map(({ name }) => name)).toEqual(names);
});

test('a stack in a Region where nobody probes is left alone', async () => {
  const world = new StackWorld();
  await deployed(world, 'People');
  await world.found();
  expect(world.stacks.map(({ name }) => name)).toEqual(['People']);
});

test.each<[string, object, boolean]>([
  ['its name and its tag', { StackName: RUN.stackName, Tags: [RUN.tag] }, true],
  ['its name alone', { StackName: RUN.stackName, Tags: [] }, false],
  ['its name, and the tag of another run', { StackName: RUN.stackName, Tags: [{ Key: RUN.tag.Key, Value: 'fedcba987654' }] }, false],
  ['its tag alone', { StackName: 'People', Tags: [RUN.tag] }, false],
  ['nothing', {}, false],
])('by %s a stack is known: %#', (_by, look, isOwn) => expect(isThrowAwayStack(HERE, look)).toBe(isOwn));
