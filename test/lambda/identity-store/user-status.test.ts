import { group } from '../../support/declared-groups';
import { user } from '../../support/declared-users';
import { lost } from '../../support/effects';
import { InProcess } from '../../support/in-process';
import { SomebodyElse } from '../../support/somebody-else';

/** A disabled user can't sign in, whatever it is a member of. */

let world: InProcess;
let someone: SomebodyElse;
beforeEach(() => {
  world = new InProcess();
  someone = new SomebodyElse(world);
});

function attributes(): Readonly<Record<string, unknown>> | undefined {
  const { resources } = world.sandbox.cloudFormation.existing('A');
  return [...resources.values()].find(({ type }) => type.startsWith('Custom::'))?.attributes;
}

async function givenDisabled(): Promise<string> {
  const id = await someone.createsUser();
  someone.changes(id, { UserStatus: 'DISABLED' });
  return id;
}

test('a user that is adopted is managed also if it is disabled, and the log says so', async () => {
  const UserId = await givenDisabled();
  expect(await world.deploy('A', user('Ada', { title: 'Engineer' }))).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(attributes()).toEqual({ UserId, UserStatus: 'DISABLED', Outcome: 'ADOPTED' });
  expect(world.log).toEqual([expect.objectContaining({ result: 'ADOPTED', notice: 'USER_DISABLED' })]);
  expect(world.users[0]).toMatchObject({ UserStatus: 'DISABLED', Title: 'Engineer' });
});

test('a user that was just created is enabled, without a look', async () => {
  await world.deploy('A', user('Ada'));
  expect(attributes()).toMatchObject({ UserStatus: 'ENABLED', Outcome: 'CREATED' });
  expect(world.calls).toEqual(['identitystore:CreateUser']);
  expect(world.log[0]).not.toHaveProperty('notice');
});

test('a user whose creation went unanswered has the status that was seen', async () => {
  world.fault('identitystore:CreateUser', lost('AFTER'));
  await world.deploy('A', user('Ada'));
  expect(attributes()).toMatchObject({ UserStatus: 'ENABLED', Outcome: 'CREATED' });
});

test.each([
  { what: 'writes', changed: { title: 'Engineer' } },
  { what: 'has nothing to write', changed: { generation: '2' } },
])('an update that $what reports that the user has been disabled', async ({ changed }) => {
  await world.deploy('A', user('Ada'));
  someone.changes(world.users[0]?.UserId as string, { UserStatus: 'DISABLED' });
  await world.deploy('A', user('Ada', changed));
  expect(attributes()).toMatchObject({ UserStatus: 'DISABLED', Outcome: 'CREATED' });
  expect(world.log[1]).toMatchObject({ result: 'CREATED', notice: 'USER_DISABLED' });
});

test('a status that the service doesn\'t tell is unknown', async () => {
  const id = await someone.createsUser();
  const { UserStatus: _status, ...untold } = world.users[0] ?? {};
  world.sandbox.identityStores.store('d-1234567890').users.set(id, untold as never);
  await world.deploy('A', user('Ada'));
  expect(attributes()).toMatchObject({ UserStatus: 'UNKNOWN' });
  expect(world.log[0]).not.toHaveProperty('notice');
});

test('a group has no status', async () => {
  await world.deploy('A', group('Admins'));
  expect(attributes()).toEqual({ GroupId: world.groups[0]?.id, Outcome: 'CREATED' });
});
