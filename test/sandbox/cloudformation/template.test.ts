import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { parseTemplate, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { notEmulated, refusal } from '../../support/refusals';
import { HANDLER, ScriptedFunctions } from '../../support/scripted-functions';

const THING = { Type: 'Custom::Thing' };

function parse(text: string) {
  return parseTemplate(text, (type) => type === 'Custom::Thing');
}

function things(count: number): Record<string, ResourceDefinition> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`Thing${index}`, THING]));
}

test('a template with every section and attribute that is emulated is read as it is', () => {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'everything',
    Metadata: { anything: true },
    Parameters: { Stage: { Type: 'String', Default: 'test' } },
    Mappings: { Regions: { 'us-east-1': { Size: 'large' } } },
    Conditions: { Always: { 'Fn::Equals': ['1', '1'] } },
    Rules: { Check: { Assertions: [{ Assert: { 'Fn::Equals': ['1', '1'] } }] } },
    Resources: {
      First: {
        ...THING, Properties: { a: 1 }, DependsOn: ['Second'], Condition: 'Always', DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain',
        Metadata: { 'aws:cdk:path': 'Stack/First' },
      },
      Second: { ...THING, DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' },
    },
    Outputs: { Name: { Value: 'x', Description: 'the name', Condition: 'Always', Export: { Name: 'name' } } },
  };
  expect(parse(JSON.stringify(template))).toEqual(template);
});

describe('refuses by name what is not emulated:', () => {
  test.each<[string, object, string]>([
    ['another section', { Hooks: {}, Resources: { A: THING } }, 'the template section Hooks'],
    ['an attribute of a resource', { Resources: { A: { ...THING, CreationPolicy: {} } } }, 'the attribute CreationPolicy of resource A'],
    ['a misspelled attribute', { Resources: { A: THING, B: { ...THING, Dependson: 'A' } } }, 'the attribute Dependson of resource B'],
    ['a resource type', { Resources: { A: THING, Queue: { Type: 'AWS::SQS::Queue' } } },
      'the resource type AWS::SQS::Queue (resource Queue); --record-only AWS::SQS::Queue, in a test recordOnly, records it instead'],
    ['a deletion policy', { Resources: { A: { ...THING, DeletionPolicy: 'Snapshot' } } }, 'the policy Snapshot (resource A)'],
    ['a policy for replacements', { Resources: { A: { ...THING, UpdateReplacePolicy: 'Snapshot' } } }, 'the policy Snapshot (resource A)'],
  ])('%s', (_what, template, named) => {
    expect(() => parse(JSON.stringify(template))).toThrow(notEmulated(named));
  });

  test.each([
    ['a JSON text', '"Resources"'],
    ['a JSON list', '[]'],
    ['a JSON null', 'null'],
    ['a text', 'Resources'],
    ['nothing', ''],
  ])('a template that is no object but %s', (_what, text) => {
    expect(() => parse(text)).toThrow(refusal('ValidationError', 'Template format error: unsupported structure.'));
  });

  test.each([
    ['{"Resources":', 'Template format error: YAML not well-formed. (line 1, column 14)'],
    ['Resources:\n  A: [\n', 'Template format error: YAML not well-formed. (line 3, column 1)'],
  ])('%j, which is neither JSON nor YAML', (text, message) => {
    expect(() => parse(text)).toThrow(refusal('ValidationError', message));
  });

  test('a tag of a template in YAML that is no short form, as of a function of the language extensions', () => {
    expect(() => parse('Resources:\n  A: { Type: Custom::Thing, Properties: { a: !Length [1] } }')).toThrow(notEmulated('what a template in YAML says as !Length'));
  });
});

describe('refuses what CloudFormation refuses as well:', () => {
  test.each<[string, object, string]>([
    ['no resources section', {}, 'Template format error: At least one Resources member must be defined.'],
    ['no resources', { Resources: {} }, 'Template format error: At least one Resources member must be defined.'],
    ['501 resources', { Resources: things(501) }, 'Template format error: Number of resources, 501, is greater than maximum allowed, 500'],
    ['a resource without a type', { Resources: { A: { Properties: {} } } },
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.'],
    ['a resource that is no object', { Resources: { A: null } },
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.'],
  ])('%s', (_what, template, message) => {
    expect(() => parse(JSON.stringify(template))).toThrow(refusal('ValidationError', message));
  });
});

describe('refuses what refers to nothing:', () => {
  test.each<[string, object, string]>([
    ['DependsOn', { DependsOn: ['Second', 'Nobody'] }, 'Nobody'],
    ['DependsOn of a parameter', { DependsOn: 'Stage' }, 'Stage'],
    ['Ref', { Properties: { a: [{ b: { Ref: 'Nobody' } }] } }, 'Nobody'],
    ['Ref of an unknown pseudo parameter', { Properties: { a: { Ref: 'AWS::Galaxy' } } }, 'AWS::Galaxy'],
    ['Ref of what every object has', { Properties: { a: { Ref: 'constructor' } } }, 'constructor'],
    ['Fn::GetAtt', { Properties: { a: { 'Fn::GetAtt': ['Nobody', 'Arn'] } } }, 'Nobody'],
    ['Fn::GetAtt with a text', { Properties: { a: { 'Fn::GetAtt': 'Nobody.Arn' } } }, 'Nobody'],
    ['the attribute of Fn::GetAtt', { Properties: { a: { 'Fn::GetAtt': ['Second', { Ref: 'Nobody' }] } } }, 'Nobody'],
    ['Fn::Sub', { Properties: { a: { 'Fn::Sub': '${Nobody} of ${Nothing.Arn} in ${AWS::Region}' } } }, 'Nobody, Nothing'],
    ['a variable of Fn::Sub', { Properties: { a: { 'Fn::Sub': ['${A}', { A: { Ref: 'Nobody' } }] } } }, 'Nobody'],
    ['a branch of Fn::If', { Properties: { a: { 'Fn::If': ['Always', 1, { Ref: 'Nobody' }] } } }, 'Nobody'],
    ['a resource that a condition leaves out', { Condition: 'Never', Properties: { a: { Ref: 'Nobody' } } }, 'Nobody'],
    ['a name twice', { DependsOn: 'Nobody', Properties: { a: { Ref: 'Nobody' } } }, 'Nobody'],
  ])('%s', (_what, definition, named) => {
    const template = { Parameters: { Stage: { Type: 'String' } }, Resources: { First: { ...THING, ...definition }, Second: THING } };
    expect(() => parse(JSON.stringify(template))).toThrow(refusal('ValidationError',
      `Template format error: Unresolved resource dependencies [${named}] in the Resources block of the template`));
  });

  test.each<[string, object]>([
    ['the value', { Value: { 'Fn::GetAtt': ['Nobody', 'Arn'] } }],
    ['the name of the export', { Value: 'x', Export: { Name: { 'Fn::Sub': '${Nobody}-name' } } }],
    ['an output that a condition leaves out', { Value: { Ref: 'Nobody' }, Condition: 'Never' }],
  ])('%s', (_what, output) => {
    const Conditions = { Never: { 'Fn::Equals': [1, 2] } };
    expect(() => parse(JSON.stringify({ Conditions, Resources: { A: THING }, Outputs: { Out: output } }))).toThrow(refusal('ValidationError',
      'Template format error: Unresolved resource dependencies [Nobody] in the Outputs block of the template'));
  });
});

test('what is there may be referred to: resources, also those that a condition leaves out, parameters, pseudo parameters and variables of Fn::Sub', () => {
  const Properties = {
    conditional: { Ref: 'Second' }, parameter: { Ref: 'Stage' }, region: { Ref: 'AWS::Region' }, nothing: { Ref: 'AWS::NoValue' },
    attribute: { 'Fn::GetAtt': ['Second', { Ref: 'Stage' }] }, text: { 'Fn::Sub': ['${Variable} ${!Literal} ${Stage} ${AWS::AccountId}', { Variable: 1 }] },
    noFunction: { Ref: 'Nobody', Other: 'member' },
  };
  const template = {
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { Never: { 'Fn::Equals': [1, 2] } },
    Resources: { First: { ...THING, DependsOn: 'Second', Properties }, Second: { ...THING, Condition: 'Never' } },
  };
  expect(parse(JSON.stringify(template))).toEqual(template);
});

test('500 resources are accepted', () => {
  expect(Object.keys(parse(JSON.stringify({ Resources: things(500) })).Resources)).toHaveLength(500);
});

describe('before anything is deployed', () => {
  test.each<[string, object, string]>([
    ['a resource type that is not emulated', { Type: 'AWS::SQS::Queue' }, 'The cdk-org-guard sandbox doesn\'t emulate the resource type AWS::SQS::Queue (resource A); '
    + '--record-only AWS::SQS::Queue, in a test recordOnly, records it instead'],
    ['a circular dependency', { ...THING, DependsOn: 'A' }, 'Circular dependency between resources: [A]'],
    ['a dependency on nothing', { ...THING, DependsOn: 'B' }, 'Template format error: Unresolved resource dependencies [B] in the Resources block of the template'],
  ])('the stack refuses %s', (_what, definition, message) => {
    const { cloudFormation } = new ScriptedFunctions().sandbox;
    const stack = cloudFormation.newStack('Stack');
    expect(() => cloudFormation.target(stack, JSON.stringify({ Resources: { A: definition } }), [])).toThrow(new Error(message));
    expect(stack.events).toEqual([]);
  });

  test('the stack refuses another type for a resource that it has', async () => {
    const world = new ScriptedFunctions();
    const stack = await world.deploy({ A: { Type: 'AWS::CDK::Metadata' } });
    await expect(async () => world.deploy({ A: { Type: 'AWS::CloudFormation::WaitConditionHandle' } })).rejects.toThrow(refusal('ValidationError',
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [A]'));
    expect(stack.status).toBe('CREATE_COMPLETE');
  });
});

test('a template in YAML is the same as in JSON, and its version is a text', () => {
  const yaml = 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A:\n    Type: Custom::Thing\n    Properties: { text: "1", number: 1, truth: yes }\n';
  expect(parse(yaml)).toEqual({
    AWSTemplateFormatVersion: '2010-09-09', Resources: { A: { Type: 'Custom::Thing', Properties: { text: '1', number: 1, truth: true } } },
  });
});

describe('a short form in YAML is the function:', () => {
  test.each<[string, unknown]>([
    ['!Ref A', { Ref: 'A' }],
    ['!Ref "AWS::Region"', { Ref: 'AWS::Region' }],
    ['!Condition Always', { Condition: 'Always' }],
    ['!GetAtt A.Arn', { 'Fn::GetAtt': ['A', 'Arn'] }],
    ['!GetAtt A.Outputs.Name', { 'Fn::GetAtt': ['A', 'Outputs.Name'] }],
    ['!GetAtt [A, Arn]', { 'Fn::GetAtt': ['A', 'Arn'] }],
    ['!GetAtt A', { 'Fn::GetAtt': ['A'] }],
    ['!Sub "${A.Arn}/*"', { 'Fn::Sub': '${A.Arn}/*' }],
    ['!Sub ["${B}", { B: !Ref A }]', { 'Fn::Sub': ['${B}', { B: { Ref: 'A' } }] }],
    ['!Join ["-", [!Ref A, x, 1]]', { 'Fn::Join': ['-', [{ Ref: 'A' }, 'x', 1]] }],
    ['!Select [0, !Split [",", "a,b"]]', { 'Fn::Select': [0, { 'Fn::Split': [',', 'a,b'] }] }],
    ['!If [Always, !Ref A, !Ref "AWS::NoValue"]', { 'Fn::If': ['Always', { Ref: 'A' }, { Ref: 'AWS::NoValue' }] }],
    ['!FindInMap [Regions, !Ref "AWS::Region", Size]', { 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'Size'] }],
    ['!Base64 text', { 'Fn::Base64': 'text' }],
    ['!GetAZs ""', { 'Fn::GetAZs': '' }],
    ['!Cidr ["10.0.0.0/16", 2, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }],
    ['!ImportValue name', { 'Fn::ImportValue': 'name' }],
    ['!GetStackOutput { StackName: Producer, OutputName: Name }', { 'Fn::GetStackOutput': { StackName: 'Producer', OutputName: 'Name' } }],
    ['!And [!Equals [a, a], !Not [!Equals [a, b]], !Or [!Condition C, !Condition D]]', {
      'Fn::And': [{ 'Fn::Equals': ['a', 'a'] }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }, { 'Fn::Or': [{ Condition: 'C' }, { Condition: 'D' }] }],
    }],
    ['{ "Fn::Sub": !Ref A }', { 'Fn::Sub': { Ref: 'A' } }],
  ])('%s', (text, value) => {
    expect(parse(`Resources:\n  A:\n    Type: Custom::Thing\nOutputs:\n  Out:\n    Value: ${text}\n`).Outputs?.Out?.Value).toEqual(value);
  });

  test('also over several lines', () => {
    const text = 'Resources:\n  A:\n    Type: Custom::Thing\n    Properties:\n      a: !Join\n        - "-"\n        - - b\n          - !Sub |\n            c\n            d\n';
    expect(parse(text).Resources.A?.Properties).toEqual({ a: { 'Fn::Join': ['-', ['b', { 'Fn::Sub': 'c\nd\n' }]] } });
  });
});

test.each([
  ['Resources:\n  A: &a { Type: Custom::Thing }\n  B: *a\n', 'Template error: YAML aliases are not allowed in CloudFormation templates'],
  ['Resources:\n  A: { Type: Custom::Thing, Properties: { a: !Base64 !Sub b } }\n', 'Template format error: YAML not well-formed. (line 2, column 54)'],
])('what YAML can say and CloudFormation does not read is refused: %j', (text, message) => {
  expect(() => parse(text)).toThrow(refusal('ValidationError', message));
});

test('a stack is deployed from a template in YAML, by its text and from a bucket', async () => {
  const world = new ScriptedFunctions();
  const body = `Resources:\n  Handler: ${JSON.stringify(HANDLER)}\n  A:\n    Type: Custom::Thing\n    Properties:\n      ServiceToken: !GetAtt Handler.Arn\n      name: !Sub "\${AWS::StackName}-a"\n`;
  const TemplateURL = 'https://s3.us-east-1.amazonaws.com/cdk-hnb659fds-assets-123456789012-us-east-1/template.yaml';
  await world.sandbox.answer({
    method: 'PUT', host: 's3.us-east-1.amazonaws.com', path: '/cdk-hnb659fds-assets-123456789012-us-east-1/template.yaml', query: new URLSearchParams(), headers: {}, body: Buffer.from(body),
  });
  for (const [StackName, template] of [['Text', { TemplateBody: body }], ['Bucket', { TemplateURL }]] as const) {
    await world.clientOf().send(new CreateStackCommand({ StackName, ...template }));
    await world.time.run(world.sandbox.cloudFormation.existing(StackName).whenSettled());
    expect(world.events.at(-1)?.ResourceProperties.name).toBe(`${StackName}-a`);
  }
});
