import { CreateGroupCommand } from '@aws-sdk/client-identitystore';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ConflictPolicy, Group, IdentityStore } from '../../../lib';
import type { Stack as DeployedStack, StackEvent } from '../../../sandbox/cloudformation/stack';
import { group } from '../../support/declared-groups';
import { together, user } from '../../support/declared-users';
import { ALWAYS, serviceError } from '../../support/effects';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess, SynthesizedTemplate } from '../../support/in-process';
import { messageOf } from '../../support/messages';

/** The sandbox enforces the policies of a function's role, so what a removed resource needs has to outlast its Delete. */

let world: InProcess;
beforeEach(() => { world = new InProcess(); });

const admins = group('Admins');
const ada = user('Ada');
const adminsWithAda = (scope: Stack): void => { admins(scope).addMember('Ada', ada(scope)); };

/** The same, with something that fails after everything else. */
async function failing(declare: (scope: Stack) => unknown): Promise<(scope: Stack) => void> {
  await world.time.run(world.identityStore.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: 'taken' })));
  return (scope) => {
    declare(scope);
    const before = scope.node.children.filter(({ node }) => !node.id.startsWith('CdkOrgGuard'));
    group('Refused', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL })(scope).node.addDependency(...before);
  };
}

function policiesIn({ resources }: DeployedStack): string[] {
  const all = [...resources.values()].filter(({ type }) => type === 'AWS::IAM::Policy');
  return all.map(({ logicalId }) => logicalId.replace(/^CdkOrgGuardIdentityStore(Store|Key)[0-9a-f]{8}/, '$1 ').replace(/[0-9A-F]{8}$/, '')).sort();
}

/** What a deployment did with policies, users and memberships, once it was done. */
async function eventsOf(deployment: () => Promise<DeployedStack>): Promise<string[]> {
  const before = world.sandbox.cloudFormation.existing('A').events.length;
  const { events } = await deployment();
  const done = events.slice(before).filter(({ type, status }) => /Policy|User|Membership/.test(type) && /^(CREATE|UPDATE|DELETE)_COMPLETE/.test(status));
  return done.map(({ status, type }: StackEvent) => `${status} ${type}`);
}

test.each([
  { last: 'user', before: together(admins, ada), after: admins, type: 'Custom::IdentityStoreUser', left: ['Store GROUPS'] },
  {
    last: 'membership', before: adminsWithAda, after: together(admins, ada), type: 'Custom::IdentityStoreGroupMembership', left: ['Store GROUPS', 'Store USERS'],
  },
])('the last $last of a stack is deleted before the permission to delete it', async ({ before, after, type, left }) => {
  await world.deploy('A', before);
  expect(await eventsOf(() => world.deploy('A', after))).toEqual([`DELETE_COMPLETE ${type}`, 'DELETE_COMPLETE AWS::IAM::Policy']);
  const stack = world.sandbox.cloudFormation.existing('A');
  expect([stack.status, ...policiesIn(stack)]).toEqual(['UPDATE_COMPLETE', ...left]);
  expect(world.results.at(-1)).toBe('Delete DELETED');
});

test('the first membership of a stack is added with its permission, and nothing else is touched', async () => {
  await world.deploy('A', together(admins, ada));
  expect(await eventsOf(() => world.deploy('A', adminsWithAda))).toEqual([
    'CREATE_COMPLETE AWS::IAM::Policy', 'CREATE_COMPLETE Custom::IdentityStoreGroupMembership',
  ]);
  expect(world.memberships).toHaveLength(1);
});

test('the first membership is revoked by the rollback of its deployment while its permission is still there', async () => {
  await world.deploy('A', together(admins, ada));
  const stack = await world.deploy('A', await failing(adminsWithAda));
  expect(failuresOf(stack)).toEqual([expect.stringContaining('ALREADY_EXISTS: group "taken" already exists')]);
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(world.memberships).toEqual([]);
  expect(policiesIn(stack)).toEqual(['Store GROUPS', 'Store USERS']);
});

test('the permission for the last user stays when the removal of that user is rolled back, and goes with the next deployment', async () => {
  await world.deploy('A', together(admins, ada));
  const stack = await world.deploy('A', await failing(admins));
  expect([stack.status, ...policiesIn(stack)]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'Store GROUPS', 'Store USERS']);
  expect(world.users).toHaveLength(1);

  expect(await world.deploy('A', admins)).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.users).toEqual([]);
});

const KEYS = ['11112222-3333-4444-5555-666677778888', '99992222-3333-4444-5555-666677778888'].map((id) => `arn:aws:kms:us-east-1:123456789012:key/${id}`) as [string, string];

function encrypted(key: string | undefined, ...names: string[]): (scope: Stack) => void {
  return (scope) => {
    const encryptionKey = key === undefined ? {} : { encryptionKey: Key.fromKeyArn(scope, 'Key', key) };
    const identityStore = IdentityStore.fromIdentityStoreAttributes(scope, 'Directory', { identityStoreId: STORE, ...encryptionKey });
    for (const displayName of names) new Group(scope, displayName, { identityStore, displayName, removalPolicy: RemovalPolicy.DESTROY });
  };
}

test.each([
  { change: 'another key', key: KEYS[1], left: ['Key WRITING', 'Store GROUPS'] },
  { change: 'no key', key: undefined, left: ['Store GROUPS'] },
])('what is removed together with a change to $change is deleted with the key that the store still has', async ({ key, left }) => {
  Object.assign(world.sandbox.identityStores.store(STORE), { encryptionKey: { arn: KEYS[0], state: 'ENABLED' } });
  await world.deploy('A', encrypted(KEYS[0], 'admins', 'auditors'));
  const stack = await world.deploy('A', encrypted(key, 'admins'));
  expect([stack.status, ...policiesIn(stack)]).toEqual(['UPDATE_COMPLETE', ...left]);
  expect(world.groups.map(({ displayName }) => displayName)).toEqual(['admins']);
  expect(world.results.at(-1)).toBe('Delete DELETED');
});

/** As versions made it that had one policy for everything in a store. */
function withOnePolicy({ Resources }: SynthesizedTemplate): void {
  const policies = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Policy');
  const documents = policies.map(([, { Properties }]) => Properties.PolicyDocument as { Statement: unknown[] });
  const ids = policies.map(([id]) => id);
  const [first] = policies.map(([, policy]) => policy);
  for (const id of ids) Reflect.deleteProperty(Resources, id);
  for (const resource of Object.values(Resources)) {
    const { DependsOn = [] } = resource as { DependsOn?: string[] };
    if (DependsOn.some((id) => ids.includes(id))) Object.assign(resource, { DependsOn: [...DependsOn.filter((id) => !ids.includes(id)), 'OnePolicy'] });
  }
  Resources.OnePolicy = {
    ...first, Type: 'AWS::IAM::Policy',
    Properties: { ...first?.Properties, PolicyName: 'OnePolicy', PolicyDocument: { ...documents[0], Statement: documents.flatMap(({ Statement }) => Statement) } },
  };
}

test('a stack with one policy for the whole store gets the policies for each kind, and deletes its last user meanwhile', async () => {
  let isOld = true;
  world = new InProcess({ changeTemplate: (template) => { if (isOld) withOnePolicy(template); } });
  expect(policiesIn(await world.deploy('A', adminsWithAda))).toEqual(['OnePolicy']);
  isOld = false;
  const stack = await world.deploy('A', admins);
  expect([stack.status, ...policiesIn(stack)]).toEqual(['UPDATE_COMPLETE', 'Store GROUPS']);
  expect([world.users, world.memberships]).toEqual([[], []]);
});

describe('an instance of the function that is denied every time', () => {
  const DENIED = serviceError('AccessDeniedException', {}, 403);

  /** Another instance has newer credentials, or has them known elsewhere. */
  async function deniedUntilAnother(operation: string, act: () => Promise<DeployedStack>): Promise<DeployedStack> {
    world.fault(operation, DENIED, ALWAYS);
    const { push } = world.log;
    world.log.push = (line) => {
      if (line.result === 'LEFT_TO_ANOTHER_ENVIRONMENT') world.sandbox.faults.clear();
      return push.call(world.log, line);
    };
    return act();
  }

  test('leaves a Create to another instance if nothing was made', async () => {
    const stack = await deniedUntilAnother('identitystore:CreateGroup', () => world.deploy('A', admins));
    expect(world.results).toEqual(['Create LEFT_TO_ANOTHER_ENVIRONMENT', 'Create CREATED']);
    expect(stack.status).toBe('CREATE_COMPLETE');
  });

  test('leaves a Delete to another instance', async () => {
    await world.deploy('A', admins);
    await deniedUntilAnother('identitystore:DeleteGroup', () => world.destroy('A'));
    expect(world.results).toEqual(['Create CREATED', 'Delete LEFT_TO_ANOTHER_ENVIRONMENT', 'Delete DELETED']);
    expect(world.groups).toEqual([]);
  });

  test('fails the resource once the second instance is denied too, within a quarter of the time that CloudFormation waits', async () => {
    world.fault('identitystore:CreateGroup', DENIED, ALWAYS);
    const began = world.time.now();
    const stack = await world.deploy('A', admins);
    expect(world.results).toEqual(['Create LEFT_TO_ANOTHER_ENVIRONMENT', 'Create ACCESS_DENIED', 'Delete KEPT']);
    expect(messageOf(stack)).toMatch(/^ACCESS_DENIED: creating group "admins" is not allowed for the function of this stack: .+\. Look for what denies identitystore:CreateGroup in this account /);
    expect(world.time.now() - began).toBeLessThan(225_000);
  });
});
