import { CreateStackCommand, CreateStackCommandInput, DescribeStacksCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Json } from '../../../sandbox/cloudformation/template';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { ScriptedFunctions } from '../../support/scripted-functions';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

/** Whatever a parameter stands for is in a parameter of the Systems Manager. */
function templateWith(definition: object, value: Json = { Ref: 'P' }): string {
  const Copy = { Type: 'AWS::SSM::Parameter', Properties: { Name: '/copy', Type: 'String', Value: value } };
  return JSON.stringify({ Parameters: { P: definition }, Resources: { Copy } });
}

async function deploy(TemplateBody: string, given?: string, different: Partial<CreateStackCommandInput> = {}): Promise<Stack> {
  const Parameters = given === undefined ? [] : [{ ParameterKey: 'P', ParameterValue: given }];
  const input = { StackName: 'Stack', TemplateBody, Parameters, ...different };
  const isThere = world.sandbox.cloudFormation.find('Stack') !== undefined;
  await world.clientOf().send(isThere ? new UpdateStackCommand(input) : new CreateStackCommand(input));
  const stack = world.sandbox.cloudFormation.existing('Stack');
  await world.time.run(stack.whenSettled());
  return stack;
}

/** What the parameter of the stack stands for. */
async function valueOf(definition: object, given?: string, value?: Json): Promise<string | undefined> {
  await deploy(templateWith(definition, value), given);
  return world.sandbox.home.parameters.find('/copy')?.value;
}

function refusal(definition: object, given?: string): Promise<string> {
  return deploy(templateWith(definition), given).then(() => 'deployed', ({ name, message }: Error) => `${name}: ${message}`);
}

describe('a value is refused as CloudFormation does, and nothing is deployed,', () => {
  test.each([
    ['if it isn\'t allowed', { Type: 'String', AllowedValues: ['a', 'b'] }, 'c', 'Parameter \'P\' must be one of AllowedValues'],
    ['if it doesn\'t match the pattern as a whole', { Type: 'String', AllowedPattern: '[a-z]+|\\d' }, 'abc1', 'Parameter \'P\' must match pattern [a-z]+|\\d'],
    ['if it is too short', { Type: 'String', MinLength: 3 }, 'ab', 'Parameter \'P\' must contain at least 3 characters'],
    ['if it is too long', { Type: 'String', MaxLength: '3' }, 'abcd', 'Parameter \'P\' must contain at most 3 characters'],
    ['if it is no number', { Type: 'Number' }, '1a', 'Parameter \'P\' must be a number'],
    ['if it is nothing instead of a number', { Type: 'Number' }, '', 'Parameter \'P\' must be a number'],
    ['if it is too small', { Type: 'Number', MinValue: 1 }, '0.5', 'Parameter \'P\' must be a number not less than 1'],
    ['if it is too large', { Type: 'Number', MaxValue: 10 }, '11', 'Parameter \'P\' must be a number not greater than 10'],
    ['if an item of a list isn\'t allowed', { Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] }, 'a, c', 'Parameter \'P\' must be one of AllowedValues'],
    ['if an item of a list doesn\'t match', { Type: 'CommaDelimitedList', AllowedPattern: '\\w+' }, 'a,b-c', 'Parameter \'P\' must match pattern \\w+'],
    ['if an item of a list is no number', { Type: 'List<Number>' }, '1,two', 'Parameter \'P\' must be a number'],
    ['if it is the default that is wrong', { Type: 'String', Default: '', MinLength: 1 }, undefined, 'Parameter \'P\' must contain at least 1 characters'],
    ['in the words of the template', { Type: 'String', AllowedPattern: '[a-z]+', ConstraintDescription: 'lower case only' }, 'A',
      'Parameter P failed to satisfy constraint: lower case only'],
  ])('%s', async (_why, definition, given, message) => {
    expect(await refusal(definition, given)).toBe(`ValidationError: ${message}`);
    expect(world.sandbox.cloudFormation.all).toEqual([]);
  });

  test('also when an update with previous values demands more of them', async () => {
    await deploy(templateWith({ Type: 'String' }), 'ab');
    const Parameters = [{ ParameterKey: 'P', UsePreviousValue: true }];
    await expect(deploy(templateWith({ Type: 'String', MinLength: 3 }), undefined, { Parameters })).rejects.toThrow('Parameter \'P\' must contain at least 3 characters');
  });
});

describe('a parameter is refused as it is declared', () => {
  test.each([
    ['without a type', {}, 'Template format error: Every Parameters object must contain a Type member.'],
    ['with a type that there isn\'t', { Type: 'Text' }, 'Template format error: Unrecognized parameter type: Text'],
    ['with a member that there isn\'t', { Type: 'String', Pattern: 'a' }, 'Template format error: Invalid template parameter property \'Pattern\''],
    ['with a length of a number', { Type: 'Number', MinLength: 1 }, 'Template error: Parameter \'P\' MinLength must be on a parameter of type String'],
    ['with a largest text', { Type: 'String', MaxValue: 1 }, 'Template error: Parameter \'P\' MaxValue must be on a parameter of type Number'],
  ])('%s', async (_how, definition, message) => {
    expect(await refusal(definition, 'a')).toBe(`ValidationError: ${message}`);
  });

  test('with a pattern that only Java has, by name', async () => {
    expect(await refusal({ Type: 'String', AllowedPattern: '[a-z]++' }, 'a')).toBe('NotEmulated: The cdk-org-guard sandbox doesn\'t emulate the pattern [a-z]++ of parameter P, '
      + 'which isn\'t a regular expression of JavaScript');
  });
});

describe('what a value stands for:', () => {
  test.each<[string, object, string, Json | undefined, string]>([
    ['a number as it is written', { Type: 'Number', MinValue: -1.5, MaxValue: 1e3 }, '1e2', undefined, '1e2'],
    ['items of a list without blanks around them', { Type: 'CommaDelimitedList', AllowedPattern: '\\w+' }, 'a, b ,c', { 'Fn::Join': ['|', { Ref: 'P' }] }, 'a|b|c'],
    ['a list of numbers', { Type: 'List<Number>', MinValue: 1 }, '1, 2', { 'Fn::Join': ['|', { Ref: 'P' }] }, '1|2'],
    ['an id of EC2, of which nobody knows whether it is there', { Type: 'AWS::EC2::VPC::Id', MinLength: 1 }, 'vpc-1', undefined, 'vpc-1'],
    ['a list of them', { Type: 'List<AWS::EC2::Subnet::Id>' }, 'subnet-1, subnet-2', { 'Fn::Join': ['|', { Ref: 'P' }] }, 'subnet-1|subnet-2'],
  ])('%s', async (_what, definition, given, value, expected) => {
    expect(await valueOf(definition, given, value)).toBe(expected);
  });

  describe('a parameter of the Systems Manager', () => {
    beforeEach(async () => {
      const ssm = new SSMClient({ ...clientSettings('SANDBOXPERSON'), requestHandler: new WireHandler((request) => world.sandbox.answer(request)) });
      await ssm.send(new PutParameterCommand({ Name: '/image', Value: 'ami-1', Type: 'String' }));
    });

    test('is its value, also as an id of EC2', async () => {
      expect(await valueOf({ Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/image' })).toBe('ami-1');
    });

    test('is its name, if that is the type', async () => {
      expect(await valueOf({ Type: 'AWS::SSM::Parameter::Name' }, '/image')).toBe('/image');
    });

    test('has to be there, whichever of them is the type', async () => {
      const message = 'ValidationError: Unable to fetch parameters [/other] from parameter store for this account.';
      expect(await refusal({ Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' }, '/other')).toBe(message);
      expect(await refusal({ Type: 'AWS::SSM::Parameter::Name' }, '/other')).toBe(message);
    });
  });
});

test.each([true, 'true'])('the value of a parameter with NoEcho: %p isn\'t described, and is used', async (NoEcho) => {
  expect(await valueOf({ Type: 'String', NoEcho }, 'secret')).toBe('secret');
  const { Stacks: [stack] = [] } = await world.clientOf().send(new DescribeStacksCommand({ StackName: 'Stack' }));
  expect(stack?.Parameters).toEqual([{ ParameterKey: 'P', ParameterValue: '****' }]);
});

describe('a rule of a template', () => {
  const rules = (rule: object, Parameters: object = { P: { Type: 'String' } }): string => {
    const Resources = { Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } };
    return JSON.stringify({ Parameters, Rules: { Check: rule }, Resources });
  };
  const assertion = (Assert: Json, AssertDescription?: string) => ({ Assertions: [{ Assert, AssertDescription }] });

  test.each<[string, Json, string]>([
    ['Fn::Contains', { 'Fn::Contains': [['a', 'b'], { Ref: 'P' }] }, 'b'],
    ['Fn::Equals', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, { Ref: 'P' }] }, 'us-east-1'],
    ['Fn::EachMemberEquals', { 'Fn::EachMemberEquals': [['b', 'b'], { Ref: 'P' }] }, 'b'],
    ['Fn::EachMemberIn', { 'Fn::EachMemberIn': [[{ Ref: 'P' }, 'a'], ['a', 'b']] }, 'b'],
    ['Fn::Not, Fn::And and Fn::Or', { 'Fn::Not': [{ 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'P' }, 'x'] }, { 'Fn::And': [{ 'Fn::Equals': ['1', '1'] }, { 'Fn::Equals': ['1', '2'] }] }] }] }, 'b'],
  ])('is made of %s', async (_name, assert, right) => {
    await expect(deploy(rules(assertion(assert, 'Take another one.')), 'x')).rejects.toMatchObject({ name: 'ValidationError', message: 'Rule Check failed: Take another one.' });
    expect(world.sandbox.cloudFormation.all).toEqual([]);
    await expect(deploy(rules(assertion(assert)), right)).resolves.toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('is told by its assertion, if that has no description', async () => {
    await expect(deploy(rules(assertion({ 'Fn::Equals': [{ Ref: 'P' }, 'a'] })), 'x')).rejects.toThrow('Rule Check failed: {"Fn::Equals":[{"Ref":"P"},"a"]}');
  });

  test('only applies where its condition holds', async () => {
    const rule = { RuleCondition: { 'Fn::Equals': [{ Ref: 'P' }, 'strict'] }, ...assertion({ 'Fn::Equals': ['1', '2'] }, 'Never.') };
    await expect(deploy(rules(rule), 'strict')).rejects.toThrow('Rule Check failed: Never.');
    await expect(deploy(rules(rule), 'lax')).resolves.toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('demands of the CDK\'s bootstrap stack what the CDK wants', async () => {
    const rule = assertion({ 'Fn::Not': [{ 'Fn::Contains': [['1', '2', '3', '4', '5'], { Ref: 'Version' }] }] }, 'CDK bootstrap stack version 6 required.');
    const old = { Version: { Type: 'String', Default: '5' } };
    await expect(deploy(rules(rule, old))).rejects.toThrow('Rule Check failed: CDK bootstrap stack version 6 required.');
    const Version = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' };
    await expect(deploy(rules(rule, { Version }))).resolves.toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test.each([
    ['without assertions', {}, 'Template format error: Rule Check must have a list of Assertions'],
    ['that refers to a resource', assertion({ 'Fn::Equals': [{ Ref: 'Handle' }, 'a'] }), 'Template error: Rule Check can only refer to parameters, and has Ref Handle'],
    ['with another function', assertion({ 'Fn::Equals': [{ 'Fn::Sub': '${P}' }, 'a'] }), 'The cdk-org-guard sandbox doesn\'t emulate the function Fn::Sub in a rule (Check)'],
    ['that asks for what the account has', assertion({ 'Fn::Contains': [{ 'Fn::RefAll': 'AWS::EC2::VPC::Id' }, 'a'] }),
      'The cdk-org-guard sandbox doesn\'t emulate the function Fn::RefAll in a rule (Check)'],
  ])('%s is refused', async (_which, rule, message) => {
    await expect(deploy(rules(rule), 'a')).rejects.toMatchObject({ message });
  });
});
