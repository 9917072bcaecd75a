import { Scenario } from './support/scenario';

let scenario: Scenario;
beforeAll(async () => { scenario = await Scenario.start(); });
afterAll(() => scenario.stop());

test('bad input fails at synthesis with the construct path, the value and what is allowed', async () => {
  const failed = await scenario.deploy({ name: 'People', groups: [{ id: 'Admins', displayName: 'Administrator' }] });

  expect(failed.exitCode).toBe(1);
  expect(failed.output).toContain('People/Admins: displayName "Administrator" is not allowed: it must be another name than '
    + 'Administrator and AWSAdministrators, which IAM Identity Center reserves');
});

test('the sandbox refuses a resource type that it does not emulate by name, and deploys nothing', async () => {
  const failed = await scenario.deploy({ name: 'People', groups: [{ id: 'Admins', displayName: 'admins' }], otherResources: ['AWS::SNS::Topic'] });

  expect(failed.exitCode).toBe(1);
  expect(failed.output).toContain('The cdk-org-guard sandbox doesn\'t emulate the resource type AWS::SNS::Topic (resource AWSSNSTopic)');
  expect(await scenario.groups()).toEqual([]);
});
