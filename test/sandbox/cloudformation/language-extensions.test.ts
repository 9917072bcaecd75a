import {
  CreateChangeSetCommand, CreateStackCommand, DescribeChangeSetCommand, ExecuteChangeSetCommand, GetTemplateCommand, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Json } from '../../../sandbox/cloudformation/template';
import { exception } from '../../support/refusals';
import { HANDLER, historyOf, ScriptedFunctions, thing } from '../../support/scripted-functions';

const HANDLE = { Type: 'AWS::CloudFormation::WaitConditionHandle' };
const EXTENSIONS = 'AWS::LanguageExtensions';
const SECTIONS = {
  Parameters: { Names: { Type: 'CommaDelimitedList', Default: 'ada,bob' }, Stage: { Type: 'String', Default: 'production' } },
  Mappings: { Sizes: { production: { Size: 'large' } } },
  Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } },
};

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

async function create(template: object, StackName = 'Stack'): Promise<Stack> {
  const TemplateBody = JSON.stringify(template);
  await world.clientOf().send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_AUTO_EXPAND'] }));
  const stack = world.sandbox.cloudFormation.existing(StackName);
  await world.time.run(stack.whenSettled());
  return stack;
}

/** What the property of a custom resource is in the event that its function sees. */
async function given(value: Json): Promise<unknown> {
  await create({ Transform: EXTENSIONS, ...SECTIONS, Resources: { Handler: HANDLER, Handle: HANDLE, A: thing({ value }) } });
  return world.events.at(-1)?.ResourceProperties.value;
}

/** Why a template can't be transformed. */
async function failureOf(sections: object): Promise<string | undefined> {
  return (await create({ Transform: EXTENSIONS, ...SECTIONS, Resources: { Handle: HANDLE }, ...sections })).events[1]?.reason;
}

function failed(reason: string): string {
  return `Transform AWS::LanguageExtensions failed with: ${reason}. Rollback requested by user.`;
}

describe('a function of the language extensions', () => {
  test.each<[string, Json, unknown]>([
    ['Fn::Length of a list', { 'Fn::Length': [1, { Ref: 'Stage' }] }, '2'],
    ['Fn::Length of a parameter', { 'Fn::Length': { Ref: 'Names' } }, '2'],
    ['Fn::Length of Fn::Split', { 'Fn::Length': { 'Fn::Split': ['|', 'a|b|c'] } }, '3'],
    ['Fn::Length within another function', { 'Fn::Join': ['', ['n', { 'Fn::Length': [1] }]] }, 'n1'],
    ['Fn::ToJsonString', { 'Fn::ToJsonString': { a: [1, true, null, { Ref: 'Stage' }], 'b"': { 'Fn::Length': [] } } }, '{"a":[1,true,null,"production"],"b\\"":0}'],
    ['Fn::ToJsonString of what only the deployment knows', { 'Fn::ToJsonString': { id: { Ref: 'Handler' }, names: { Ref: 'Names' } } },
      expect.stringMatching(/^\{"id":"Stack-Handler-\w+","names":\["ada","bob"\]\}$/)],
    ['Fn::FindInMap with keys that functions make', { 'Fn::FindInMap': ['Sizes', { 'Fn::Join': ['', ['product', 'ion']] }, 'Size'] }, 'large'],
    ['Fn::FindInMap with a default value that is not needed', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Size', { DefaultValue: 'small' }] }, 'large'],
    ['Fn::FindInMap with a default value', { 'Fn::FindInMap': ['Sizes', 'test', 'Size', { DefaultValue: { 'Fn::Sub': '${Stage}-size' } }] }, 'production-size'],
    ['Ref of what a function says', { 'Fn::Select': [0, [{ Ref: { 'Fn::Sub': 'Stage' } }]] }, 'production'],
    ['Fn::GetAtt of what a function says', { 'Fn::GetAtt': [{ 'Fn::Join': ['', ['Hand', 'ler']] }, 'Arn'] }, expect.stringMatching(/^arn:aws:lambda:/)],
  ])('%s', async (_what, value, expected) => {
    expect(await given(value)).toEqual(expected);
  });
});

describe('a loop', () => {
  test('makes resources, outputs and conditions, also of lists and with other loops in it', async () => {
    const stack = await create({
      Transform: [EXTENSIONS],
      ...SECTIONS,
      Conditions: { 'Fn::ForEach::Wanted': ['Name', { Ref: 'Names' }, { 'Wants${Name}': { 'Fn::Equals': [{ Ref: 'Name' }, 'ada'] } }] },
      Resources: {
        'Fn::ForEach::People': ['Name', { Ref: 'Names' }, {
          'Person${Name}': { ...HANDLE, Condition: 'Wants${Name}' },
          'Fn::ForEach::Rooms': ['Room', ['x-1', 'y'], { '${Name}At&{Room}': HANDLE }],
        }],
        'Fn::ForEach::Pairs': [['Key', 'Value'], [['one', 1], ['two', 2]], { 'Pair${Key}': { ...HANDLE, Metadata: { value: '${Value}' } } }],
      },
      Outputs: { 'Fn::ForEach::Ids': ['Name', ['ada'], { 'Id${Name}': { Value: { 'Fn::Sub': '${Name} in ${AWS::Region}' } } }] },
    });
    expect([...stack.resources.keys()]).toEqual(['Personada', 'adaAtx1', 'adaAty', 'bobAtx1', 'bobAty', 'Pairone', 'Pairtwo']);
    expect(stack.template.Resources.Pairtwo?.Metadata).toEqual({ value: '2' });
    expect(stack.outputs).toEqual([{ key: 'Idada', value: 'ada in us-east-1' }]);
  });

  test('makes properties', async () => {
    await create({ Transform: EXTENSIONS, Resources: { Handler: HANDLER, A: thing({ 'Fn::ForEach::P': ['Name', ['x', 'y'], { 'the${Name}': { Ref: 'Name' } }] }) } });
    expect(world.events.at(-1)?.ResourceProperties).toMatchObject({ thex: 'x', they: 'y' });
  });

  test('knows what a resource that it makes depends on', async () => {
    const made = { 'B${Name}': thing({ of: { 'Fn::ToJsonString': { a: { 'Fn::GetAtt': ['A', 'Value'] } } } }) };
    world.script = ({ LogicalResourceId }) => ({ Data: { Value: `of ${LogicalResourceId}` } });
    await create({ Transform: EXTENSIONS, Resources: { Handler: HANDLER, 'Fn::ForEach::Bs': ['Name', ['x'], made], A: thing() } });
    expect(world.events.map(({ LogicalResourceId, ResourceProperties: { of } }) => [LogicalResourceId, of])).toEqual([['A', undefined], ['Bx', '{"a":"of A"}']]);
  });
});

describe('a policy', () => {
  test.each<[Json, string]>([
    [{ Ref: 'Kept' }, 'RetainExceptOnCreate'],
    [{ 'Fn::If': ['IsProduction', 'Retain', 'Delete'] }, 'Retain'],
    ['Delete', 'Delete'],
  ])('%j is what it stands for', async (DeletionPolicy, expected) => {
    const { template } = await create({
      Transform: EXTENSIONS, ...SECTIONS, Parameters: { ...SECTIONS.Parameters, Kept: { Type: 'String', Default: 'RetainExceptOnCreate' } }, Resources: { Handle: { ...HANDLE, DeletionPolicy } },
    });
    expect(template.Resources.Handle?.DeletionPolicy).toBe(expected);
  });

  test.each<[object, string]>([
    [{ DeletionPolicy: ['Retain'] }, 'Every DeletionPolicy member must be a string'],
    [{ DeletionPolicy: { Ref: 'AWS::NoValue' } }, 'AWS::NoValue is not supported for DeletionPolicy or UpdateReplacePolicy'],
    [{ UpdateReplacePolicy: { Ref: 'Handle' } }, 'Unsupported expression for UpdateReplacePolicy in resource Handle'],
    [{ DeletionPolicy: 'Keep' }, 'Unrecognized DeletionPolicy Keep for resource Handle'],
  ])('%j fails', async (policies, reason) => {
    expect(await failureOf({ Resources: { Handle: { ...HANDLE, ...policies } } })).toBe(failed(reason));
  });
});

describe('what can\'t be transformed fails the stack, with the reason:', () => {
  test.each<[string, object, string]>([
    ['Fn::Length of a text', { Outputs: { Out: { Value: { 'Fn::Length': 'text' } } } }, 'Fn::Length layout is incorrect'],
    ['Fn::ToJsonString of a text', { Outputs: { Out: { Value: { 'Fn::ToJsonString': 'text' } } } }, 'Fn::ToJsonString layout is incorrect'],
    ['Fn::ToJsonString of a list that only the deployment knows', { Outputs: { Out: { Value: { 'Fn::ToJsonString': [{ 'Fn::Split': [',', { Ref: 'Handle' }] }] } } } },
      'Unable to resolve Fn::Split intrinsic function'],
    ['Fn::FindInMap with too little', { Outputs: { Out: { Value: { 'Fn::FindInMap': ['Sizes', 'production'] } } } }, 'Fn::FindInMap layout is incorrect'],
    ['a key that isn\'t there', { Outputs: { Out: { Value: { 'Fn::FindInMap': ['Sizes', 'test', 'Size'] } } } }, 'Mappings not found in template for key /test/Size'],
    ['Fn::Select of what isn\'t there', { Outputs: { Out: { Value: { 'Fn::Length': { 'Fn::Select': [2, ['a']] } } } } },
      'Fn::Select cannot select nonexistent value at index 2'],
    ['a length that only the deployment knows', { Outputs: { Out: { Value: { 'Fn::Length': { Ref: 'Handle' } } } } },
      'Unable to resolve the argument of Fn::Length: Ref Handle'],
    ['a loop without a body', { Resources: { 'Fn::ForEach::L': ['Name', ['a']] } }, 'Fn::ForEach::L layout is incorrect'],
    ['a loop over a text', { Resources: { 'Fn::ForEach::L': ['Name', 'a', {}] } }, 'Fn::ForEach::L layout is incorrect'],
    ['a loop with pairs of three', { Resources: { 'Fn::ForEach::L': [['A', 'B'], [['1', '2', '3']], {}] } }, 'Fn::ForEach::L layout is incorrect'],
    ['a loop that counts with a parameter', { Resources: { 'Fn::ForEach::L': ['Stage', ['a'], {}] } },
      'Fn::ForEach::L: Stage is also the name of a parameter or of another loop'],
    ['a loop that makes something twice', { Resources: { A: HANDLE, 'Fn::ForEach::L': ['Name', ['A'], { '${Name}': HANDLE }] } },
      'Fn::ForEach::L produces A, which is there already'],
  ])('%s', async (_what, sections, reason) => {
    expect(await failureOf(sections)).toBe(failed(reason));
  });

  test('an update is rolled back without a look at its resources', async () => {
    const before = { Resources: { Handler: HANDLER, A: thing({ value: 1 }) } };
    const stack = await create(before);
    const TemplateBody = JSON.stringify({ Transform: EXTENSIONS, ...before, Outputs: { Out: { Value: { 'Fn::Length': 'text' } } } });
    await world.clientOf().send(new UpdateStackCommand({ StackName: 'Stack', TemplateBody, Capabilities: ['CAPABILITY_AUTO_EXPAND'] }));
    await world.time.run(stack.whenSettled());
    expect(historyOf(stack).slice(-4)).toEqual([
      'Stack UPDATE_IN_PROGRESS User Initiated',
      'Stack UPDATE_ROLLBACK_IN_PROGRESS Transform AWS::LanguageExtensions failed with: Fn::Length layout is incorrect',
      'Stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'Stack UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect([...stack.resources.keys()]).toEqual(['Handler', 'A']);
  });

  test('a change set fails', async () => {
    const TemplateBody = JSON.stringify({ Transform: EXTENSIONS, Resources: { Handle: HANDLE }, Outputs: { Out: { Value: { 'Fn::Length': 'text' } } } });
    const changeSet = { StackName: 'Stack', ChangeSetName: 'changes' };
    await world.clientOf().send(new CreateChangeSetCommand({ ...changeSet, ChangeSetType: 'CREATE', TemplateBody }));
    expect(await world.clientOf().send(new DescribeChangeSetCommand(changeSet))).toMatchObject({
      Status: 'FAILED', StatusReason: 'Transform AWS::LanguageExtensions failed with: Fn::Length layout is incorrect',
    });
  });
});

describe('without the transform', () => {
  const SUPPORTED = 'Supported functions are: [Fn::Base64, Fn::GetAtt, Fn::GetAZs, Fn::ImportValue, Fn::Join, Fn::Split, Fn::FindInMap, Fn::Select, Ref, Fn::Equals, '
    + 'Fn::If, Fn::Not, Condition, Fn::And, Fn::Or, Fn::Contains, Fn::EachMemberEquals, Fn::EachMemberIn, Fn::ValueOf, Fn::ValueOfAll, Fn::RefAll, Fn::Sub, Fn::Cidr]';

  test.each<[string, object, string]>([
    ['Fn::Length', { Resources: { A: { ...HANDLE, Properties: { a: [{ 'Fn::Length': [] }] } } } }, `Template Error: Encountered unsupported function: Fn::Length ${SUPPORTED}`],
    ['Fn::ToJsonString', { Resources: { A: HANDLE }, Outputs: { Out: { Value: { 'Fn::ToJsonString': {} } } } },
      `Template Error: Encountered unsupported function: Fn::ToJsonString ${SUPPORTED}`],
    ['a loop in properties', { Resources: { A: { ...HANDLE, Properties: { 'Fn::ForEach::L': ['Name', [], {}] } } } },
      `Template Error: Encountered unsupported function: Fn::ForEach::L ${SUPPORTED}`],
    ['a misspelled function in a condition', { Resources: { A: HANDLE }, Conditions: { C: { 'Fn::Equal': ['1', '1'] } } },
      `Template Error: Encountered unsupported function: Fn::Equal ${SUPPORTED}`],
    ['a loop', { Resources: { 'Fn::ForEach::L': ['Name', ['a'], {}] } }, 'Template format error: [/Resources/Fn::ForEach::L] resource definition is malformed'],
    ['a policy that a function says', { Resources: { A: { ...HANDLE, DeletionPolicy: { Ref: 'AWS::StackName' } } } },
      'Template format error: Every DeletionPolicy member must be a string.'],
  ])('AWS refuses %s', async (_what, template, message) => {
    await expect(create(template)).rejects.toEqual(exception('ValidationError', message));
  });

  test('a default value of Fn::FindInMap fails what has it', async () => {
    const stack = await create({ ...SECTIONS, Resources: { A: HANDLE }, Outputs: { Out: { Value: { 'Fn::FindInMap': ['Sizes', 'test', 'Size', { DefaultValue: 'x' }] } } } });
    expect(historyOf(stack)).toContain('Stack ROLLBACK_IN_PROGRESS Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the '
      + 'attribute for return value. Rollback requested by user.');
  });
});

test('other transforms are refused by name', async () => {
  const notEmulated = (name: string) => exception('NotEmulated', `The cdk-org-guard sandbox doesn't emulate the transform ${name}`);
  await expect(create({ Transform: 'AWS::Serverless-2016-10-31', Resources: { A: HANDLE } })).rejects.toEqual(notEmulated('AWS::Serverless-2016-10-31'));
  await expect(create({ Transform: [EXTENSIONS, 'Mine'], Resources: { A: HANDLE } })).rejects.toEqual(notEmulated('Mine'));
  const included = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: {} } };
  await expect(create({ Resources: { A: { ...HANDLE, Properties: { a: included } } } })).rejects.toEqual(notEmulated('AWS::Include'));
});

test('GetTemplate has what was given and what the transform has made of it, of a change set and of a stack', async () => {
  const original = { Transform: EXTENSIONS, Resources: { 'Fn::ForEach::L': ['Name', ['A'], { '${Name}': HANDLE }] } };
  const changeSet = { StackName: 'Stack', ChangeSetName: 'changes' };
  await world.clientOf().send(new CreateChangeSetCommand({ ...changeSet, ChangeSetType: 'CREATE', TemplateBody: JSON.stringify(original) }));
  const bodies = async (input: object): Promise<unknown[]> => Promise.all((['Original', 'Processed'] as const).map(async (TemplateStage) =>
    JSON.parse((await world.clientOf().send(new GetTemplateCommand({ ...input, TemplateStage }))).TemplateBody as string) as unknown));
  expect(await bodies(changeSet)).toEqual([original, { Resources: { A: HANDLE } }]);
  await world.clientOf().send(new ExecuteChangeSetCommand(changeSet));
  await world.time.run(world.sandbox.cloudFormation.existing('Stack').whenSettled());
  expect(await bodies({ StackName: 'Stack' })).toEqual([original, { Resources: { A: HANDLE } }]);
});

test('whoever deploys without a change set acknowledges that there are transforms', async () => {
  const TemplateBody = JSON.stringify({ Transform: EXTENSIONS, Resources: { Handle: HANDLE } });
  await expect(world.clientOf().send(new CreateStackCommand({ StackName: 'Stack', TemplateBody })))
    .rejects.toEqual(exception('InsufficientCapabilitiesException', 'Requires capabilities : [CAPABILITY_AUTO_EXPAND]'));
});
