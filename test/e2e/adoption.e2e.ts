import { Scenario } from './support/scenario';

let scenario: Scenario;
beforeEach(async () => { scenario = await Scenario.start(); });
afterEach(() => scenario.stop());

test('an adopted group gets its declared attributes and is kept by cdk destroy, whatever the removal policy', async () => {
  const id = await scenario.givenGroup('admins', 'made by hand');
  const declared = { name: 'People', groups: [{ id: 'Admins', displayName: 'admins', description: 'Platform team' }] };

  const deployed = await scenario.deploy(declared);
  expect(deployed).toMatchObject({ exitCode: 0, output: expect.stringContaining('People.AdminsOutcome = ADOPTED') });
  expect(await scenario.groups()).toEqual(['admins: Platform team']);
  expect(await scenario.functionLog('People')).toEqual([{
    timestamp: expect.any(String), level: 'INFO', requestId: expect.any(String),
    message: {
      requestId: expect.any(String), requestType: 'Create', resourceType: 'Custom::IdentityStoreGroup', result: 'ADOPTED', calls: expect.any(Number), milliseconds: expect.any(Number),
    },
  }]);

  expect(await scenario.destroy(declared)).toMatchObject({ exitCode: 0 });
  expect(await scenario.groupIds()).toEqual([id]);
  expect((await scenario.guardedEvents(Scenario.stackIdIn(deployed))).slice(-2)).toEqual(['DELETE_IN_PROGRESS Admins', 'DELETE_COMPLETE Admins']);
});

test('a group that another app adopted is deleted by its creator only', async () => {
  const groups = [{ id: 'Admins', displayName: 'admins' }];
  await scenario.deploy({ name: 'Creator', groups });
  const adopted = await scenario.deploy({ name: 'Adopter', groups });
  expect(adopted.output).toContain('Adopter.AdminsOutcome = ADOPTED');

  await scenario.destroy({ name: 'Adopter', groups });
  expect(await scenario.groups()).toEqual(['admins']);
  expect((await scenario.guardedEvents(Scenario.stackIdIn(adopted))).at(-1)).toBe('DELETE_COMPLETE Admins');

  await scenario.destroy({ name: 'Creator', groups });
  expect(await scenario.groups()).toEqual([]);
});

test('a failed first deployment cleans up what it created, keeps what it found, and can be deployed again', async () => {
  await scenario.givenGroup('operators');
  const admins = { id: 'Admins', displayName: 'admins', removalPolicy: 'default' as const };
  const failed = await scenario.deploy({
    name: 'People', groups: [admins, { id: 'Operators', displayName: 'operators', conflictPolicy: 'FAIL' }], inOrder: true,
  });
  expect(failed).toMatchObject({ exitCode: 1, output: expect.stringContaining('ALREADY_EXISTS') });
  expect(await scenario.groups()).toEqual(['operators']);

  const corrected = await scenario.deploy({ name: 'People', groups: [admins, { id: 'Operators', displayName: 'operators' }] });
  expect(corrected).toMatchObject({ exitCode: 0, output: expect.stringContaining('People.OperatorsOutcome = ADOPTED') });
  expect(await scenario.groups()).toEqual(['operators', 'admins']);
});

test('the message stays readable and complete for a display name of 1,024 characters of four bytes', async () => {
  const displayName = '\u{1F600}'.repeat(1024);
  await scenario.givenGroup(displayName);
  const failed = await scenario.deploy({ name: 'People', groups: [{ id: 'Admins', displayName, conflictPolicy: 'FAIL' }] });

  expect(failed.exitCode).toBe(1);
  const printed = failed.output.replace(/\s+/g, ' ');
  expect(printed).toMatch(/ALREADY_EXISTS: group "\u{1F600}{20,40}…" already exists/u);
  expect(printed).toContain('docs/reasons.md#already_exists');
  expect(printed).not.toContain('Response object is too long');
});
