import type { Stack } from 'aws-cdk-lib';
import { IdentityStore, User } from '../../../lib';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import { membership, user } from '../../support/declared-users';
import { failuresOf, InProcess, physicalIdOf, STORE } from '../../support/in-process';
import { link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

const WITHOUT_ROLLBACK = { rollback: false };

let world: InProcess;
let someone: SomebodyElse;
beforeEach(() => {
  world = new InProcess();
  someone = new SomebodyElse(world);
});

function refused(entity: string): string {
  return `REPLACEMENT_WITHOUT_ROLLBACK: ${entity} would get another id than this resource has, which is a replacement, and CloudFormation refuses those while the rollback of the `
    + 'stack is disabled; nothing was made. Deploy this change with rollback: cdk deploy --rollback, without --express. If that can\'t be, declare it under another construct id, '
    + `which makes the new one and then deletes what this stack has made under the old id. ${link('replacement_without_rollback')}`;
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

test('a look-up that finds another one says why it isn\'t followed', async () => {
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
