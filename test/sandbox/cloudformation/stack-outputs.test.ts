import { CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Switches } from '../../../sandbox/cloudformation/switches';
import type { Json } from '../../../sandbox/cloudformation/template';
import { exception } from '../../support/refusals';
import { HANDLER, historyOf, historyOfResource, ScriptedFunctions, thing } from '../../support/scripted-functions';

const PRODUCER_OUTPUT = { 'Fn::GetStackOutput': { StackName: 'Producer', OutputName: 'Name' } };
const HANDLE = { Type: 'AWS::CloudFormation::WaitConditionHandle' };

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function templateOf(sections: object): string {
  return JSON.stringify({ Resources: { Handle: HANDLE }, ...sections });
}

/** A stack with the output `Name`. */
function producing(value: string): string {
  return templateOf({ Outputs: { Name: { Value: value } } });
}

/** A stack whose custom resource has the property `taken`. */
function taking(taken: Json, sections: object = {}): string {
  return templateOf({ Resources: { Handler: HANDLER, A: thing({ taken }) }, ...sections });
}

async function settled(name: string): Promise<Stack> {
  const stack = world.sandbox.cloudFormation.existing(name);
  await world.time.run(stack.whenSettled());
  return stack;
}

async function create(StackName: string, TemplateBody: string, parameters: Readonly<Record<string, string>> = {}): Promise<Stack> {
  const Parameters = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
  await world.clientOf().send(new CreateStackCommand({ StackName, TemplateBody, Parameters }));
  return settled(StackName);
}

async function update(StackName: string, TemplateBody: string): Promise<Stack> {
  await world.clientOf().send(new UpdateStackCommand({ StackName, TemplateBody }));
  return settled(StackName);
}

function taken(): unknown {
  return world.events.at(-1)?.ResourceProperties.taken;
}

test('an output of another stack is read without an export', async () => {
  await create('Producer', producing('ada'));
  expect(await create('Consumer', taking(PRODUCER_OUTPUT))).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(taken()).toBe('ada');
});

test.each<[string, Json, string]>([
  ['Fn::Join', { 'Fn::Join': ['-', ['is', PRODUCER_OUTPUT]] }, 'is-ada,bob'],
  ['Fn::If', { 'Fn::If': ['Always', PRODUCER_OUTPUT, 'nobody'] }, 'ada,bob'],
  ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [',', PRODUCER_OUTPUT] }] }, 'bob'],
])('it can stand in %s', async (_function, value, expected) => {
  await create('Producer', producing('ada,bob'));
  await create('Consumer', taking(value, { Conditions: { Always: { 'Fn::Equals': ['1', '1'] } } }));
  expect(taken()).toBe(expected);
});

test('stack and output are named by functions, as far as these don\'t depend on a resource', async () => {
  await create('Producer', producing('ada'));
  const parameters = { Parameters: { Source: { Type: 'String' }, Region: { Type: 'String' } } };
  const reference = { StackName: { 'Fn::Sub': '${Source}er' }, OutputName: { 'Fn::Join': ['', ['Na', 'me']] }, Region: { Ref: 'Region' } };
  await create('Consumer', taking({ 'Fn::GetStackOutput': reference }, parameters), { Source: 'Produc', Region: 'us-east-1' });
  expect(taken()).toBe('ada');
  await expect(create('Other', taking({ 'Fn::GetStackOutput': { StackName: { Ref: 'Handler' }, OutputName: 'Name' } })))
    .rejects.toEqual(exception('ValidationError', 'Template error: the parameters of Fn::GetStackOutput must not depend on any resources (Handler)'));
});

test('the producer can be changed and deleted, and the consumer learns it when it is updated', async () => {
  await create('Producer', producing('ada'));
  await create('Consumer', taking(PRODUCER_OUTPUT));

  expect(await update('Producer', producing('bob'))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(taken()).toBe('ada');
  // Although its template is the same.
  expect(await update('Consumer', taking(PRODUCER_OUTPUT))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(taken()).toBe('bob');
  await expect(update('Consumer', taking(PRODUCER_OUTPUT))).rejects.toEqual(exception('ValidationError', 'No updates are to be performed.'));

  await world.clientOf().send(new DeleteStackCommand({ StackName: 'Producer' }));
  await world.time.run(world.sandbox.cloudFormation.all[0]?.whenSettled() as Promise<void>);
  expect(world.sandbox.cloudFormation.find('Producer')).toBeUndefined();
  const consumer = await update('Consumer', taking(PRODUCER_OUTPUT));
  expect(consumer).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(historyOf(consumer).filter((line) => line.startsWith('Consumer'))).toContain('Consumer UPDATE_ROLLBACK_IN_PROGRESS Stack with id Producer does not exist');
  expect(taken()).toBe('bob');
});

test.each<[string, string, string]>([
  ['a stack', 'Nobody', 'Stack with id Nobody does not exist. Rollback requested by user.'],
  ['an output', 'Producer', 'Output Missing does not exist in stack Producer. Rollback requested by user.'],
])('%s that is not there fails the stack before any resource', async (_what, StackName, reason) => {
  await create('Producer', producing('ada'));
  const consumer = await create('Consumer', taking({ 'Fn::GetStackOutput': { StackName, OutputName: 'Missing' } }));
  expect(historyOf(consumer)).toEqual(['Consumer CREATE_IN_PROGRESS User Initiated', `Consumer ROLLBACK_IN_PROGRESS ${reason}`, 'Consumer ROLLBACK_COMPLETE']);
});

test('nobody looks for what is in a branch that is not taken, or in a resource that a condition leaves out', async () => {
  const never = { Never: { 'Fn::Equals': ['1', '2'] } };
  const template = taking({ 'Fn::If': ['Never', PRODUCER_OUTPUT, 'nobody'] }, { Conditions: never });
  const { Resources, ...sections } = JSON.parse(template) as { Resources: object };
  const left = { ...Resources, Left: thing({ taken: PRODUCER_OUTPUT }, { Condition: 'Never' }) };
  expect(await create('Consumer', templateOf({ ...sections, Resources: left }))).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(taken()).toBe('nobody');
});

test('a rollback brings back what was read before', async () => {
  await create('Producer', producing('ada'));
  await create('Consumer', taking(PRODUCER_OUTPUT));
  await update('Producer', producing('bob'));
  world.script = ({ ResourceProperties: { taken: name } }) => name === 'bob' ? { Status: 'FAILED', Reason: 'no bob' } : {};
  const consumer = await update('Consumer', taking(PRODUCER_OUTPUT));
  expect(historyOfResource(consumer, 'A').at(-1)).toBe('UPDATE_COMPLETE');
  expect(taken()).toBe('ada');
  expect(consumer.externalValues).toEqual({ '{"StackName":"Producer","OutputName":"Name"}': 'ada' });
});

describe('an argument that AWS doesn\'t take is refused:', () => {
  test.each<[string, Json]>([
    ['a text', 'Producer.Name'],
    ['a list', ['Producer', 'Name']],
    ['one without a stack', { OutputName: 'Name' }],
    ['one without an output', { StackName: 'Producer' }],
    ['one with another member', { StackName: 'Producer', OutputName: 'Name', Account: '111122223333' }],
  ])('%s', async (_what, argument) => {
    await expect(create('Consumer', taking({ 'Fn::GetStackOutput': argument }))).rejects.toEqual(exception('ValidationError',
      'Template error: every Fn::GetStackOutput object requires the members StackName and OutputName, and can have Region and RoleArn'));
  });
});

describe('a place where AWS has InternalFailure', () => {
  const EQUALS = { 'Fn::Equals': [PRODUCER_OUTPUT, 'ada'] };
  const PLACES: readonly [string, string][] = [
    ['as the value of an output (Name)', templateOf({ Outputs: { Name: { Value: PRODUCER_OUTPUT } } })],
    ['inside Fn::Sub', taking({ 'Fn::Sub': ['${Name}', { Name: PRODUCER_OUTPUT }] })],
    ['inside Fn::Base64', taking({ 'Fn::Base64': PRODUCER_OUTPUT })],
    ['inside Fn::Equals', templateOf({ Conditions: { IsAda: EQUALS } })],
    ['inside Fn::ImportValue', taking({ 'Fn::ImportValue': { 'Fn::Join': ['', [PRODUCER_OUTPUT]] } })],
  ];

  test.each(PLACES)('is refused: %s', async (place, template) => {
    await create('Producer', producing('ada'));
    await expect(create('Consumer', template)).rejects.toEqual(exception('InternalFailure', `AWS does not support Fn::GetStackOutput ${place}`));
  });

  test('is not, by a switch', async () => {
    const switches: Partial<Switches> = { stackOutputsAnywhere: true };
    world = new ScriptedFunctions({}, switches);
    await create('Producer', producing('ada'));
    await create('Consumer', templateOf({
      Conditions: { IsAda: EQUALS },
      Outputs: { Name: { Value: PRODUCER_OUTPUT }, Ada: { Value: { 'Fn::If': ['IsAda', 'yes', 'no'] } } },
    }));
    const { Stacks: [consumer] = [] } = await world.clientOf().send(new DescribeStacksCommand({ StackName: 'Consumer' }));
    expect(consumer?.Outputs?.map(({ OutputKey, OutputValue }) => `${OutputKey}=${OutputValue}`)).toEqual(['Name=ada', 'Ada=yes']);
  });
});
