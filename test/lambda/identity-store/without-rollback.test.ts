import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, IdentityStore, User } from '../../../lib';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import { group, inOrder } from '../../support/declared-groups';
import { membership, user } from '../../support/declared-users';
import { serviceError } from '../../support/effects';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess, physicalIdOf } from '../../support/in-process';
import { link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

const WITHOUT_ROLLBACK = { rollback: false };
/** Fails an update: its name is that of the group that somebody else made. */
const refusedGroup = group('Refused', { displayName: 'admins', conflictPolicy: ConflictPolicy.FAIL });

let world: InProcess;
let someone: SomebodyElse;
beforeEach(() => {
  world = new InProcess();
  someone = new SomebodyElse(world);
});

function refused(entity: string): string {
  return `REPLACEMENT_WITHOUT_ROLLBACK: ${entity} would get another id than this resource has, which is a replacement, and CloudFormation refuses those while the rollback of the `
    + 'stack is disabled; nothing was made. Go back with npx cdk rollback, then deploy with rollback, as cdk deploy does without --no-rollback and --express; or declare it under '
    + `another construct id, which makes the new one and then deletes what this stack has made under the old id. ${link('replacement_without_rollback')}`;
}

// CloudFormation refuses the answer, and whoever was put into the group by then stayed in it, owned by nobody.
test('a membership of another user isn\'t made, until there is a rollback', async () => {
  const [admins, ada, byron] = [await someone.createsGroup(), await someone.createsUser(), await someone.createsUser({ UserName: 'byron', Emails: undefined })];
  await world.deploy('A', membership(admins, ada));
  const owned = physicalIdOf(world.sandbox.cloudFormation.existing('A'), GROUP_MEMBERSHIP_RESOURCE_TYPE);

  const stack = await world.deploy('A', membership(admins, byron), WITHOUT_ROLLBACK);
  expect(stack.status).toBe('UPDATE_FAILED');
  expect(messageOf(stack)).toBe(refused(`membership of user "${byron}" in group "${admins}"`));
  expect(world.memberships).toEqual([expect.objectContaining({ MemberId: { UserId: ada } })]);
  expect(physicalIdOf(stack, GROUP_MEMBERSHIP_RESOURCE_TYPE)).toBe(owned);

  expect(await world.rollBack('A')).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(await world.deploy('A', membership(admins, byron))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.memberships).toEqual([expect.objectContaining({ MemberId: { UserId: byron } })]);
});

test('a membership isn\'t made right after a deployment that was rolled back either', async () => {
  const [admins, ada, byron] = [await someone.createsGroup(), await someone.createsUser(), await someone.createsUser({ UserName: 'byron', Emails: undefined })];
  await world.deploy('A', membership(admins, ada));
  expect(await world.deploy('A', inOrder(membership(admins, byron), refusedGroup))).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(failuresOf(await world.deploy('A', membership(admins, byron), WITHOUT_ROLLBACK)).at(-1)).toContain(refused(`membership of user "${byron}" in group "${admins}"`));
  expect(world.memberships).toEqual([expect.objectContaining({ MemberId: { UserId: ada } })]);
});

test('an update doesn\'t go back to a membership that was kept when it was replaced', async () => {
  const [admins, ada, byron] = [await someone.createsGroup(), await someone.createsUser(), await someone.createsUser({ UserName: 'byron', Emails: undefined })];
  const kept = { removalPolicy: RemovalPolicy.RETAIN };
  await world.deploy('A', membership(admins, ada, kept));
  await world.deploy('A', membership(admins, byron, kept));
  expect(messageOf(await world.deploy('A', membership(admins, ada, kept), WITHOUT_ROLLBACK))).toBe(refused(`membership of user "${ada}" in group "${admins}"`));
  await world.rollBack('A');
  expect(await world.deploy('A', membership(admins, ada, kept))).toMatchObject({ status: 'UPDATE_COMPLETE' });
});

// A read that lagged was taken for a replacement, which an update with rollback never made.
test('an entity that one read has missed keeps its id', async () => {
  const [admins, ada] = [await someone.createsGroup(), await someone.createsUser()];
  await world.deploy('A', membership(admins, ada));
  const owned = physicalIdOf(world.sandbox.cloudFormation.existing('A'), GROUP_MEMBERSHIP_RESOURCE_TYPE);
  world.fault('identitystore:GetGroupMembershipId', serviceError('ResourceNotFoundException', {}, 404));
  const stack = await world.deploy('A', membership(admins, ada, { generation: '2' }), WITHOUT_ROLLBACK);
  expect(failuresOf(stack)).toEqual([]);
  expect(physicalIdOf(stack, GROUP_MEMBERSHIP_RESOURCE_TYPE)).toBe(owned);

  await world.deploy('B', user('Byron', { userName: 'byron', email: 'byron@example.com' }));
  world.fault('identitystore:DescribeUser', serviceError('ResourceNotFoundException', {}, 404), 3);
  const another = await world.deploy('B', user('Byron', { userName: 'byron', email: 'byron@example.com', title: 'Baron' }), WITHOUT_ROLLBACK);
  expect(failuresOf(another)).toEqual([]);
  expect(world.users).toContainEqual(expect.objectContaining({ UserName: 'byron', Title: 'Baron' }));
});

test('a user who was deleted by others isn\'t made again, until there is a rollback', async () => {
  await world.deploy('A', user('Ada'));
  await someone.deletesUser(world.users[0]?.UserId as string);
  const stack = await world.deploy('A', user('Ada', { title: 'Countess' }), WITHOUT_ROLLBACK);
  expect(messageOf(stack)).toBe(refused('user "ada"'));
  expect(world.users).toEqual([]);
  expect(await world.rollBack('A')).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(await world.deploy('A', user('Ada', { title: 'Countess' }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.users).toEqual([expect.objectContaining({ UserName: 'ada', Title: 'Countess' })]);
});

test('a look-up that finds another entity says why the stack doesn\'t follow it', async () => {
  const lookedUp = (name: string) => (scope: Stack) => User.fromUserName(scope, 'LookedUp', IdentityStore.fromIdentityStoreId(scope, 'Directory', STORE), name);
  const ada = await someone.createsUser();
  await someone.createsUser({ UserName: 'byron', Emails: undefined });
  await world.deploy('A', lookedUp('ada'));
  const stack = await world.deploy('A', lookedUp('byron'), WITHOUT_ROLLBACK);
  expect(messageOf(stack)).toBe(refused('user "byron"'));
  expect(physicalIdOf(stack)).toBe(`found:${ada}`);
});

test('what keeps its id is updated', async () => {
  await world.deploy('A', user('Ada'));
  const stack = await world.deploy('A', user('Ada', { title: 'Countess' }), WITHOUT_ROLLBACK);
  expect(stack.status).toBe('UPDATE_COMPLETE');
  expect(failuresOf(stack)).toEqual([]);
  expect(world.users).toEqual([expect.objectContaining({ Title: 'Countess' })]);
});
