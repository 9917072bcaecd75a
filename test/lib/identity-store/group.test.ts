import { App, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnGroupMembership } from 'aws-cdk-lib/aws-identitystore';
import { ConflictPolicy, Group, GroupProps, IdentityStore, IIdentityStore } from '../../../lib';
import { withoutAssetHashes } from '../../../lib/testing';
import { STORE } from '../../support/ids';

const OWN_STACK = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudformation:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':stack/', { Ref: 'AWS::StackName' }, '/*']],
};

let app: App;
let stack: Stack;
let identityStore: IIdentityStore;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'People');
  identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
});

function group(id: string, props: Partial<GroupProps> = {}): Group {
  return new Group(stack, id, { identityStore, displayName: 'admins', ...props });
}

test('a stack with one group has six resources', () => {
  group('Admins', { description: 'Platform team' });
  expect(withoutAssetHashes(stack)).toMatchSnapshot();
});

test('each further group is one resource more', () => {
  group('Admins');
  const before = Object.keys(Template.fromStack(stack).toJSON().Resources as object).length;
  const other = new Stack(new App(), 'Other');
  const store = IdentityStore.fromIdentityStoreId(other, 'Directory', STORE);
  for (const displayName of ['one', 'two', 'three']) new Group(other, displayName, { identityStore: store, displayName });

  expect(Object.keys(Template.fromStack(other).toJSON().Resources as object)).toHaveLength(before + 2);
});

test('the function may do exactly what groups need, by a policy for each declared store, and look at its own stack', () => {
  group('Admins');
  new Group(stack, 'Others', { identityStore: IdentityStore.fromIdentityStoreId(stack, 'OtherDirectory', 'd-0987654321'), displayName: 'admins' });

  const groupActions = ['CreateGroup', 'DeleteGroup', 'DescribeGroup', 'GetGroupId', 'UpdateGroup'].map((action) => `identitystore:${action}`);
  const arn = (...rest: string[]): object => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...rest]] });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::IAM::Policy', 2);
  for (const store of [STORE, 'd-0987654321']) {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: groupActions, Resource: [arn(`:identitystore::*:identitystore/${store}`), arn(':identitystore:::group/*')] }],
      },
    });
  }
  template.hasResourceProperties('AWS::IAM::Role', {
    ManagedPolicyArns: Match.absent(),
    Policies: [{
      PolicyName: 'Function',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('LogGroup'), 'Arn'] } },
          { Effect: 'Allow', Action: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'cloudformation:GetTemplate'], Resource: OWN_STACK },
        ],
      },
    }],
  });
});

test.each([
  { removalPolicy: undefined, deletion: 'RetainExceptOnCreate', replacement: 'Retain' },
  { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, deletion: 'RetainExceptOnCreate', replacement: 'Retain' },
  { removalPolicy: RemovalPolicy.RETAIN, deletion: 'Retain', replacement: 'Retain' },
  { removalPolicy: RemovalPolicy.DESTROY, deletion: 'Delete', replacement: 'Delete' },
])('removal policy $removalPolicy becomes $deletion, and $replacement on replacement', ({ removalPolicy, deletion, replacement }) => {
  group('Admins', removalPolicy && { removalPolicy });
  Template.fromStack(stack).hasResource('Custom::IdentityStoreGroup', { DeletionPolicy: deletion, UpdateReplacePolicy: replacement });
});

test('the id works as a token in native resources', () => {
  const { groupId } = group('Admins');
  new CfnGroupMembership(stack, 'Membership', { identityStoreId: STORE, groupId, memberId: { userId: 'user' } });
  Template.fromStack(stack).hasResourceProperties('AWS::IdentityStore::GroupMembership', {
    GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Admins'), 'GroupId'] },
  });
});

test('the reference has the id and that of the store', () => {
  const admins = group('Admins');
  expect(stack.resolve(admins.groupRef)).toEqual({ groupId: { 'Fn::GetAtt': [expect.stringMatching(/^Admins/), 'GroupId'] }, identityStoreId: STORE });
});

test('the resource waits for the function\'s event-invoke configuration and its permissions in the store', () => {
  group('Admins');
  Template.fromStack(stack).hasResource('Custom::IdentityStoreGroup', { DependsOn: [Match.stringLikeRegexp('EventInvokeConfig'), Match.stringLikeRegexp('GROUPS')] });
});

describe('at synthesis', () => {
  const invisible = String.fromCharCode(0x200b);

  test.each([
    { problem: 'a missing name', props: { displayName: undefined as unknown as string }, message: 'displayName undefined is not allowed: it must be given' },
    { problem: 'an empty name', props: { displayName: '' }, message: 'displayName "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    {
      problem: 'a name that is too long', props: { displayName: 'x'.repeat(1025) },
      message: `displayName "${'x'.repeat(99)}… is not allowed: it must be 1 to 1024 characters long, not 1025`,
    },
    {
      problem: 'a name with a character that the service refuses', props: { displayName: `a${invisible}b` },
      message: `displayName "a\\u200bb" is not allowed: it must be letters, marks, symbols, numbers, punctuation, spaces, tabs and line breaks`,
    },
    {
      problem: 'a reserved name in any case', props: { displayName: 'awsADMINISTRATORS' },
      message: 'displayName "awsADMINISTRATORS" is not allowed: it must be another name than Administrator and AWSAdministrators, which IAM Identity Center reserves',
    },
    { problem: 'an empty description', props: { description: '' }, message: 'description "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    {
      problem: 'a misspelt conflict policy', props: { conflictPolicy: 'ADOBT' as ConflictPolicy },
      message: 'conflictPolicy "ADOBT" is not allowed: it must be ADOPT, OVERWRITE or FAIL',
    },
    {
      problem: 'the removal policy SNAPSHOT', props: { removalPolicy: RemovalPolicy.SNAPSHOT },
      message: 'removalPolicy "snapshot" is not allowed: it must be RETAIN_ON_UPDATE_OR_DELETE, RETAIN or DESTROY',
    },
  ])('$problem is refused with the construct path and what is allowed', ({ props, message }) => {
    expect(() => group('Admins', props)).toThrow(new Error(`People/Admins: ${message}`));
  });

  test('a name that is known says nothing of when', () => {
    group('Admins');
    Template.fromStack(stack).hasResourceProperties('Custom::IdentityStoreGroup', { NamedAtDeployment: Match.absent() });
  });

  test('1,024 characters of four bytes are allowed', () => {
    expect(() => group('Admins', { displayName: '\u{1F600}'.repeat(1024) })).not.toThrow();
  });

  test('tokens pass', () => {
    expect(() => group('Admins', { displayName: Token.asString({ Ref: 'Name' }), description: Token.asString({ Ref: 'Text' }) })).not.toThrow();
    Template.fromStack(stack).hasResourceProperties('Custom::IdentityStoreGroup', { DisplayName: { Ref: 'Name' }, NamedAtDeployment: true });
  });

  test('a malformed store id is refused', () => {
    expect(() => IdentityStore.fromIdentityStoreId(stack, 'Wrong', 'd-12345')).toThrow(new Error(
      'People/Wrong: identityStoreId "d-12345" is not allowed: it must be "d-" and ten lower-case hexadecimal digits, or a UUID, or the ARN of a store'));
  });

  test('the same group twice in a stack is refused, whatever the case', () => {
    group('Admins');
    expect(() => group('Administrators', { displayName: 'ADMINS' })).toThrow(new Error('People/Administrators: group "ADMINS" is already declared '
      + 'in this stack, by People/Admins: declare it once and pass that construct on (upper and lower case count as the same)'));
  });

  test('the same name in two stores is allowed', () => {
    group('Admins');
    const other = IdentityStore.fromIdentityStoreId(stack, 'OtherDirectory', 'd-0987654321');
    expect(() => group('OtherAdmins', { identityStore: other })).not.toThrow();
  });

  test('the same group in two stacks is a warning that can be acknowledged', () => {
    group('Admins');
    const second = new Stack(app, 'Second');
    const admins = new Group(second, 'Admins', { identityStore: IdentityStore.fromIdentityStoreId(second, 'Directory', STORE), displayName: 'admins' });
    Annotations.fromStack(second).hasWarning('/Second/Admins', Match.stringLikeRegexp(
      'group "admins" is also declared by People/Admins: .* \\[ack: cdk-org-guard:declaredInAnotherStack\\]'));
    expect(admins.node.metadata).toHaveLength(1);
  });
});

test.each(Object.values(ConflictPolicy))('the conflict policy %s reaches the function', (conflictPolicy) => {
  group('Admins', { conflictPolicy });
  Template.fromStack(stack).hasResourceProperties('Custom::IdentityStoreGroup', { ConflictPolicy: conflictPolicy });
});
