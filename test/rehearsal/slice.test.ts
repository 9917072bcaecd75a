import { App, CfnOutput, Stack, aws_sns as sns } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Group, IdentityStore } from 'cdk-org-guard';
import fc from 'fast-check';
import { isRehearsed } from '../../rehearsal/rehearsed-types';
import { Members, slice } from '../../rehearsal/slice';
import type { Json } from '../../sandbox/cloudformation/template';

const USER = 'Custom::IdentityStoreUser';
const TOPIC = 'AWS::SNS::Topic';

function resourcesIn(template: Members): Readonly<Record<string, Json>> {
  return template.Resources as Readonly<Record<string, Json>>;
}

function sliced(template: Members): { readonly resources: readonly string[]; readonly outputs: readonly string[]; readonly others: number } {
  const { template: left, others } = slice(template, isRehearsed);
  return { resources: Object.keys(resourcesIn(left)), outputs: Object.keys(left.Outputs ?? {}), others };
}

const TOPICS: Members = { Topic: { Type: TOPIC }, Other: { Type: TOPIC } };

/** A user that refers to something, beside resources of other types. */
function userThat(members: Members, others = TOPICS): Members {
  return { Resources: { Jane: { Type: USER, ...members }, ...others } };
}

describe('a slice', () => {
  test.each([
    'Custom::IdentityStoreUser', 'Custom::IdentityStoreGroup', 'Custom::IdentityStoreGroupMembership',
    'Custom::IdentityStoreUserLookup', 'Custom::IdentityStoreGroupLookup',
    'Custom::OrganizationsAccountInvitation', 'Custom::OrganizationsAccountMembership', 'Custom::OrganizationsAllFeatures',
    'AWS::IdentityStore::User', 'AWS::IdentityStore::Group', 'AWS::IdentityStore::GroupMembership', 'AWS::CloudFormation::Stack',
  ])('has resources of the type %s', (type) => {
    expect(sliced({ Resources: { One: { Type: type }, Other: { Type: TOPIC } } })).toEqual({ resources: ['One'], outputs: [], others: 1 });
  });

  test.each<[string, Readonly<Record<string, Json>>]>([
    ['Ref', { Properties: { UserName: { Ref: 'Topic' } } }],
    ['Fn::GetAtt with a list', { Properties: { UserName: { 'Fn::GetAtt': ['Topic', 'TopicName'] } } }],
    ['Fn::GetAtt with a text', { Properties: { UserName: { 'Fn::GetAtt': 'Topic.TopicName' } } }],
    ['the text of Fn::Sub', { Properties: { UserName: { 'Fn::Sub': 'a-${Topic}' } } }],
    ['an attribute in the text of Fn::Sub', { Properties: { UserName: { 'Fn::Sub': 'a-${Topic.TopicName}' } } }],
    ['a variable of Fn::Sub', { Properties: { UserName: { 'Fn::Sub': ['a-${Other}', { Other: { Ref: 'Topic' } }] } } }],
    ['a branch of Fn::If, of a condition that there is not', { Properties: { UserName: { 'Fn::If': ['Never', { Ref: 'Topic' }, 'jane'] } } }],
    ['DependsOn with a text', { DependsOn: 'Topic' }],
    ['DependsOn with a list', { DependsOn: ['Topic'] }],
    ['Metadata', { Metadata: { Topic: { Ref: 'Topic' } } }],
  ])('has what a rehearsed resource refers to by %s, and leaves the rest out', (_, members) => {
    expect(sliced(userThat(members))).toEqual({ resources: ['Jane', 'Topic'], outputs: [], others: 1 });
  });

  test('has what is referred to at any distance, each as it is defined', () => {
    const others = {
      Function: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
      Role: { Type: 'AWS::IAM::Role', DependsOn: ['Vpc'] },
      Vpc: { Type: 'AWS::EC2::VPC' },
    };
    const template = userThat({ Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] } } }, { ...others, Topic: { Type: TOPIC } });
    expect(slice(template, isRehearsed)).toEqual({ template: userThat({ Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] } } }, others), others: 1 });
  });

  test('has the outputs that refer to what is rehearsed, with all they refer to, and those that refer to no resource', () => {
    const template = {
      ...userThat({}),
      Outputs: {
        Id: { Value: { 'Fn::GetAtt': ['Jane', 'UserId'] } },
        Both: { Value: { 'Fn::Sub': '${Jane.UserId} ${Topic}' } },
        Region: { Value: { Ref: 'AWS::Region' } },
        OfTopic: { Value: { Ref: 'Topic' } },
        OfOther: { Value: 'other', Export: { Name: { 'Fn::Sub': '${Other}' } } },
      },
    };
    expect(sliced(template)).toEqual({ resources: ['Jane', 'Topic'], outputs: ['Id', 'Both', 'Region'], others: 1 });
  });

  test('keeps parameters, mappings, conditions and transforms whole, and has no rules and no metadata', () => {
    const kept = {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'People',
      Transform: 'AWS::LanguageExtensions',
      Parameters: { Unused: { Type: 'String' } },
      Mappings: { Map: { a: { b: 'c' } } },
      Conditions: { Unused: { 'Fn::Equals': ['a', 'b'] } },
    };
    const template = { ...kept, Metadata: { about: 'it' }, Rules: { Rule: { Assertions: [] } }, Hooks: { Hook: {} }, ...userThat({}, {}) };
    expect(slice(template, isRehearsed)).toEqual({ template: { ...kept, ...userThat({}, {}) }, others: 0 });
  });

  test('keeps loops, because only their expansion tells what they make', () => {
    const loop = ['Name', ['jane', 'john'], { 'User${Name}': { Type: USER, Properties: { UserName: { Ref: 'Topic' } } } }];
    expect(sliced({ Resources: { 'Fn::ForEach::Users': loop, Topic: { Type: TOPIC }, Other: { Type: TOPIC } } }))
      .toEqual({ resources: ['Fn::ForEach::Users', 'Topic'], outputs: [], others: 1 });
  });

  test('does not count what CDK adds for its statistics', () => {
    expect(sliced(userThat({}, { CDKMetadata: { Type: 'AWS::CDK::Metadata' } }))).toEqual({ resources: ['Jane'], outputs: [], others: 0 });
  });

  test('of a stack made by CDK has the function and what the function needs', () => {
    const stack = new Stack(new App(), 'Directory');
    const admins = new Group(stack, 'Admins', { identityStore: IdentityStore.fromIdentityStoreId(stack, 'Store', 'd-1234567890'), displayName: 'admins' });
    new CfnOutput(stack, 'GroupId', { value: admins.groupId });
    new CfnOutput(stack, 'TopicArn', { value: new sns.Topic(stack, 'Topic').topicArn });
    const { template: left, others } = slice(Template.fromStack(stack).toJSON(), isRehearsed);
    const types = Object.values(resourcesIn(left)).map((resource) => (resource as { readonly Type: string }).Type);
    expect({ types: types.sort(), outputs: Object.keys(left.Outputs ?? {}), others }).toEqual({
      types: [
        'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup', 'Custom::IdentityStoreGroup',
      ],
      outputs: ['GroupId'],
      others: 1,
    });
  });
});

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const TYPES = [USER, 'AWS::IdentityStore::Group', TOPIC, TOPIC, 'AWS::Lambda::Function'];

/** How a resource can refer to another. */
const NOTATIONS: readonly ((name: string) => Readonly<Record<string, Json>>)[] = [
  (name) => ({ Properties: { Value: { Ref: name } } }),
  (name) => ({ Properties: { Values: [{ 'Fn::GetAtt': [name, 'Arn'] }] } }),
  (name) => ({ Properties: { Value: { 'Fn::GetAtt': `${name}.Arn` } } }),
  (name) => ({ Properties: { Value: { 'Fn::Sub': `\${!Literal} \${${name}.Arn}` } } }),
  (name) => ({ Properties: { Value: { 'Fn::Sub': ['${Variable}', { Variable: { 'Fn::If': ['Condition', { Ref: name }, { Ref: 'AWS::NoValue' }] } }] } } }),
  (name) => ({ Properties: { Value: { 'Fn::Join': ['', ['a', { 'Fn::Select': [0, { 'Fn::GetAtt': [name, 'Names'] }] }]] } } }),
  (name) => ({ DependsOn: name }),
  (name) => ({ DependsOn: [name] }),
];

const reference = fc.record({ name: fc.constantFrom(...NAMES, 'Missing', 'Parameter'), notation: fc.constantFrom(...NOTATIONS) });

interface Referring {
  readonly references: readonly string[];
  readonly definition: Readonly<Record<string, Json>>;
}

/** Each with one reference or none, which the test knows without reading the definition. */
const resource: fc.Arbitrary<Referring> = fc.record({ type: fc.constantFrom(...TYPES), reference: fc.option(reference, { nil: undefined }) })
  .map(({ type, reference: to }) => ({ references: to ? [to.name] : [], definition: { Type: type, ...to?.notation(to.name) } }));
const output: fc.Arbitrary<Referring> = fc.array(fc.constantFrom(...NAMES), { maxLength: 2 })
  .map((references) => ({ references, definition: { Value: { 'Fn::Join': ['', references.map((name) => ({ Ref: name }))] } } }));

const template = fc.record({
  resources: fc.dictionary(fc.constantFrom(...NAMES), resource, { noNullPrototype: true }),
  outputs: fc.dictionary(fc.constantFrom('One', 'Two', 'Three'), output, { noNullPrototype: true }),
});
type Declared = typeof template extends fc.Arbitrary<infer Each> ? Each : never;

function written({ resources, outputs }: Declared): Members {
  const definitions = (referring: Readonly<Record<string, Referring>>): Record<string, Json> =>
    Object.fromEntries(Object.entries(referring).map(([name, { definition }]) => [name, definition]));
  return { Resources: definitions(resources), Outputs: definitions(outputs) };
}

/** What the resources and outputs of the slice refer to. */
function referredBy({ resources, outputs }: ReturnType<typeof sliced>, declared: Declared): readonly string[] {
  return [...resources.map((name) => declared.resources[name]), ...outputs.map((name) => declared.outputs[name])].flatMap((each) => each?.references ?? []);
}

function isDeclaredRehearsed(name: string, declared: Declared): boolean {
  return isRehearsed(String(declared.resources[name]?.definition.Type));
}

/** Any JSON, with the names of functions where nobody expects them. */
const oddJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>('A', 'Topic.Arn', '${A}', USER, null, 1, true, []),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::If', 'Fn::ForEach::Each', 'Type', 'Properties', 'DependsOn', 'Condition', 'A', 'toString', '__proto__'),
      tie('json'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).json;

const oddTemplate = fc.record({ Resources: fc.dictionary(fc.constantFrom('A', 'B', 'Fn::Transform'), oddJson), Outputs: oddJson, Conditions: oddJson });

const RUNS = { seed: 1, numRuns: 500 };

describe('of any template', () => {
  test('whatever the slice refers to and the template has is in the slice', () => {
    fc.assert(fc.property(template, (declared) => {
      const left = sliced(written(declared));
      const rehearsed = Object.keys(declared.resources).filter((name) => isDeclaredRehearsed(name, declared));
      expect(left.resources).toEqual(expect.arrayContaining([...rehearsed, ...referredBy(left, declared).filter((name) => name in declared.resources)]));
    }), RUNS);
  });

  test('whatever is in the slice is rehearsed, or something in the slice refers to it', () => {
    fc.assert(fc.property(template, (declared) => {
      const left = sliced(written(declared));
      const referred = referredBy(left, declared);
      expect(left.resources.filter((name) => !referred.includes(name) && !isDeclaredRehearsed(name, declared))).toEqual([]);
      expect(left.others).toBe(Object.keys(declared.resources).length - left.resources.length);
    }), RUNS);
  });

  test('a slice of a slice is the slice', () => {
    fc.assert(fc.property(template, (declared) => {
      const once = slice(written(declared), isRehearsed);
      expect(slice(once.template, isRehearsed)).toEqual({ template: once.template, others: 0 });
    }), RUNS);
  });

  test('there is a slice, however odd its definitions are', () => {
    fc.assert(fc.property(oddTemplate, (odd) => {
      const once = slice(odd, isRehearsed);
      expect(slice(once.template, isRehearsed)).toEqual({ template: once.template, others: 0 });
    }), RUNS);
  });
});
