import { IdentitystoreClient, UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import { DeclaredStack, Scenario } from './support/scenario';
import { STORE } from '../support/ids';

let scenario: Scenario;
beforeAll(async () => { scenario = await Scenario.start(); });
afterAll(() => scenario.stop());

function declared(description: string): DeclaredStack {
  return { name: 'People', groups: [{ id: 'Admins', displayName: 'admins', description }] };
}

test('a declared name that was taken fails an update that changes something else, and the stack stays usable', async () => {
  expect((await scenario.deploy(declared('first'))).exitCode).toBe(0);
  const [GroupId] = await scenario.groupIds();
  const { endpoint } = scenario.sandbox;
  const client = new IdentitystoreClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'SCENARIO', secretAccessKey: 'sandbox' } });
  const Operations = [{ AttributePath: 'displayName', AttributeValue: 'renamed' }];
  await client.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations }));
  await scenario.givenGroup('admins');

  const failed = await scenario.deploy(declared('second'));
  expect(failed.exitCode).toBe(1);
  expect(failed.output).toContain('DISPLAY_NAME_TAKEN: group "renamed"');
  expect((await scenario.sandboxEvents('People', 'AWS::CloudFormation::Stack')).at(-1)).toBe('UPDATE_ROLLBACK_COMPLETE People');
  expect((await scenario.groups()).sort()).toEqual(['admins', 'renamed: first']);

  await client.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations: [{ AttributePath: 'displayName', AttributeValue: 'admins of old' }] }));
  const renamed: DeclaredStack = { name: 'People', groups: [{ id: 'Admins', displayName: 'admins of old', description: 'second' }] };
  expect((await scenario.deploy(renamed)).exitCode).toBe(0);
});
