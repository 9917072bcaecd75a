import { CfnOutput, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, IdentityStore, User } from '../../../lib';
import { group, inOrder, nothing } from '../../support/declared-groups';
import { DeclaredUser, user } from '../../support/declared-users';
import { ALWAYS, killed, lost, serviceError, TAKEN } from '../../support/effects';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess } from '../../support/in-process';
import { SomebodyElse } from '../../support/somebody-else';

/** Somebody who is declared: messages may name her, logs may not. */
const DECLARED = {
  userName: 'declared-name', displayName: 'Declared Person', name: { givenName: 'Declared', familyName: 'Person' }, email: 'declared@declared.example',
} satisfies DeclaredUser;
/** Somebody else, whose whole e-mail address nobody may be shown. */
const OTHER = {
  UserName: 'stranger@private.example', DisplayName: 'Private Stranger', Name: { GivenName: 'Private', FamilyName: 'Stranger' }, Emails: [{ Value: 'stranger@private.example' }],
};
const SIGNATURE = /X-Amz-|https:/i;
const PERSONAL = /declared|private|stranger|admins/i;

type Story = readonly [string, (world: InProcess, someone: SomebodyElse) => Promise<unknown>];

const declared = user('Ada', DECLARED);
const changed = user('Ada', { ...DECLARED, displayName: 'Declared Otherwise', email: 'stranger@private.example' });
const named = (scope: Stack): void => {
  const store = IdentityStore.fromIdentityStoreId(scope, 'Directory', STORE);
  new CfnOutput(scope, 'Id', { value: User.fromUserName(scope, 'LookedUp', store, 'declared-name').userId });
};
const withName = { UserName: 'declared-name' };
const saying = (code: string) => serviceError(code, { message: 'Value stranger@private.example of declared-name is wrong' });

const STORIES: readonly Story[] = [
  ['created, changed, removed', async (world) => {
    await world.deploy('A', declared);
    await world.deploy('A', user('Ada', { ...DECLARED, title: 'Engineer' }));
    await world.deploy('A', nothing);
  }],
  ['an address of somebody else at creation', async (world, someone) => {
    await someone.createsUser(OTHER);
    await world.deploy('A', user('Ada', { ...DECLARED, email: 'stranger@private.example' }));
  }],
  ['an address of somebody else in an update', async (world, someone) => {
    await someone.createsUser(OTHER);
    await world.deploy('A', declared);
    await world.deploy('A', changed);
  }],
  ['a mismatch', async (world, someone) => {
    await someone.createsUser({ ...OTHER, ...withName });
    await world.deploy('A', declared);
  }],
  ['no proof', async (world, someone) => {
    await someone.createsUser({ ...OTHER, ...withName });
    await world.deploy('A', user('Ada', { ...DECLARED, email: undefined }));
  }],
  ['an external identity provider', async (world, someone) => {
    someone.provisions(await someone.createsUser({ ...OTHER, ...withName }));
    await world.deploy('A', user('Ada', { ...DECLARED, conflictPolicy: ConflictPolicy.OVERWRITE }));
  }],
  ['a conflict with nobody', async (world) => {
    world.fault('identitystore:CreateUser', TAKEN, ALWAYS);
    await world.deploy('A', declared);
  }],
  ['a look-up that finds nobody', (world) => world.deploy('A', named)],
  ['a group, and a member', async (world) => {
    await world.deploy('A', (scope) => { group('Admins')(scope).addMember('Ada', declared(scope)); });
    await world.destroy('A');
  }],
  ['kills, lost answers and an answer that is not accepted', async (world) => {
    world.fault('identitystore:CreateUser', killed('AFTER'));
    world.fault('identitystore:DescribeUser', lost('BEFORE'));
    world.fault('answer', lost('BEFORE'), 5);
    await world.deploy('A', declared);
  }],
  ['an event that is delivered twice, and late', async (world) => {
    world.fault('deliver:Create', { kind: 'DELIVERED_TWICE', overlapping: true });
    world.fault('deliver:Delete', { kind: 'DELAYED', milliseconds: 1_000_000 });
    await world.deploy('A', inOrder(declared, group('Refused', { displayName: 'Administrators ' })));
    await world.destroy('A');
    await world.time.run(world.time.sleep(2_000_000));
  }],
];

const printed = (['log', 'info', 'warn', 'error'] as const).map((method) => jest.spyOn(console, method).mockImplementation());
afterEach(() => printed.forEach((spy) => spy.mockClear()));

function logged(world: InProcess): string {
  const thrown = world.thrown.map(({ name, message, stack }) => ({ name, message, stack: stack?.split('\n')[0] }));
  return JSON.stringify([world.log, thrown, printed.map((spy) => spy.mock.calls)]);
}

test.each(STORIES)('%s: no log and no error has a name, an address or a signed URL', async (_story, tell) => {
  const world = new InProcess();
  await tell(world, new SomebodyElse(world));
  expect(world.events).not.toEqual([]);
  expect(logged(world)).not.toMatch(PERSONAL);
  expect(logged(world)).not.toMatch(SIGNATURE);
});

test.each(STORIES)('%s: no failure shows the whole address of somebody else', async (_story, tell) => {
  const world = new InProcess();
  await tell(world, new SomebodyElse(world));
  const failures = world.sandbox.cloudFormation.all.flatMap(failuresOf).join('\n');
  expect(failures).not.toContain('stranger@private.example');
  expect(failures).not.toMatch(/Private|X-Amz-/);
});

test.each(['ValidationException', 'SomethingNewException', 'AccessDeniedException'])('what AWS says in a %s is not logged', async (code) => {
  const world = new InProcess();
  world.fault('identitystore:CreateUser', saying(code), ALWAYS);
  await world.deploy('A', declared);
  expect(world.log).not.toEqual([]);
  expect(logged(world)).not.toMatch(PERSONAL);
});
