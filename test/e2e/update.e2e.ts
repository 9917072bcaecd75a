import { Scenario } from './support/scenario';

let scenario: Scenario;
beforeEach(async () => { scenario = await Scenario.start(); });
afterEach(() => scenario.stop());

test('cdk deploy changes, sets and removes attributes in place: the group id stays', async () => {
  await scenario.deploy({ name: 'People', groups: [{ id: 'Admins', displayName: 'admins', description: 'Platform team' }] });
  const ids = await scenario.groupIds();

  const renamed = await scenario.deploy({ name: 'People', groups: [{ id: 'Admins', displayName: 'operators' }] });
  expect(renamed).toMatchObject({ exitCode: 0, output: expect.stringContaining('People.AdminsOutcome = CREATED') });
  expect(await scenario.groups()).toEqual(['operators']);
  expect(await scenario.groupIds()).toEqual(ids);
});

test('a failed update is rolled back, with the reason, and everything is as it was', async () => {
  await scenario.deploy({ name: 'People', groups: [{ id: 'Admins', displayName: 'admins', description: 'Platform team' }] });
  await scenario.givenGroup('operators');
  const failed = await scenario.deploy({ name: 'People', groups: [{ id: 'Admins', displayName: 'operators', description: 'changed' }] });

  expect(failed.exitCode).toBe(1);
  expect(failed.output.replace(/\s+/g, ' ')).toMatch(/DISPLAY_NAME_TAKEN: group "admins" \([-0-9a-f]+\) can't be renamed to "operators" because another group has that name \([-0-9a-f]+\)\./);
  expect(await scenario.groups()).toEqual(['admins: Platform team', 'operators']);
  expect((await scenario.guardedEvents('People')).slice(3)).toEqual([
    'UPDATE_IN_PROGRESS Admins', 'UPDATE_FAILED Admins', 'UPDATE_IN_PROGRESS Admins', 'UPDATE_COMPLETE Admins',
  ]);
});

test('a renamed construct keeps its group: the Delete of the old one is answered and deletes nothing', async () => {
  const deployed = await scenario.deploy({ name: 'People', groups: [{ id: 'Admins', displayName: 'admins' }] });
  const ids = await scenario.groupIds();
  const renamed = await scenario.deploy({ name: 'People', groups: [{ id: 'Administrators', displayName: 'admins' }] });

  expect(renamed).toMatchObject({ exitCode: 0, output: expect.stringContaining('People.AdministratorsOutcome = CREATED') });
  expect(await scenario.groupIds()).toEqual(ids);
  expect((await scenario.guardedEvents(Scenario.stackIdIn(deployed))).slice(3)).toEqual([
    'CREATE_IN_PROGRESS Administrators', 'CREATE_IN_PROGRESS Administrators', 'CREATE_COMPLETE Administrators',
    'DELETE_IN_PROGRESS Admins', 'DELETE_COMPLETE Admins',
  ]);

  await scenario.destroy({ name: 'People', groups: [{ id: 'Administrators', displayName: 'admins' }] });
  expect(await scenario.groups()).toEqual([]);
});

test('a group that is removed from the stack is deleted with DESTROY and kept by default', async () => {
  const kept = { id: 'Kept', displayName: 'kept', removalPolicy: 'default' as const };
  const stays = { id: 'Stays', displayName: 'stays' };
  await scenario.deploy({ name: 'People', groups: [{ id: 'Gone', displayName: 'gone' }, kept, stays] });
  const removed = await scenario.deploy({ name: 'People', groups: [stays] });

  expect(removed.exitCode).toBe(0);
  expect((await scenario.groups()).sort()).toEqual(['kept', 'stays']);
});

test('cdk diff shows nothing after a deployment, and the direct method deploys as well', async () => {
  const declared = { name: 'People', groups: [{ id: 'Admins', displayName: 'admins' }] };
  expect(await scenario.deploy(declared, '--method=direct')).toMatchObject({ exitCode: 0 });
  expect(await scenario.cdk(['diff', '--fail'], declared)).toMatchObject({ exitCode: 0, output: expect.stringContaining('There were no differences') });
  const changed = { name: 'People', groups: [{ id: 'Admins', displayName: 'admins', description: 'new' }] };
  expect(await scenario.cdk(['diff'], changed)).toMatchObject({ exitCode: 0, output: expect.stringMatching(/\[\+\].*Description/) });
  expect(await scenario.deploy(changed, '--method=direct')).toMatchObject({ exitCode: 0 });
  expect(await scenario.groups()).toEqual(['admins: new']);
});
