import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import aslValidator from 'asl-validator';
import { Completion, ContentsSource, FunctionConfig, IdentityStoreContentsProps } from '../../../lib';
import { workflowDefinition } from '../../../lib/contents/workflow-definition';
import { contents, peopleStack, storeIn } from '../../support/synthesized-contents';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:pass';

function templateOf(...all: Partial<IdentityStoreContentsProps>[]): Template {
  const stack = peopleStack();
  const identityStore = storeIn(stack);
  all.forEach((props, index) => contents(stack, { identityStore, source: ContentsSource.inline({ groups: [{ displayName: String(index) }] }), ...props }, `Contents${index}`));
  return Template.fromStack(stack);
}

function groups(count: number): ContentsSource {
  return ContentsSource.inline({ groups: Array.from({ length: count }, (_, index) => ({ displayName: `group ${index}` })) });
}

test('the workflow is one that the Amazon States Language allows', () => {
  const { isValid, errorsText } = aslValidator(workflowDefinition(FUNCTION));
  expect(isValid ? '' : errorsText()).toBe('');
});

test('an event is kept for longer than the workflow goes on that reads it', () => {
  const template = templateOf({ completion: Completion.background() });
  const { TimeoutSeconds } = workflowDefinition(FUNCTION) as { readonly TimeoutSeconds: number };
  const [bucket] = Object.values(template.findResources('AWS::S3::Bucket')) as [{ readonly Properties: { readonly LifecycleConfiguration: { readonly Rules: { Id: string; ExpirationInDays: number }[] } } }];
  const { ExpirationInDays = 0 } = bucket.Properties.LifecycleConfiguration.Rules.find(({ Id }) => Id === 'event') ?? {};
  expect(ExpirationInDays).toBeGreaterThan(TimeoutSeconds / 86_400);
});

test.each([
  ['what one call of the function can bring', { source: groups(600), requestsPerSecond: 1 }, 0],
  ['more than one call of the function is trusted to bring', { source: groups(601), requestsPerSecond: 1 }, 1],
  ['what is brought in the background', { completion: Completion.background() }, 1],
  ['what the deployment waits for', { completion: Completion.waitFor(Duration.minutes(5)) }, 0],
])('%s', (_, props, count) => {
  expect(Object.keys(templateOf(props).findResources('AWS::StepFunctions::StateMachine'))).toHaveLength(count);
});

test('all contents of a stack share a workflow, and only those that need one are handled in it', () => {
  const template = templateOf({ completion: Completion.background() }, { completion: Completion.background() }, {});
  template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
  const machines = Object.keys(template.findResources('AWS::StepFunctions::StateMachine'));
  const named = Object.values(template.findResources('Custom::IdentityStoreContents')).map(({ Properties }) => (Properties as { StateMachine?: unknown }).StateMachine);
  expect(named).toEqual([{ 'Fn::GetAtt': [machines[0], 'Arn'] }, { 'Fn::GetAtt': [machines[0], 'Arn'] }, undefined]);
});

test('the workflow may call its function and nothing else, and the function may start it', () => {
  const template = templateOf({ completion: Completion.background() });
  const [machine] = Object.keys(template.findResources('AWS::StepFunctions::StateMachine'));
  const roles = Object.values(template.findResources('AWS::IAM::Role')).map(({ Properties }) => Properties as {
    AssumeRolePolicyDocument: { Statement: { Principal: { Service: string } }[] }; Policies: { PolicyDocument: { Statement: unknown[] } }[];
  });
  const own = roles.find(({ AssumeRolePolicyDocument: { Statement } }) => Statement[0]?.Principal.Service === 'states.amazonaws.com');
  expect(own?.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)).toEqual([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [expect.stringMatching(/^CdkOrgGuardContentsPassFunction/), 'Arn'] } },
  ]);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'states:StartExecution', Resource: { 'Fn::GetAtt': [machine, 'Arn'] } }] },
  });
});

test('the function may put events of this library on the default bus, but only of a stack with a workflow', () => {
  const tellers = (props: Partial<IdentityStoreContentsProps>): unknown[] => Object.values(templateOf(props).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => (Properties as { readonly PolicyDocument: { readonly Statement: unknown[] } }).PolicyDocument.Statement)
    .filter((statement) => JSON.stringify(statement).includes('"events:'));
  expect(tellers({ completion: Completion.background() })).toEqual([{
    Effect: 'Allow', Action: 'events:PutEvents', Condition: { StringEquals: { 'events:source': 'cdk-org-guard' } },
    Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':events:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':event-bus/default']] },
  }]);
  expect(tellers({})).toEqual([]);
});

test('the function is told to write metrics only if they are asked for', () => {
  const told = (props: Partial<IdentityStoreContentsProps>): unknown[] => Object.values(templateOf(props).findResources('Custom::IdentityStoreContents'))
    .map(({ Properties }) => (Properties as { readonly Metrics?: unknown }).Metrics);
  expect([told({}), told({ metrics: false }), told({ metrics: true })]).toEqual([[undefined], [undefined], [true]]);
});

describe('the memory of the functions', () => {
  const memberships = (count: number): ContentsSource => ContentsSource.inline({
    memberships: Array.from({ length: count }, (_, index) => ({ group: `team ${index % 100}`, userName: `user${Math.floor(index / 100)}` })),
  });
  const sizes = (stack: Stack): unknown[] => Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'))
    .map(({ Properties }) => (Properties as { MemorySize: unknown }).MemorySize);

  test('grows with the rows of all contents of the stack, since each looks what the others hold', () => {
    const [stack, both] = [peopleStack(), peopleStack()];
    for (const each of [stack, both]) contents(each, { source: memberships(90_000) }, 'One');
    contents(both, { source: groups(30_001) }, 'Other');
    expect(sizes(stack)).toEqual([256, 256]);
    expect(sizes(both)).toEqual([326, 326]);
  });

  test('stays as it is configured', () => {
    const stack = peopleStack();
    FunctionConfig.of(stack).configure({ memorySize: 1_000 });
    contents(stack, { source: memberships(150_001) });
    expect(sizes(stack)).toEqual([1_000, 1_000]);
  });

  test('is enough for many where nobody knows how many there are', () => {
    const stack = peopleStack();
    contents(stack, { source: ContentsSource.fromBucket({ bucket: Bucket.fromBucketName(stack, 'Files', 'files'), objectKey: 'file', sha256: 'ab'.repeat(32) }) });
    expect(sizes(stack)).toEqual([536, 536]);
  });
});
