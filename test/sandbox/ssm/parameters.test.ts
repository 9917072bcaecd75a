import {
  AddTagsToResourceCommand, DeleteParametersCommand, GetParameterCommand, GetParametersByPathCommand, GetParametersCommand, ListTagsForResourceCommand,
  PutParameterCommand, RemoveTagsFromResourceCommand, SSMClient,
} from '@aws-sdk/client-ssm';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { exception } from '../../support/refusals';
import { ScriptedFunctions } from '../../support/scripted-functions';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';

let ssm: SSMClient;
beforeEach(() => {
  const world = new ScriptedFunctions();
  ssm = new SSMClient({ ...clientSettings('SANDBOXPERSON'), requestHandler: new WireHandler((request) => world.sandbox.answer(request)) });
});

test('a parameter has versions', async () => {
  expect(await ssm.send(new PutParameterCommand({ Name: '/a/b', Value: 'one', Type: 'String' }))).toMatchObject({ Version: 1 });
  expect(await ssm.send(new PutParameterCommand({ Name: '/a/b', Value: 'two', Overwrite: true }))).toMatchObject({ Version: 2 });
  expect((await ssm.send(new GetParameterCommand({ Name: '/a/b:1' }))).Parameter).toMatchObject({ Name: '/a/b', Selector: ':1', Value: 'one', Version: 1 });
  expect((await ssm.send(new GetParameterCommand({ Name: '/a/b' }))).Parameter)
    .toMatchObject({ Value: 'two', Version: 2, Type: 'String', ARN: 'arn:aws:ssm:us-east-1:123456789012:parameter/a/b', LastModifiedDate: expect.any(Date) as Date });
});

test.each([
  [{ Name: '/a', Value: 'x', Type: 'String' as const }, 'ParameterAlreadyExists', 'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.'],
  [{ Name: '/b', Value: 'x' }, 'ValidationException', 'A parameter type is required when you create a parameter.'],
])('PutParameter refuses %j', async (input, code, message) => {
  await ssm.send(new PutParameterCommand({ Name: '/a', Value: 'x', Type: 'String' }));
  await expect(ssm.send(new PutParameterCommand(input))).rejects.toEqual(exception(code, message));
});

test.each([
  [{ MaxResults: 0 }, 'ValidationException', '1 validation error detected: Value at \'maxResults\' failed to satisfy constraint: Member must have value greater than or equal to 1'],
  [{ MaxResults: 11 }, 'ValidationException', '1 validation error detected: Value at \'maxResults\' failed to satisfy constraint: Member must have value less than or equal to 10'],
  [{ NextToken: 'x' }, 'InvalidNextToken', 'The specified token isn\'t valid.'],
])('GetParametersByPath refuses the page %j', async (page, code, message) => {
  await expect(ssm.send(new GetParametersByPathCommand({ Path: '/x', ...page }))).rejects.toEqual(exception(code, message));
});

test('a version that is not there is another refusal than a parameter that is not there', async () => {
  await ssm.send(new PutParameterCommand({ Name: '/a', Value: 'x', Type: 'String' }));
  await expect(ssm.send(new GetParameterCommand({ Name: '/a:3' })))
    .rejects.toEqual(exception('ParameterVersionNotFound', 'Systems Manager could not find version 3 of /a. Verify the version and try again.'));
  await expect(ssm.send(new GetParameterCommand({ Name: '/b' }))).rejects.toEqual(exception('ParameterNotFound', 'Parameter /b not found.'));
});

test('a secure string is readable only for those who decrypt it', async () => {
  await ssm.send(new PutParameterCommand({ Name: '/s', Value: 'hidden', Type: 'SecureString' }));
  expect((await ssm.send(new GetParameterCommand({ Name: '/s' }))).Parameter?.Value).toMatch(/^AQICAH/);
  expect((await ssm.send(new GetParameterCommand({ Name: '/s', WithDecryption: true }))).Parameter?.Value).toBe('hidden');
});

test('several are read, listed below a path, tagged and deleted together', async () => {
  for (const Name of ['/x/a', '/x/b', '/x/y/c', '/z']) await ssm.send(new PutParameterCommand({ Name, Value: Name, Type: 'String' }));
  const read = await ssm.send(new GetParametersCommand({ Names: ['/x/a', '/nothing'] }));
  expect([read.Parameters?.map(({ Value }) => Value), read.InvalidParameters]).toEqual([['/x/a'], ['/nothing']]);
  const below = async (Recursive: boolean) => (await ssm.send(new GetParametersByPathCommand({ Path: '/x', Recursive }))).Parameters?.map(({ Name }) => Name);
  expect([await below(false), await below(true)]).toEqual([['/x/a', '/x/b'], ['/x/a', '/x/b', '/x/y/c']]);
  const first = await ssm.send(new GetParametersByPathCommand({ Path: '/x', Recursive: true, MaxResults: 2 }));
  expect((await ssm.send(new GetParametersByPathCommand({ Path: '/x', Recursive: true, MaxResults: 2, NextToken: first.NextToken }))).Parameters).toHaveLength(1);

  const resource = { ResourceType: 'Parameter', ResourceId: '/x/a' } as const;
  await ssm.send(new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: 'k', Value: 'v' }, { Key: 'l', Value: 'w' }] }));
  await ssm.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ['k'] }));
  expect((await ssm.send(new ListTagsForResourceCommand(resource))).TagList).toEqual([{ Key: 'l', Value: 'w' }]);
  await expect(ssm.send(new RemoveTagsFromResourceCommand({ ...resource, ResourceId: '/nothing', TagKeys: ['k'] })))
    .rejects.toEqual(exception('InvalidResourceId', 'The resource ID isn\'t valid. Verify that you entered the correct ID and try again.'));

  expect(await ssm.send(new DeleteParametersCommand({ Names: ['/x/a', '/nothing'] }))).toMatchObject({ DeletedParameters: ['/x/a'], InvalidParameters: ['/nothing'] });
});

test('every account is bootstrapped with every qualifier, and a bootstrap of its own takes the place of that', async () => {
  const Name = '/cdk-bootstrap/own/version';
  expect((await ssm.send(new GetParameterCommand({ Name }))).Parameter).toMatchObject({ Value: '30', Version: 1 });
  await ssm.send(new PutParameterCommand({ Name, Value: '31', Type: 'String', Overwrite: true }));
  expect((await ssm.send(new GetParameterCommand({ Name }))).Parameter).toMatchObject({ Value: '31', Version: 1 });
});
