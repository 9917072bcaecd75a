import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AllFeatures, Group, GroupMembership, IdentityStore, User } from '../../lib';
import { group } from '../support/declared-groups';
import { invitation, InvitingWorld } from '../support/declared-invitations';
import { user } from '../support/declared-users';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { planOf } from '../support/planned';

const SEED = { identityStores: { [STORE]: { groups: [{ displayName: 'admins', description: 'by hand' }] } } };

function both(one: (stack: Stack) => void, other: (stack: Stack) => void): (stack: Stack) => void {
  return (stack) => {
    one(stack);
    other(stack);
  };
}

/** A group whose name only the deployment knows. */
function lateGroup(id: string, name: string): (stack: Stack) => void {
  return (stack) => void group(id, { displayName: new CfnParameter(stack, `${id}Name`, { default: name }).valueAsString })(stack);
}

test('of two that declare one name in two spellings, whichever comes second is refused: the plan says so of both', async () => {
  const world = new InProcess();
  // The constructs refuse what they can see.
  const { stacks: [stack] } = await planOf(world, { People: both(group('One', { displayName: 'team' }), lateGroup('Other', 'TEAM')) });
  expect(stack?.resources.map(({ verb, entity, reason, inAnotherOrder }) => ({ verb, name: entity.name, code: reason?.code, inAnotherOrder }))).toEqual([
    { verb: 'refused', name: 'team', code: 'NAME_HELD_BY_ANOTHER_CONSTRUCT', inAnotherOrder: ['creates'] },
    { verb: 'refused', name: 'TEAM', code: 'NAME_HELD_BY_ANOTHER_CONSTRUCT', inAnotherOrder: ['creates'] },
  ]);
  expect(stack?.asItIs).toMatchObject({ status: 'ROLLBACK_COMPLETE', dependsOnOrder: true });
});

test('of several that declare one name, each may come first: the plan says so of all', async () => {
  const { stacks: [stack] } = await planOf(new InProcess(), {
    People: (scope) => ['One', 'Two', 'Three', 'Four'].forEach((id, index) => lateGroup(id, ['team', 'TEAM', 'Team', 'tEAM'][index] as string)(scope)),
  });
  expect(stack?.resources.map(({ verb, entity, inAnotherOrder }) => `${verb} ${entity.name}, or ${inAnotherOrder?.join()}`)).toEqual([
    'refused team, or creates', 'refused TEAM, or creates', 'refused Team, or creates', 'refused tEAM, or creates',
  ]);
});

test('of two that take over one group, either may have its answer before the other one looks', async () => {
  const world = new InProcess({ seed: SEED });
  // Nobody takes it for one that this deployment has made.
  await world.time.run(world.time.sleep(600_000));
  const { stacks: [stack] } = await planOf(world, { People: both(group('One'), lateGroup('Other', 'ADMINS')) });
  expect(stack?.resources.map(({ verb, entity, reason, inAnotherOrder }) => `${verb} ${entity.name}, or ${inAnotherOrder?.join()}: ${reason?.code}`)).toEqual([
    'refused admins, or adopts: NAME_HELD_BY_ANOTHER_CONSTRUCT', 'refused ADMINS, or adopts: NAME_HELD_BY_ANOTHER_CONSTRUCT',
  ]);
});

test('nobody takes what an earlier stack has made for something that their own deployment makes', async () => {
  const declared = { Groups: group('First', { displayName: 'admins' }), People: both(group('One'), lateGroup('Other', 'ADMINS')) };
  const { stacks: [, second] } = await planOf(new InProcess(), declared);
  expect(second?.resources.map(({ entity, reason }) => `${entity.name}: ${reason?.code}`)).toEqual([
    'admins: NAME_HELD_BY_ANOTHER_CONSTRUCT', 'ADMINS: NAME_HELD_BY_ANOTHER_CONSTRUCT',
  ]);
});

test('of several that take over a group as new as they are, whoever stops waiting for the others first is refused: the plan says so of all', async () => {
  const names = ['admins', 'ADMINS', 'Admins'];
  // Each of them may have made it.
  const { stacks: [stack] } = await planOf(new InProcess({ seed: SEED }), {
    People: (scope) => ['One', 'Two', 'Three'].forEach((id, index) => lateGroup(id, names[index] as string)(scope)),
  });
  expect(stack?.resources.map(({ verb, entity, inAnotherOrder }) => `${verb} ${entity.name}, or ${inAnotherOrder?.join()}`)).toEqual([
    'refused admins, or adopts', 'refused ADMINS, or adopts', 'refused Admins, or adopts',
  ]);
});

test('what comes to the same in any order doesn\'t mention it', async () => {
  const world = new InProcess({ seed: SEED });
  const { stacks: [stack] } = await planOf(world, { People: both(group('One', { displayName: 'admins' }), group('Other', { displayName: 'team' })) });
  expect(stack?.resources.map(({ verb, inAnotherOrder }) => ({ verb, inAnotherOrder }))).toEqual([
    { verb: 'adopts', inAnotherOrder: undefined }, { verb: 'creates', inAnotherOrder: undefined },
  ]);
});

test('a construct that has another name adopts nothing again: what it had adopted only moves', async () => {
  const world = new InProcess({ seed: SEED });
  await world.deploy('People', group('Old', { displayName: 'admins' }));
  const { stacks: [stack] } = await planOf(world, { People: group('New', { displayName: 'admins', description: 'declared' }) });
  expect(stack?.resources.map(({ verb, movedFrom, changes }) => ({ verb, movedFrom, changes }))).toEqual([
    { verb: 'changes', movedFrom: expect.stringMatching(/^Old/) as string, changes: [{ attribute: 'Description', before: 'by hand', after: 'declared' }] },
  ]);
});

test('what two constructs have comes to neither of them when the other one goes', async () => {
  const users = [{ userName: 'ada', displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' } }];
  const world = new InProcess({ seed: { identityStores: { [STORE]: { groups: [{ displayName: 'admins' }], users } } } });
  const store = world.sandbox.identityStores.store(STORE);
  const [groupId, userId] = [[...store.groups.keys()][0] as string, [...store.users.keys()][0] as string];
  const membership = (id: string, idOf: (scope: Stack) => string) => (scope: Stack): void => {
    const directory = IdentityStore.fromIdentityStoreId(scope, `${id}Directory`, STORE);
    const parties = { group: Group.fromGroupId(scope, `${id}Group`, directory, idOf(scope)), member: User.fromUserId(scope, `${id}User`, directory, userId) };
    new GroupMembership(scope, id, { ...parties, removalPolicy: RemovalPolicy.DESTROY });
  };
  const second = membership('Second', (scope) => new CfnParameter(scope, 'Group', { default: groupId }).valueAsString);
  await world.deploy('People', both(membership('First', () => groupId), second));
  const { stacks: [stack] } = await planOf(world, { People: second });
  expect(stack?.resources.map(({ verb, logicalId, movedFrom }) => ({ verb, logicalId, movedFrom }))).toEqual([
    { verb: 'keeps', logicalId: expect.stringMatching(/^Second/) as string, movedFrom: undefined },
    { verb: 'leaves', logicalId: expect.stringMatching(/^First/) as string, movedFrom: undefined },
  ]);
});

test('how a deployment ends is told of the earliest stack that may fail, also if it fails in another order only', async () => {
  const world = new InvitingWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING' } });
  // Asked for after the invitation is sent, all features only cancel it.
  const first = both((stack) => void invitation()(stack), (stack) => void new AllFeatures(stack, 'AllFeatures'));
  const { stacks } = await planOf(world, { First: first, Second: (stack) => void invitation({}, 'Refused')(stack) });
  expect(stacks.map(({ resources: [resource], asItIs }) => [resource?.verb, resource?.inAnotherOrder, asItIs?.status])).toEqual([
    ['refused', ['lost'], 'ROLLBACK_COMPLETE'], ['refused', undefined, undefined],
  ]);
});

// In all orders that were tried the function waited long enough.
test('who takes the name that another construct gives up may come too early', async () => {
  const world = new InProcess();
  await world.deploy('People', group('One', { displayName: 'team' }));
  const { stacks: [stack] } = await planOf(world, { People: both(group('One', { displayName: 'crew' }), group('Two', { displayName: 'team' })) });
  expect(stack?.resources.map(({ verb, entity, inAnotherOrder, reason }) => [verb, entity.name, inAnotherOrder, reason?.code])).toEqual([
    ['changes', 'crew', undefined, undefined], ['refused', 'team', ['creates'], 'NAME_HELD_BY_ANOTHER_CONSTRUCT'],
  ]);
});

test('of one user that gets an address and another one that is made with it, either may come first: the plan says so of both', async () => {
  const world = new InProcess();
  await world.deploy('People', user('Ada'));
  const { stacks: [stack] } = await planOf(world, { People: both(user('Ada', { email: 'grace@example.com' }), (scope) => {
    user('Grace', { userName: 'grace', email: new CfnParameter(scope, 'Email', { default: 'grace@example.com' }).valueAsString })(scope);
  }) });
  expect(stack?.resources.map(({ verb, entity, inAnotherOrder }) => `${verb} ${entity.name}, or ${inAnotherOrder?.join()}`)).toEqual([
    'refused ada, or changes', 'refused grace, or creates',
  ]);
});
