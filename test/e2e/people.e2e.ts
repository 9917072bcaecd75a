import { EMAIL_DOMAIN } from './support/people';
import { PeopleScenario } from './support/people-scenario';

let scenario: PeopleScenario;
beforeEach(async () => { scenario = await PeopleScenario.start(); });
afterEach(() => scenario.stop());

const PEOPLE = { name: 'People', users: 40, groups: 10, membershipsOfUser: 3 };

test('40 users, 10 groups and 120 memberships are created, changed, renamed and destroyed, at 20 requests a second', async () => {
  expect(await scenario.deploy(PEOPLE)).toMatchObject({ exitCode: 0 });
  expect(await scenario.takeCalls()).toEqual({
    'identitystore:CreateGroup': 10, 'identitystore:CreateGroupMembership': 120, 'identitystore:CreateUser': 40,
  });
  const created = await scenario.store();
  expect([created.users.length, created.groups.length, created.memberships.length]).toEqual([40, 10, 120]);

  expect(await scenario.deploy({ ...PEOPLE, edition: '2' })).toMatchObject({ exitCode: 0 });
  expect(await scenario.takeCalls()).toEqual({
    'identitystore:DescribeGroup': 10, 'identitystore:DescribeUser': 40, 'identitystore:UpdateGroup': 10, 'identitystore:UpdateUser': 40,
  });
  const changed = await scenario.store();
  expect(changed.users.map(({ userId }) => userId)).toEqual(created.users.map(({ userId }) => userId));
  expect(changed.users.every(({ email, displayName }) => email?.endsWith(`@2${EMAIL_DOMAIN}`) && displayName?.endsWith('2'))).toBe(true);

  expect(await scenario.deploy({ ...PEOPLE, edition: '2', prefix: 'Renamed' })).toMatchObject({ exitCode: 0 });
  const renamed = await scenario.store();
  expect(renamed).toEqual(changed);

  await scenario.takeCalls();
  // The log goes with the stack.
  const logs = await scenario.logs();
  expect(await scenario.destroy({ ...PEOPLE, edition: '2', prefix: 'Renamed' })).toMatchObject({ exitCode: 0 });
  expect(await scenario.store()).toMatchObject({ users: [], groups: [], memberships: [] });
  const calls = await scenario.takeCalls();
  expect(calls).toMatchObject({ 'identitystore:DeleteGroup': 10, 'identitystore:DeleteGroupMembership': 120, 'identitystore:DeleteUser': 40 });
  expect(Object.keys(calls)).toEqual([
    'cloudformation:DescribeStacks', 'identitystore:DeleteGroup', 'identitystore:DeleteGroupMembership', 'identitystore:DeleteUser',
    'identitystore:DescribeGroup', 'identitystore:DescribeUser',
  ]);
  expect(calls['cloudformation:DescribeStacks']).toBeLessThanOrEqual(170);

  expect(logs).toContain('Custom::IdentityStoreUser');
  expect(logs + await scenario.logs()).not.toMatch(/people\.example\.com|person-|team-|Given|X-Amz-Signature|https:/i);
});

test('a second app adopts all of them and keeps them; the first app keeps its users and groups too when it declares no removal policy', async () => {
  const kept = { ...PEOPLE, destroy: false };
  await scenario.deploy(kept);
  const created = await scenario.store();
  await scenario.takeCalls();

  const adopted = await scenario.deploy({ ...PEOPLE, name: 'Adopter' });
  expect(adopted).toMatchObject({ exitCode: 0, output: expect.stringContaining('Adopter.FirstUserOutcome = ADOPTED') });
  const calls = await scenario.takeCalls();
  expect(Object.values(calls).reduce((sum, times) => sum + times)).toBeLessThanOrEqual(5 * 170);
  expect(calls).not.toHaveProperty('identitystore:UpdateUser');
  expect(calls).not.toHaveProperty('identitystore:UpdateGroup');

  expect(await scenario.destroy({ ...PEOPLE, name: 'Adopter' })).toMatchObject({ exitCode: 0 });
  expect(await scenario.store()).toEqual(created);

  expect(await scenario.destroy(kept)).toMatchObject({ exitCode: 0 });
  expect(await scenario.store()).toEqual({ ...created, memberships: [] });
});

test('addMember works across stacks, and userId in an assignment', async () => {
  const apart = { name: 'People', users: 2, groups: 2, membershipsOfUser: 1, groupsApart: true, assignment: true };
  expect(await scenario.deploy(apart)).toMatchObject({ exitCode: 0 });
  expect((await scenario.store()).memberships).toHaveLength(2);

  expect(await scenario.destroy(apart)).toMatchObject({ exitCode: 0 });
  expect(await scenario.store()).toMatchObject({ users: [], groups: [], memberships: [] });
});

test('a lost answer to CreateUser ends in one user, which is created and goes with its stack', async () => {
  await scenario.fault('identitystore:CreateUser', { lost: 'after' });
  const one = { name: 'People', users: 1, groups: 0, membershipsOfUser: 0 };
  const deployed = await scenario.deploy(one);
  expect(deployed).toMatchObject({ exitCode: 0, output: expect.stringContaining('People.FirstUserOutcome = CREATED') });
  expect((await scenario.store()).users).toHaveLength(1);

  await scenario.destroy(one);
  expect((await scenario.store()).users).toEqual([]);
});

test('two stacks that create the same users at the same time never both own one', async () => {
  const both = ['One', 'Other'].map((name) => ({ name, users: 8, groups: 2, membershipsOfUser: 1 }));
  const deployed = await Promise.all(both.map((declared) => scenario.deploy(declared)));
  expect(deployed.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const ids = (await scenario.owners()).sort();
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(8 + 2 + 8);

  await scenario.destroy(both[0]!);
  await scenario.destroy(both[1]!);
  expect(await scenario.store()).toMatchObject({ users: [], groups: [], memberships: [] });
});

test('a store with a customer managed key is written to by functions that may use that key', async () => {
  const encryptionKey = 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012';
  const encrypted = await PeopleScenario.start({ seed: { identityStores: { 'd-1234567890': { encryptionKey: { arn: encryptionKey } } } } });
  try {
    const few = { name: 'People', users: 2, groups: 1, membershipsOfUser: 1, encryptionKey };
    expect(await encrypted.deploy(few)).toMatchObject({ exitCode: 0 });
    expect(await encrypted.deploy({ ...few, edition: '2' })).toMatchObject({ exitCode: 0 });
    expect(await encrypted.destroy({ ...few, edition: '2' })).toMatchObject({ exitCode: 0 });
    expect(await encrypted.store()).toMatchObject({ users: [], groups: [], memberships: [] });
  } finally {
    await encrypted.stop();
  }
});
