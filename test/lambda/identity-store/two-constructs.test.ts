import { CreateGroupCommand } from '@aws-sdk/client-identitystore';
import { CfnParameter, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, Group, User } from '../../../lib';
import type { Stack as DeployedStack } from '../../../sandbox/cloudformation/stack';
import { group } from '../../support/declared-groups';
import { together, user } from '../../support/declared-users';
import { STORE } from '../../support/ids';
import { InProcess, InProcessOptions } from '../../support/in-process';
import { conflictIn, link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

/** Two constructs that get the same name, of which synthesis can't tell since one at least is known only at deployment, never own one entity. */

type Declared = Parameters<typeof group>[1];

/** A group whose name is that of a parameter. */
function groupOfParameter(id: string, { displayName = 'admins', ...props }: Declared = {}): (scope: Stack) => Group {
  return (scope) => group(id, { ...props, displayName: new CfnParameter(scope, `${id}Name`, { default: displayName }).valueAsString })(scope);
}

function userOfParameter(id: string): (scope: Stack) => User {
  return (scope) => user(id, { email: undefined, userName: new CfnParameter(scope, `${id}Name`, { default: 'ada' }).valueAsString })(scope);
}

/** Without the hashes of logical ids, which say nothing. */
function told(stack: DeployedStack): string {
  return messageOf(stack).replace(/"(One|Two)\w+"/g, '"$1"');
}

function physicalIds(stack: DeployedStack): string[] {
  return [...stack.resources.values()].filter(({ type }) => type.startsWith('Custom::')).map(({ physicalId }) => physicalId);
}

let world: InProcess;

function begin(options: InProcessOptions = {}): void {
  world = new InProcess(options);
}

/** A group that nobody of the stack has made, long before. */
async function beginWithGroup(): Promise<string> {
  begin();
  const id = await new SomebodyElse(world).createsGroup();
  await world.time.run(world.time.sleep(60_000));
  return id;
}

const nameHeld = (id: string) => `NAME_HELD_BY_ANOTHER_CONSTRUCT: group "admins" can't be created because another resource of this stack ("One"), which stays, has that name (${id}). If the `
  + 'other resource is to get another name, deploy that alone first; if somebody gave it this name by hand, give it its declared name again; if two constructs get the same name at '
  + `deployment, give one of them another name or remove it; then deploy again. ${conflictIn('CreateGroup')} ${link('name_held_by_another_construct')}`;

const notKnownToGo = (id: string, { why, way }: typeof AT_DEPLOYMENT) => `HOLDER_NOT_KNOWN_TO_GO: group "admins" can't be created because another resource of this stack ("One") has that name (${id}), and nothing `
  + `proves that it leaves the template: ${why}. If two constructs get the same name, give one of them another name or remove it; else `
  + `${way}; then deploy again. ${conflictIn('CreateGroup')} ${link('holder_not_known_to_go')}`;

const AT_DEPLOYMENT = {
  why: 'the name of the new one is only known at deployment, so both may be declared with it',
  way: 'declare the name of the new one as a text, neither a parameter nor another token',
};
const NO_TEXT = {
  why: 'that resource isn\'t declared with this name, or not in words that can be compared',
  way: 'give the other resource its declared name again if somebody gave it this one by hand, or, where a construct got another id, deploy the id of before first, with this'
    + ' name as a text, and the new id alone after that',
};

describe('a group of the stack, and a new construct that gets its name at deployment', () => {
  const kinds = {
    'a text and a parameter': { one: group('One'), two: groupOfParameter('Two'), why: AT_DEPLOYMENT },
    'a parameter and a text': { one: groupOfParameter('One'), two: group('Two'), why: NO_TEXT },
    'two parameters': { one: groupOfParameter('One'), two: groupOfParameter('Two'), why: AT_DEPLOYMENT },
  };

  test.each([
    { names: 'a text and a parameter', template: 'NEW' },
    { names: 'a text and a parameter', template: 'OLD' },
    { names: 'a parameter and a text', template: 'NEW' },
    { names: 'a parameter and a text', template: 'OLD' },
    { names: 'two parameters', template: 'NEW' },
    { names: 'two parameters', template: 'OLD' },
  ] as const)('stay apart: $names, with the $template template', async ({ names, template }) => {
    const { one, two, why } = kinds[names];
    begin({ switches: { cloudFormation: { templateDuringUpdate: template } } });
    const before = await world.deploy('A', one);
    const [owned] = physicalIds(before);
    const stack = await world.deploy('A', (scope) => two(scope).node.addDependency(one(scope)));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    const id = world.groups[0]?.id ?? '';
    expect(told(stack)).toBe(template === 'NEW' ? nameHeld(id) : notKnownToGo(id, why));
    expect(physicalIds(stack)).toEqual([owned]);
  });

  test.each(['NEW', 'OLD'] as const)('are deployed if the new one gets another name, as the message says, with the %s template', async (template) => {
    begin({ switches: { cloudFormation: { templateDuringUpdate: template } } });
    await world.deploy('A', group('One'));
    await world.deploy('A', together(group('One'), groupOfParameter('Two')));
    const stack = await world.deploy('A', together(group('One'), groupOfParameter('Two', { displayName: 'devs' })));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(physicalIds(stack)).toEqual(world.groups.map(({ id }) => `created:${id}`));
  });
});

describe('two constructs of a first deployment that get the same name', () => {
  test.each([
    { answer: 'at once', policy: ConflictPolicy.ADOPT, hangs: 0 },
    { answer: 'at once', policy: ConflictPolicy.FAIL, hangs: 0 },
    { answer: 'at once', policy: ConflictPolicy.OVERWRITE, hangs: 0 },
    { answer: 'after five seconds', policy: ConflictPolicy.ADOPT, hangs: 5_000 },
    { answer: 'after five seconds', policy: ConflictPolicy.FAIL, hangs: 5_000 },
    { answer: 'after five seconds', policy: ConflictPolicy.OVERWRITE, hangs: 5_000 },
  ])('are refused with $policy, if the first one\'s create is answered $answer', async ({ policy, hangs }) => {
    begin();
    const conflictPolicy = policy;
    if (hangs > 0) world.fault('identitystore:CreateGroup', { kind: 'CONNECTION_LOST', moment: 'AFTER', milliseconds: hangs });
    const stack = await world.deploy('A', together(groupOfParameter('One', { conflictPolicy }), groupOfParameter('Two', { conflictPolicy })));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(told(stack)).toMatch(/^NAME_HELD_BY_ANOTHER_CONSTRUCT: group "admins" can't be created because another resource of this stack \("(One|Two)"\), which stays, has that name/);
    expect(world.groups).toEqual([]);
  });

  test('are refused with what is known while the first one\'s create isn\'t answered', async () => {
    begin();
    world.fault('identitystore:CreateGroup', { kind: 'CONNECTION_LOST', moment: 'AFTER', milliseconds: 200_000 });
    const stack = await world.deploy('A', together(groupOfParameter('One'), groupOfParameter('Two')));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(told(stack).replace(/\([-0-9a-f]+\)/, '(…)').replace(/"(One|Two)"/, '"…"')).toBe('MAKER_NOT_KNOWN: group "admins" can\'t be created because one with that name (…) was '
      + 'made during this deployment, and other resources of this stack, which are still under way, may have made it: "…". If one of them gets the same name at deployment, give it '
      + `another name or remove it; then deploy again. ${conflictIn('CreateGroup')} ${link('maker_not_known')}`);
  });

  test('are refused if they are users', async () => {
    begin();
    world.fault('identitystore:CreateUser', { kind: 'CONNECTION_LOST', moment: 'AFTER', milliseconds: 3_000 });
    const stack = await world.deploy('A', together(userOfParameter('One'), userOfParameter('Two')));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(told(stack)).toMatch(/^NAME_HELD_BY_ANOTHER_CONSTRUCT: user "ada" can't be created because another resource of this stack/);
    expect(world.users).toEqual([]);
  });

  test('are deployed with two names, as the message says', async () => {
    begin();
    await world.deploy('A', together(groupOfParameter('One'), groupOfParameter('Two')));
    await world.destroy('A');
    const stack = await world.deploy('A', together(groupOfParameter('One'), groupOfParameter('Two', { displayName: 'devs' })));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.groups.map(({ displayName }) => displayName).sort()).toEqual(['admins', 'devs']);
  });
});

test('a group that somebody else makes during a deployment is adopted beside constructs whose names are other texts', async () => {
  begin();
  world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 2_000 });
  world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 2_000 });
  const made = world.time.sleep(1_000).then(() => world.identityStore.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: 'admins' })));
  await world.time.run(Promise.all([world.deploying('A', together(group('One'), group('Two', { displayName: 'devs' }))), made]));
  const stack = world.sandbox.cloudFormation.existing('A');
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(physicalIds(stack).map((id) => id.split(':')[0])).toEqual(['adopted', 'created']);
});

describe('a group that was there before, and two constructs that get its name', () => {
  const stranger = groupOfParameter('Two');

  test('is adopted by the first only', async () => {
    const id = await beginWithGroup();
    const stack = await world.deploy('A', (scope) => stranger(scope).node.addDependency(group('One')(scope)));
    expect(told(stack)).toBe(nameHeld(id));
    expect(world.groups).toHaveLength(1);
  });

  describe('adopted by both at the same time', () => {
    const both = together(groupOfParameter('One'), groupOfParameter('Two'));
    let id: string;
    beforeEach(async () => {
      id = await beginWithGroup();
      const stack = await world.deploy('A', both);
      expect(physicalIds(stack)).toEqual([`adopted:${id}`, `adopted:${id}`]);
      await world.time.run(world.time.sleep(60_000));
    });

    test.each([
      { changed: 'One', other: 'Two', declare: together(groupOfParameter('One', { description: 'changed' }), groupOfParameter('Two')) },
      { changed: 'Two', other: 'One', declare: together(groupOfParameter('One'), groupOfParameter('Two', { description: 'changed' })) },
    ])('is refused to both as soon as $changed changes', async ({ other, declare }) => {
      const stack = await world.deploy('A', declare);
      expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(told(stack)).toBe(`MANAGED_BY_TWO_CONSTRUCTS: group "admins" (${id}) is managed by this resource and by another resource of this stack ("${other}"). Remove one of the two and `
        + 'deploy that alone: the other one keeps what both manage; to have a second one, declare it again, with another name, in the deployment after it. '
        + link('managed_by_two_constructs'));
      expect(world.groups).toEqual([{ id, displayName: 'admins', description: undefined }]);
    });

    test('can be told apart as the message says', async () => {
      const alone = await world.deploy('A', groupOfParameter('One'));
      expect([alone.status, physicalIds(alone)]).toEqual(['UPDATE_COMPLETE', [`adopted:${id}`]]);
      const stack = await world.deploy('A', together(groupOfParameter('One', { description: 'ours' }), groupOfParameter('Two', { displayName: 'devs' })));
      expect(stack.status).toBe('UPDATE_COMPLETE');
      expect(world.groups.map(({ displayName, description }) => [displayName, description])).toEqual([['admins', 'ours'], ['devs', undefined]]);
    });

    test('can be changed in the deployment in which the other one goes', async () => {
      const stack = await world.deploy('A', groupOfParameter('One', { displayName: 'operators' }));
      expect(stack.status).toBe('UPDATE_COMPLETE');
      expect(world.groups).toEqual([{ id, displayName: 'operators', description: undefined }]);
    });
  });
});

describe('a group whose construct leaves the template, and two that get its name', () => {
  const after = (first: (scope: Stack) => Group, second: (scope: Stack) => Group) => (scope: Stack): void => second(scope).node.addDependency(first(scope));

  // The construct that leaves is before or after the others in the list of the stack's resources.
  test.each(['Before', 'Zuletzt'].flatMap((leaver) => [
    { leaver, names: 'both known at deployment', declare: after(groupOfParameter('One'), groupOfParameter('Two')) },
    { leaver, names: 'the first known at deployment', declare: after(groupOfParameter('One'), group('Two')) },
    { leaver, names: 'the second known at deployment', declare: after(group('One'), groupOfParameter('Two')) },
  ]))('is handed over from $leaver to the first only: $names', async ({ leaver, declare }) => {
    begin();
    await world.deploy('A', group(leaver));
    const [id] = world.groups.map((each) => each.id);
    await world.time.run(world.time.sleep(60_000));
    const stack = await world.deploy('A', declare);
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(told(stack)).toBe(nameHeld(id ?? ''));
    expect(physicalIds(stack)).toEqual([`created:${id}`]);
    expect(world.groups).toHaveLength(1);
  });
});

test('a construct whose group was deleted by hand doesn\'t take a group of that name from another construct, with either template', async () => {
  for (const templateDuringUpdate of ['NEW', 'OLD'] as const) {
    begin({ switches: { cloudFormation: { templateDuringUpdate } } });
    await world.deploy('A', group('One'));
    world.sandbox.identityStores.store(STORE).groups.delete(world.groups[0]?.id ?? '');
    const stack = await world.deploy('A', (scope) => group('One', { description: 'changed' })(scope).node.addDependency(groupOfParameter('Two')(scope)));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(told(stack)).toMatch(/^NAME_HELD_BY_ANOTHER_CONSTRUCT: group "admins" can't be created because another resource of this stack \("Two"\), which stays/);
  }
});

test('a group named at deployment costs one call more in each wave of events than a group whose name is a text', async () => {
  begin();
  await world.deploy('A', group('One'));
  world.calls.length = 0;
  await world.deploy('A', group('One', { description: 'changed' }));
  expect(world.calls).toEqual(['identitystore:DescribeGroup', 'identitystore:UpdateGroup']);
  await world.deploy('B', groupOfParameter('Other', { displayName: 'others' }));
  world.calls.length = 0;
  await world.deploy('B', groupOfParameter('Other', { displayName: 'others', description: 'changed' }));
  expect(world.calls).toEqual(['identitystore:DescribeGroup', 'cloudformation:ListStackResources', 'identitystore:UpdateGroup']);
});
