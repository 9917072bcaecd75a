import { CreateStackCommand, DescribeStacksCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateSecretCommand, GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, ParameterType, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Json } from '../../../sandbox/cloudformation/template';
import { stateOf } from '../../../sandbox/control/state';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { exception } from '../../support/refusals';
import { HANDLER, historyOfResource, ScriptedFunctions, thing } from '../../support/scripted-functions';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';

const HANDLE = { Type: 'AWS::CloudFormation::WaitConditionHandle' };

let world: ScriptedFunctions;
let ssm: SSMClient;
let secretsManager: SecretsManagerClient;
beforeEach(() => {
  world = new ScriptedFunctions();
  const settings = { ...clientSettings('SANDBOXPERSON'), requestHandler: new WireHandler((request) => world.sandbox.answer(request)) };
  ssm = new SSMClient(settings);
  secretsManager = new SecretsManagerClient(settings);
});

async function put(Name: string, Value: string, Type: ParameterType = 'String'): Promise<void> {
  await ssm.send(new PutParameterCommand({ Name, Value, Type, Overwrite: true }));
}

async function parameter(Name: string): Promise<string | undefined> {
  return (await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value;
}

async function deploy(Resources: object, sections: object = {}): Promise<Stack> {
  const command = { StackName: 'Stack', TemplateBody: JSON.stringify({ Resources, ...sections }) };
  const isThere = world.sandbox.cloudFormation.find('Stack') !== undefined;
  await (isThere ? world.clientOf().send(new UpdateStackCommand(command)) : world.clientOf().send(new CreateStackCommand(command)));
  const stack = world.sandbox.cloudFormation.existing('Stack');
  await world.time.run(stack.whenSettled());
  return stack;
}

/** A parameter of the stack with a value. */
function copy(Value: Json, properties: object = {}): object {
  return { Copy: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/copy', Type: 'String', Value, ...properties } } };
}

describe('a reference to a parameter', () => {
  beforeEach(async () => {
    await put('/text', 'first');
    await put('/text', 'second');
    await put('/list', 'a,b, c ,d', 'StringList');
  });

  test.each<[string, Json, string]>([
    ['the newest version', '{{resolve:ssm:/text}}', 'second'],
    ['a version', '{{resolve:ssm:/text:1}}', 'first'],
    ['a part of a text', 'prefix-{{resolve:ssm:/text:1}}-suffix', 'prefix-first-suffix'],
    ['two in a text', '{{resolve:ssm:/text:1}}={{resolve:ssm:/text}}', 'first=second'],
    ['a list, as it is', '{{resolve:ssm:/list}}', 'a,b, c ,d'],
    ['one that functions put together', { 'Fn::Join': ['', ['{{resolve:ssm:', { 'Fn::Sub': '/te${Rest}' }, '}}']] }, 'second'],
  ])('is %s', async (_what, value, expected) => {
    await deploy(copy(value), { Parameters: { Rest: { Type: 'String', Default: 'xt' } } });
    expect(await parameter('/copy')).toBe(expected);
  });

  test('reaches a custom resource as the value', async () => {
    await deploy({ Handler: HANDLER, A: thing({ a: ['{{resolve:ssm:/text}}'] }) });
    expect(world.events[0]?.ResourceProperties.a).toEqual(['second']);
  });

  test('is looked at again in every update, also of the same template', async () => {
    await deploy(copy('{{resolve:ssm:/text}}'));
    await put('/text', 'third');
    await deploy(copy('{{resolve:ssm:/text}}'));
    expect(await parameter('/copy')).toBe('third');
    await expect(deploy(copy('{{resolve:ssm:/text}}'))).rejects.toEqual(exception('ValidationError', 'No updates are to be performed.'));
  });

  test('is not resolved in an output', async () => {
    expect((await deploy({ Handle: HANDLE }, { Outputs: { Out: { Value: '{{resolve:ssm:/text}}' } } })).outputs).toEqual([{ key: 'Out', value: '{{resolve:ssm:/text}}' }]);
  });

  test('can be the default of a parameter of the template, with its version', async () => {
    const parameters = (Default: string) => ({ Parameters: { P: { Type: 'String', Default } }, Outputs: { Out: { Value: { Ref: 'P' } } } });
    await expect(deploy({ Handle: HANDLE }, parameters('{{resolve:ssm:/text}}')))
      .rejects.toEqual(exception('ValidationError', 'Template error: parameter P should not contain ssm versionless resolver'));
    expect((await deploy({ Handle: HANDLE }, parameters('{{resolve:ssm:/text:1}}'))).outputs).toEqual([{ key: 'Out', value: 'first' }]);
  });
});

describe('refused before anything is deployed:', () => {
  test.each<[string, Json, string]>([
    ['what isn\'t there', '{{resolve:ssm:/nothing}}', 'Parameters: [ssm:/nothing] cannot be found.'],
    ['a version that isn\'t there', '{{resolve:ssm:/text:7}}', 'Parameters: [ssm:/text:7] cannot be found.'],
    ['a label', '{{resolve:ssm:/text:prod}}', 'Incorrect format is used in the following SSM reference: [{{resolve:ssm:/text:prod}}]'],
    ['a label of a secure string', '{{resolve:ssm-secure:/secure:prod}}', 'Incorrect format is used in the following SSM reference: [{{resolve:ssm-secure:/secure:prod}}]'],
    ['a secure string as a plain one', '{{resolve:ssm:/secure:1}}', 'Non-secure ssm prefix was used for secure parameter /secure'],
    ['a secure string where none can be', { 'Fn::Sub': 'a {{resolve:ssm-secure:/secure:1}}' }, 'SSM Secure reference is not supported in: [AWS::SSM::Parameter/Properties/Value]'],
  ])('%s', async (_what, value, message) => {
    await put('/text', 'first');
    await put('/secure', 'hidden', 'SecureString');
    await expect(deploy(copy(value))).rejects.toEqual(exception('ValidationError', message));
    expect(world.sandbox.cloudFormation.all).toEqual([]);
  });

  test('a secure string for a custom resource', async () => {
    await expect(deploy({ Handler: HANDLER, A: thing({ a: { b: ['{{resolve:ssm-secure:/secure}}'] } }) }))
      .rejects.toEqual(exception('ValidationError', 'SSM Secure reference is not supported in: [Custom::Thing/Properties/a/b]'));
  });
});

describe('a reference to a secret', () => {
  let arn: string;
  beforeEach(async () => {
    const secret = { Name: 'people/json', SecretString: '{"user":"ada","password":"p1","room":{"number":1}}' };
    arn = (await secretsManager.send(new CreateSecretCommand(secret))).ARN as string;
    await secretsManager.send(new PutSecretValueCommand({ SecretId: 'people/json', SecretString: '{"user":"ada","password":"p2"}' }));
    await secretsManager.send(new CreateSecretCommand({ Name: 'plain', SecretString: 'plain text' }));
  });

  test.each<[string, () => string, string]>([
    ['a member', () => 'people/json:SecretString:password', 'p2'],
    ['a member of the version before', () => 'people/json:SecretString:password:AWSPREVIOUS', 'p1'],
    ['a member by the ARN', () => `${arn}:SecretString:user`, 'ada'],
    ['a member that is no text', () => 'people/json:SecretString:room:AWSPREVIOUS:', '{"number":1}'],
    ['the whole text', () => 'plain', 'plain text'],
    ['the whole text, with all that can be left out', () => 'plain:SecretString:::', 'plain text'],
  ])('is %s', async (_what, reference, expected) => {
    await deploy(copy(`{{resolve:secretsmanager:${reference()}}}`));
    expect(await parameter('/copy')).toBe(expected);
  });

  test('is looked at again only when something else of the resource changes', async () => {
    const reference = '{{resolve:secretsmanager:people/json:SecretString:password}}';
    await deploy(copy(reference));
    await secretsManager.send(new PutSecretValueCommand({ SecretId: 'people/json', SecretString: '{"password":"p3"}' }));
    await expect(deploy(copy(reference))).rejects.toEqual(exception('ValidationError', 'No updates are to be performed.'));
    await deploy({ ...copy(reference), Handle: HANDLE });
    expect(await parameter('/copy')).toBe('p2');
    await deploy({ ...copy(reference, { Description: 'changed' }), Handle: HANDLE });
    expect(await parameter('/copy')).toBe('p3');
  });

  test('reaches a custom resource as it is written', async () => {
    await deploy({ Handler: HANDLER, A: thing({ a: '{{resolve:secretsmanager:plain}}' }) });
    expect(world.events[0]?.ResourceProperties.a).toBe('{{resolve:secretsmanager:plain}}');
  });

  test('shows the secret to the resource only', async () => {
    const stack = await deploy(copy('{{resolve:secretsmanager:plain}}'), { Outputs: { Out: { Value: '{{resolve:secretsmanager:plain}}' } } });
    expect(stack.resources.get('Copy')?.properties.Value).toBe('{{resolve:secretsmanager:plain}}');
    expect(JSON.stringify([stateOf(world.sandbox), stack.events])).not.toContain('plain text');
  });

  test.each<[string, string, string]>([
    ['a member that isn\'t there', 'people/json:SecretString:missing', 'Could not find a value associated with JSONKey in SecretString'],
    ['a member of what is no JSON', 'plain:SecretString:password', 'Could not parse SecretString JSON'],
    ['a secret that isn\'t there', 'nobody', 'Secrets Manager can\'t find the specified secret. (Service: AWSSecretsManager; Status Code: 400; '
    + 'Error Code: ResourceNotFoundException; Request ID: ID; Proxy: null)'],
  ])('%s fails the resource', async (_what, reference, reason) => {
    const stack = await deploy(copy(`{{resolve:secretsmanager:${reference}}}`));
    expect(historyOfResource(stack, 'Copy')[1]?.replace(/Request ID: [-\w]+/, 'Request ID: ID')).toBe(`CREATE_FAILED ${reason}`);
  });

  test('that is gone leaves a resource as it was', async () => {
    await deploy(copy('{{resolve:secretsmanager:plain}}'));
    const stack = await deploy(copy('{{resolve:secretsmanager:gone}}'));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await parameter('/copy')).toBe('plain text');
  });
});

test('a secret is generated, kept, referred to, and deleted with its stack', async () => {
  const GenerateSecretString = { SecretStringTemplate: '{"user":"ada"}', GenerateStringKey: 'password', PasswordLength: 20, ExcludePunctuation: true };
  const Secret = { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString } };
  const value = { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password}}' };
  const stack = await deploy({ ...copy(value), Secret });
  const SecretId = stack.resources.get('Secret')?.physicalId;
  expect(SecretId).toMatch(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:Stack-Secret-\w+-\w{6}$/);
  const { SecretString = '' } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  expect(JSON.parse(SecretString)).toEqual({ user: 'ada', password: expect.stringMatching(/^[a-zA-Z0-9]{20}$/) as string });
  expect(await parameter('/copy')).toBe((JSON.parse(SecretString) as { password: string }).password);
  await world.destroy();
  await expect(secretsManager.send(new GetSecretValueCommand({ SecretId })))
    .rejects.toEqual(exception('ResourceNotFoundException', 'Secrets Manager can\'t find the specified secret.'));
});

describe('a parameter of the template that is one of the Systems Manager', () => {
  const deployWith = (Type: string, Default: string) =>
    deploy({ Handle: HANDLE }, { Parameters: { P: { Type, Default } }, Outputs: { Out: { Value: { 'Fn::Join': ['|', [{ 'Fn::Sub': '${P}' }]] } } } });

  test.each([
    ['String', '/text', 'second'],
    ['String', '/text:1', 'first'],
    ['List<String>', '/list', '["a","b"]'],
    ['CommaDelimitedList', '/list', '["a","b"]'],
  ])('%s of %s is %s', async (type, name, value) => {
    await put('/text', 'first');
    await put('/text', 'second');
    await put('/list', 'a, b', 'StringList');
    expect((await deployWith(`AWS::SSM::Parameter::Value<${type}>`, name)).outputs).toEqual([{ key: 'Out', value }]);
    expect((await world.clientOf().send(new DescribeStacksCommand({ StackName: 'Stack' }))).Stacks?.[0]?.Parameters?.[0]?.ParameterValue).toBe(name);
  });

  test.each([
    ['String', '/nothing', 'Unable to fetch parameters [/nothing] from parameter store for this account.'],
    ['String', '/list', 'Types for SSM parameters [/list] defined in CFN template and SSM are incompatible'],
    ['List<String>', '/text', 'Types for SSM parameters [/text] defined in CFN template and SSM are incompatible'],
    ['String', '/secure', 'Parameters [/secure] referenced by template have types not supported by CloudFormation.'],
  ])('%s of %s is refused', async (type, name, message) => {
    await put('/text', 'a,b');
    await put('/list', 'a', 'StringList');
    await put('/secure', 'a', 'SecureString');
    await expect(deployWith(`AWS::SSM::Parameter::Value<${type}>`, name)).rejects.toEqual(exception('ValidationError', message));
  });
});
