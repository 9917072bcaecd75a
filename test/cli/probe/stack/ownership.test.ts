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

test('a stack of a probe that somebody has protected is told, and deleted once it isn\'t protected any more', async () => {
  const world = new StackWorld();
  await world.found();
  const call = 1 + world.called.indexOf('cloudformation:UpdateStack');
  await world.probe({ interruption: { call, moment: 'before', happens: killed, forever: true } });
  const [stack] = world.stacks;
  if (!stack) throw new Error('nothing is left');
  stack.isProtected = true;
  const { name } = stack;
  expect(await world.clean()).toEqual({
    deleted: [], left: [{ kind: 'stack', name, why: `ValidationError: Stack [${name}] cannot be deleted while TerminationProtection is enabled` }], alike: [],
  });
  stack.isProtected = false;
  expect(await world.clean()).toEqual({ deleted: [{ kind: 'stack', name }], left: [], alike: [] });
  expect(world.remains).toEqual([]);
});

function killed(): never {
  throw Object.assign(new Error('killed'), { code: 'ECONNRESET' });
}

test('a stack that somebody else has made under the name of a probe is left alone', async () => {
  const world = new StackWorld();
  await deployed(world, RUN.stackName);
  expect((await world.found()).findings[1]).toEqual({ experiment: 'answers', seen: {}, notSettled: 'there is a stack of its name' });
  expect(world.stacks.map(({ name }) => name)).toEqual([RUN.stackName]);
});

test('a stack that somebody else makes under the name of a probe just before is left alone', async () => {
  const usual = new StackWorld();
  await usual.found();
  const world = new StackWorld();
  const call = 1 + usual.called.indexOf('cloudformation:CreateStack');
  const end = await world.probe({ interruption: { call, moment: 'before', happens: () => void deployed(world, RUN.stackName) } });
  expect(end).toMatchObject({ kind: 'DONE', left: [], result: { findings: { 1: { notSettled: 'cloudformation:CreateStack: AlreadyExistsException' } } } });
  expect(world.stacks.map(({ name }) => name)).toEqual([RUN.stackName]);
});

test('whatever else there is is left alone', async () => {
  const world = new StackWorld();
  await deployed(world, 'People');
  await world.found();
  expect(world.stacks.map(({ name }) => name)).toEqual(['People']);
});

test.each<[string, boolean, object]>([
  ['its name and its tag', true, { StackName: RUN.stackName, Tags: [RUN.tag] }],
  ['its name alone', false, { StackName: RUN.stackName, Tags: [] }],
  ['its name, and the tag of another run', false, { StackName: RUN.stackName, Tags: [{ Key: RUN.tag.Key, Value: 'fedcba987654' }] }],
  ['its tag alone', false, { StackName: 'People', Tags: [RUN.tag] }],
  ['nothing', false, {}],
])('by %s a stack is known for one of a probe: %s', (_by, isOwn, look) => expect(isThrowAwayStack(HERE, look)).toBe(isOwn));
