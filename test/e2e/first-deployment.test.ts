import { Scenario } from './support/scenario';

let scenario: Scenario;
beforeAll(async () => { scenario = await Scenario.start(); });
afterAll(() => scenario.stop());

const declared = { name: 'People', groups: [{ id: 'Admins', displayName: 'admins', description: 'Platform team' }] };

test('cdk deploy creates a group, says so in its outputs, changes nothing the second time, and cdk destroy deletes it', async () => {
  const deployed = await scenario.deploy(declared);
  expect(deployed).toMatchObject({ exitCode: 0, output: expect.stringMatching(/People\.AdminsOutcome = CREATED/) });
  expect(await scenario.groups()).toEqual(['admins: Platform team']);
  expect(deployed.output).toContain(`People.AdminsGroupId = ${(await scenario.groupIds())[0]}`);

  const again = await scenario.deploy(declared);
  expect(again).toMatchObject({ exitCode: 0, output: expect.stringContaining('(no changes)') });

  const destroyed = await scenario.destroy(declared);
  expect(destroyed.exitCode).toBe(0);
  expect(await scenario.groups()).toEqual([]);
  expect(await scenario.guardedEvents(Scenario.stackIdIn(deployed))).toEqual([
    'CREATE_IN_PROGRESS Admins', 'CREATE_IN_PROGRESS Admins', 'CREATE_COMPLETE Admins', 'DELETE_IN_PROGRESS Admins', 'DELETE_COMPLETE Admins',
  ]);
});

test('cdk deploy fails with the reason, in words and without a stack trace, when the group may not be adopted', async () => {
  const id = await scenario.givenGroup('operators');
  const failed = await scenario.deploy({ name: 'Operators', groups: [{ id: 'Operators', displayName: 'operators', conflictPolicy: 'FAIL' }] });

  expect(failed.exitCode).toBe(1);
  const printed = failed.output.replace(/\s+/g, ' ');
  expect(printed).toContain(`Message returned: ALREADY_EXISTS: group "operators" already exists (${id}) and its conflictPolicy is FAIL. `
    + 'Set conflictPolicy to ADOPT to manage the existing one, or declare another one, then deploy again. '
    + '[ConflictException UNIQUENESS_CONSTRAINT_VIOLATION, identitystore:CreateGroup, request ');
  expect(printed).toMatch(/\/docs\/reasons\.md#already_exists \(RequestId: [-0-9a-f]{36}\)/);
  expect(failed.output).not.toMatch(/^\s+at .+index\.js/m);
  expect(await scenario.groupIds()).toEqual([id]);
});
