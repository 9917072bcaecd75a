import type { Scope } from '../../../sandbox/cloudformation/functions/function';
import { conditionHolds, referencesIn, resolve } from '../../../sandbox/cloudformation/intrinsics';
import type { Json } from '../../../sandbox/cloudformation/template';
import { notEmulated, refusal } from '../../support/refusals';

const ATTRIBUTES: Readonly<Record<string, Json>> = {
  'Thing.Arn': 'arn:thing', 'Thing.production': 'the real one', 'Thing.Outputs.production': 'inner real one', 'Thing.Outputs.Name': 'inner', 'Thing.List': ['a', 'b'],
};

const SCOPE: Scope = {
  template: {
    Resources: {},
    Mappings: { Regions: { 'us-east-1': { Size: 'large', Zones: ['a', 'b'] } } },
    Conditions: {
      Yes: { 'Fn::Equals': ['1', '1'] },
      No: { 'Fn::Equals': ['1', '2'] },
      AlsoYes: { Condition: 'Yes' },
      IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] },
    },
  },
  parameters: new Map<string, Json>([
    ['Stage', 'production'], ['Empty', ''], ['Names', ['x', 'y']], ['Literal', '${!Not} $& $1'],
    ['AWS::Region', 'us-east-1'], ['AWS::StackName', 'Stack'],
  ]),
  ref: (logicalId) => {
    if (logicalId !== 'Thing') throw new Error(`no resource ${logicalId}`);
    return 'thing-1';
  },
  attribute: (logicalId, name) => {
    const value = ATTRIBUTES[`${logicalId}.${name}`];
    if (value === undefined) throw new Error(`no attribute ${logicalId} ${name}`);
    return value;
  },
  importValue: (name) => `exported ${name}`,
  stackOutput: ({ StackName, OutputName }) => `${OutputName} of ${StackName}`,
};

const REGION = { Ref: 'AWS::Region' };
const NO_VALUE = { Ref: 'AWS::NoValue' };
const YES = { Condition: 'Yes' };
const NO = { Condition: 'No' };

describe('a value', () => {
  test.each<[string, Json, Json]>([
    ['a text', 'text', 'text'],
    ['a number', 1.5, 1.5],
    ['a truth value', false, false],
    ['null', null, null],
    ['an object without functions', { a: [1, { b: 'c' }] }, { a: [1, { b: 'c' }] }],
    ['an object with a member that is called like a function, and another', { Ref: 'x', Other: 'y' }, { Ref: 'x', Other: 'y' }],
    ['the condition of a policy statement', { Condition: { StringEquals: { a: REGION } } }, { Condition: { StringEquals: { a: 'us-east-1' } } }],
    ['functions deep inside', { a: [{ b: REGION }] }, { a: [{ b: 'us-east-1' }] }],
  ])('%s resolves to itself, with the functions in it resolved', (_what, value, expected) => {
    expect(resolve(value, SCOPE)).toEqual(expected);
  });
});

describe('a function', () => {
  test.each<[string, Json, Json]>([
    ['Ref of a parameter', { Ref: 'Stage' }, 'production'],
    ['Ref of a parameter that is empty', { Ref: 'Empty' }, ''],
    ['Ref of a list', { Ref: 'Names' }, ['x', 'y']],
    ['Ref of a pseudo parameter', { Ref: 'AWS::StackName' }, 'Stack'],
    ['Ref of a resource', { Ref: 'Thing' }, 'thing-1'],
    ['Fn::GetAtt with a list', { 'Fn::GetAtt': ['Thing', 'Arn'] }, 'arn:thing'],
    ['Fn::GetAtt with a text', { 'Fn::GetAtt': 'Thing.Arn' }, 'arn:thing'],
    ['Fn::GetAtt of a member of a member, as a list', { 'Fn::GetAtt': ['Thing', 'Outputs.Name'] }, 'inner'],
    ['Fn::GetAtt of a member of a member, as a text', { 'Fn::GetAtt': 'Thing.Outputs.Name' }, 'inner'],
    ['Fn::GetAtt of an attribute that a parameter names', { 'Fn::GetAtt': ['Thing', { Ref: 'Stage' }] }, 'the real one'],
    ['Fn::GetAtt of a member that a parameter names', { 'Fn::GetAtt': ['Thing', 'Outputs', { Ref: 'Stage' }] }, 'inner real one'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', REGION, 1, true]] }, 'a-us-east-1-1-true'],
    ['Fn::Join of nothing', { 'Fn::Join': ['-', []] }, ''],
    ['Fn::Join of a list that a function gives', { 'Fn::Join': [',', { 'Fn::GetAtt': ['Thing', 'List'] }] }, 'a,b'],
    ['Fn::Join without the parts that have no value', { 'Fn::Join': ['-', ['a', NO_VALUE, 'b']] }, 'a-b'],
    ['Fn::Select by a number', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['Fn::Select by a text', { 'Fn::Select': ['0', { Ref: 'Names' }] }, 'x'],
    ['Fn::Split', { 'Fn::Split': ['|', 'a|b||c'] }, ['a', 'b', '', 'c']],
    ['Fn::Split of what a function gives', { 'Fn::Split': ['-', REGION] }, ['us', 'east', '1']],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [2, { 'Fn::Split': ['-', REGION] }] }, '1'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Regions', REGION, 'Size'] }, 'large'],
    ['Fn::FindInMap of a list', { 'Fn::FindInMap': ['Regions', 'us-east-1', 'Zones'] }, ['a', 'b']],
    ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${AWS::StackName}-name' } }, 'exported Stack-name'],
    ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'Producer', OutputName: { 'Fn::Join': ['', ['Group', 'Id']] } } }, 'GroupId of Producer'],
    ['Fn::Cidr', { 'Fn::Cidr': ['10.1.0.0/16', '3', 8] }, ['10.1.0.0/24', '10.1.1.0/24', '10.1.2.0/24']],
    ['Fn::Cidr without the bits', { 'Fn::Cidr': ['10.0.255.0/16', 1] }, ['10.0.255.0/24']],
    ['Fn::Cidr of IPv6', { 'Fn::Cidr': ['2001:db8::/56', 2, 64] }, ['2001:db8::/64', '2001:db8:0:1::/64']],
    ['Fn::GetAZs of the own Region', { 'Fn::GetAZs': '' }, ['us-east-1a', 'us-east-1b', 'us-east-1c']],
    ['Fn::GetAZs of another one', { 'Fn::Select': [0, { 'Fn::GetAZs': 'eu-west-1' }] }, 'eu-west-1a'],
    ['Fn::Base64', { 'Fn::Base64': { 'Fn::Join': ['', ['ä', 'b']] } }, 'w6Ri'],
    ['Fn::If of a condition that holds', { 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
    ['Fn::If of a condition that does not hold', { 'Fn::If': ['No', 'then', REGION] }, 'us-east-1'],
    ['Fn::If without a look at the other branch', { 'Fn::If': ['Yes', 'then', { Ref: 'Nobody' }] }, 'then'],
    ['Condition', YES, true],
    ['Condition of a condition', { Condition: 'AlsoYes' }, true],
    ['Fn::Equals of equal values', { 'Fn::Equals': [REGION, 'us-east-1'] }, true],
    ['Fn::Equals of equal lists', { 'Fn::Equals': [{ Ref: 'Names' }, ['x', 'y']] }, true],
    ['Fn::Equals of values that differ in case', { 'Fn::Equals': ['a', 'A'] }, false],
    ['Fn::And of what holds', { 'Fn::And': [YES, YES] }, true],
    ['Fn::And with one that does not hold', { 'Fn::And': [YES, NO] }, false],
    ['Fn::Or with one that holds', { 'Fn::Or': [NO, YES] }, true],
    ['Fn::Or of what does not hold', { 'Fn::Or': [NO, NO] }, false],
    ['Fn::Not of what holds', { 'Fn::Not': [YES] }, false],
    ['Fn::Not of what does not hold', { 'Fn::Not': [NO] }, true],
    ['Fn::Contains of what is in the list', { 'Fn::Contains': [{ Ref: 'Names' }, 'y'] }, true],
    ['Fn::Contains of what is not in the list', { 'Fn::Contains': [['1', '2'], '3'] }, false],
  ])('%s', (_what, value, expected) => {
    expect(resolve(value, SCOPE)).toEqual(expected);
  });
});

describe('Fn::Sub', () => {
  test.each<[string, Json, string]>([
    ['nothing', 'plain text', 'plain text'],
    ['a parameter', '<${Stage}>', '<production>'],
    ['a pseudo parameter', 'in ${AWS::Region}', 'in us-east-1'],
    ['a resource', '${Thing}/', 'thing-1/'],
    ['an attribute', '${Thing.Arn}:x', 'arn:thing:x'],
    ['a member of a member', '${Thing.Outputs.Name}', 'inner'],
    ['several, next to each other', '${Stage}${Thing}${Stage}', 'productionthing-1production'],
    ['a variable', ['${Name}!', { Name: 'Ada' }], 'Ada!'],
    ['a variable whose value is a function', ['${Name}', { Name: { 'Fn::Join': ['', ['A', 'da']] } }], 'Ada'],
    ['a variable that is called like a parameter', ['${Stage}', { Stage: 'mine' }], 'mine'],
    ['a variable with a dot in its name', ['${Thing.Arn}', { 'Thing.Arn': 'mine' }], 'mine'],
    ['a literal', '${!Stage} and ${Stage}', '${Stage} and production'],
    ['a value that looks like a literal or a replacement pattern', '${Literal}', '${!Not} $& $1'],
    ['a number', ['${Count}', { Count: 3 }], '3'],
    ['a parameter, although variables are given', ['${Stage} ${Name}', { Name: 'x' }], 'production x'],
  ])('replaces %s', (_what, argument, expected) => {
    expect(resolve({ 'Fn::Sub': argument }, SCOPE)).toBe(expected);
  });

  test.each<[string, Json]>([
    ['a list without variables', ['${Stage}']],
    ['variables that are none', ['${Stage}', 'mine']],
    ['a function instead of the text', [{ Ref: 'Stage' }, {}]],
    ['an object', { Ref: 'Stage' }],
    ['null', null],
  ])('refuses %s', (_what, argument) => {
    expect(() => resolve({ 'Fn::Sub': argument }, SCOPE)).toThrow(refusal(
      'ValidationError', 'Template error: One or more Fn::Sub intrinsic functions don\'t specify expected arguments. Specify a string as first argument, '
      + 'and an optional second argument to specify a mapping of values to replace in the string'));
  });
});

describe('AWS::NoValue', () => {
  test.each<[string, Json, Json]>([
    ['a property', { a: NO_VALUE, b: 1 }, { b: 1 }],
    ['an item of a list', ['a', NO_VALUE, 'b'], ['a', 'b']],
    ['a property by way of Fn::If', { a: { 'Fn::If': ['No', 1, NO_VALUE] }, b: 1 }, { b: 1 }],
    ['a property deep inside', { a: { b: NO_VALUE } }, { a: {} }],
  ])('removes %s', (_what, value, expected) => {
    expect(resolve(value, SCOPE)).toEqual(expected);
  });
});

describe('what is not there', () => {
  const NO_ATTRIBUTE = 'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute';

  test.each<[Json, string]>([
    [{ 'Fn::Select': [2, ['a', 'b']] }, 'Template error: Fn::Select cannot select nonexistent value at index 2'],
    [{ 'Fn::FindInMap': ['Regions', 'eu-west-1', 'Size'] }, 'Template error: Unable to get mapping for Regions::eu-west-1::Size'],
    [{ 'Fn::FindInMap': ['Regions', 'us-east-1'] },
      'Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value'],
    [{ 'Fn::Cidr': ['10.0.0.0/24', 2, 8] }, 'Template error: Fn::Cidr cannot make 2 blocks of 8 bits in 10.0.0.0/24'],
    [{ 'Fn::If': ['Maybe', 1, 2] }, 'Template error: Unresolved condition dependency Maybe'],
    [{ Condition: 'Maybe' }, 'Template error: Unresolved condition dependency Maybe'],
    [{ 'Fn::GetAtt': ['Thing'] }, NO_ATTRIBUTE],
    [{ 'Fn::GetAtt': 'Thing' }, NO_ATTRIBUTE],
    [{ 'Fn::GetAtt': ['Thing', { Ref: 'Empty' }] }, NO_ATTRIBUTE],
    [{ 'Fn::GetAtt': ['Thing', { Ref: 'Names' }] }, NO_ATTRIBUTE],
    [{ 'Fn::GetAtt': ['Thing', { 'Fn::Sub': '${Stage}' }] }, NO_ATTRIBUTE],
  ])('is an error: %j', (value, message) => {
    expect(() => resolve(value, SCOPE)).toThrow(refusal('ValidationError', message));
  });

  test.each<[Json, string]>([
    [{ Ref: 'Nobody' }, 'no resource Nobody'],
    [{ 'Fn::Sub': '${Nobody}' }, 'no resource Nobody'],
    [{ 'Fn::GetAtt': ['Thing', 'Colour'] }, 'no attribute Thing Colour'],
    [{ 'Fn::Sub': '${Thing.Colour}' }, 'no attribute Thing Colour'],
  ])('is left to the scope to report: %j', (value, message) => {
    expect(() => resolve(value, SCOPE)).toThrow(new Error(message));
  });
});

describe('what is not emulated', () => {
  test.each([
    'Fn::Transform', 'Fn::ToJsonString', 'Fn::Length', 'Fn::ForEach::Loop', 'Fn::Whatever',
  ])('the function %s is refused by name', (name) => {
    expect(() => resolve({ deep: [{ [name]: [] }] }, SCOPE))
      .toThrow(notEmulated(`the intrinsic function ${name}`));
  });
});

test('dynamic references are not functions', () => {
  expect(resolve({ 'Fn::Sub': 'pass {{resolve:ssm:/${AWS::Region}}}' }, SCOPE)).toBe('pass {{resolve:ssm:/us-east-1}}');
});

describe('a condition', () => {
  test.each([
    { name: 'Yes', holds: true },
    { name: 'No', holds: false },
    { name: 'AlsoYes', holds: true },
    { name: 'IsProduction', holds: true },
  ])('$name holds: $holds', ({ name, holds }) => {
    expect(conditionHolds(name, SCOPE)).toBe(holds);
  });

  test('that the template does not have is an error', () => {
    expect(() => conditionHolds('Maybe', SCOPE)).toThrow(refusal('ValidationError', 'Template error: Unresolved condition dependency Maybe'));
  });
});

describe('the resources that a value refers to', () => {
  test.each<[string, Json | undefined, string[]]>([
    ['nothing', undefined, []],
    ['a text', 'Thing', []],
    ['Ref', { a: { Ref: 'Thing' } }, ['Thing']],
    ['Fn::GetAtt with a list', { 'Fn::GetAtt': ['Thing', 'Arn'] }, ['Thing']],
    ['Fn::GetAtt with a text', { 'Fn::GetAtt': 'Thing.Arn' }, ['Thing']],
    ['Fn::GetAtt of an attribute that a parameter names', { 'Fn::GetAtt': ['Thing', { Ref: 'Stage' }] }, ['Thing', 'Stage']],
    ['Fn::Sub', { 'Fn::Sub': '${A}, ${B.Arn} and not ${!C}' }, ['A', 'B']],
    ['an object with a member that is called like a function, and another', { Ref: 'x', Other: { Ref: 'Thing' } }, ['Thing']],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${A} ${Variable}', { Variable: { Ref: 'B' } }] }, ['A', 'B']],
    ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: { Ref: 'Name' }, OutputName: 'GroupId' } }, ['Name']],
    ['both branches of Fn::If', { 'Fn::If': ['Yes', { Ref: 'A' }, { Ref: 'B' }] }, ['A', 'B']],
    ['functions in functions', { 'Fn::Join': ['', [{ Ref: 'A' }, { 'Fn::Select': [0, [{ 'Fn::GetAtt': ['B', 'Arn'] }]] }]] }, ['A', 'B']],
  ])('are found in %s', (_where, value, expected) => {
    expect(referencesIn(value)).toEqual(expected);
  });
});
