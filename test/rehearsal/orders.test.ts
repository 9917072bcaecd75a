import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Group, GroupMembership, IdentityStore, User } from '../../lib';
import { group } from '../support/declared-groups';
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

test('of two that declare one name in two spellings, whichever comes second is refused: the plan says so of both', async () => {
  const world = new InProcess();
  // The constructs refuse what they can see.
  const late = (scope: Stack): void => void group('Other', { displayName: new CfnParameter(scope, 'Name', { default: 'TEAM' }).valueAsString })(scope);
  const { stacks: [stack] } = await planOf(world, { People: both(group('One', { displayName: 'team' }), late) });
  expect(stack?.resources.map(({ verb, entity, reason, inAnotherOrder }) => ({ verb, name: entity.name, code: reason?.code, inAnotherOrder }))).toEqual([
    { verb: 'refused', name: 'team', code: 'NAME_HELD_BY_ANOTHER_CONSTRUCT', inAnotherOrder: ['creates'] },
    { verb: 'refused', name: 'TEAM', code: 'NAME_HELD_BY_ANOTHER_CONSTRUCT', inAnotherOrder: ['creates'] },
  ]);
  expect(stack?.asItIs).toMatchObject({ status: 'ROLLBACK_COMPLETE', dependsOnOrder: true });
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
