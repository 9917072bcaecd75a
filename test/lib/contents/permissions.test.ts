import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ContentsSource, IdentityStore } from '../../../lib';
import { contents, CONTENTS, peopleStack, propertiesIn } from '../../support/synthesized-contents';
import { STORE } from '../../support/ids';

const KEY_ARN = 'arn:aws:kms:eu-central-1:111122223333:key/a90db493-1a2b-4c3d-8e4f-0123456789ab';

let stack: Stack;
beforeEach(() => { stack = peopleStack(); });

interface Policy {
  readonly Properties: { readonly PolicyDocument: { readonly Statement: unknown[] }; readonly Roles: unknown[] };
}

/** The statements of all policies that the resource waits for. */
function statements(): unknown[] {
  const template = Template.fromStack(stack);
  const [{ DependsOn }] = Object.values(template.findResources(CONTENTS)) as [{ DependsOn: string[] }];
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')) as [string, Policy][];
  expect(policies.map(([id]) => id).filter((id) => !DependsOn.includes(id))).toEqual([]);
  return policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

function arn(rest: string): unknown {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] };
}

const UUID = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
const KINDS = ['head', 'ledger', 'journal', 'report', 'file', 'event'];

const STORE_STATEMENT = {
  Effect: 'Allow',
  Action: [
    'CreateUser', 'DeleteUser', 'DescribeUser', 'GetUserId', 'UpdateUser', 'CreateGroup', 'DeleteGroup', 'DescribeGroup', 'GetGroupId', 'UpdateGroup',
    'CreateGroupMembership', 'DeleteGroupMembership', 'DescribeGroupMembership', 'GetGroupMembershipId', 'ListGroupMemberships', 'ListGroups', 'ListUsers',
  ].map((action) => `identitystore:${action}`),
  Resource: [arn(`:identitystore::*:identitystore/${STORE}`), ...['group', 'membership', 'user'].map((kind) => arn(`:identitystore:::${kind}/*`))],
};

function ledgerStatements(bucket: unknown): unknown[] {
  return [
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: KINDS.map((kind) => ({ 'Fn::Join': ['', [bucket, `/${kind}/`, UUID, '/*']] })) },
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket, Condition: { StringLike: { 's3:prefix': KINDS.map((kind) => ({ 'Fn::Join': ['', [`${kind}/`, UUID, '/*']] })) } } },
  ];
}

function fileStatement(): unknown {
  const { Source: { Bucket: bucket, Key } } = propertiesIn(stack);
  return { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', bucket, `/${Key}`]] } };
}

test('the function may read its file, keep its ledger and change its store, and nothing else', () => {
  contents(stack);
  const ledger = { 'Fn::GetAtt': [expect.stringMatching(/^CdkOrgGuardLedger/), 'Arn'] };
  expect(statements()).toEqual([fileStatement(), STORE_STATEMENT, ...ledgerStatements(ledger)]);
});

test('its role may write its own log and read its own stack', () => {
  contents(stack);
  const [role] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role')) as { Properties: { Policies: { PolicyDocument: { Statement: { Action: unknown; Resource: unknown }[] } }[] } }[];
  expect(role?.Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.map(({ Action }) => Action))).toEqual([
    ['logs:CreateLogStream', 'logs:PutLogEvents'], ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'cloudformation:GetTemplate'],
  ]);
});

test('it may use the key of an encrypted store, and that of a bucket of its own', () => {
  const key = Key.fromKeyArn(stack, 'Key', KEY_ARN);
  const identityStore = IdentityStore.fromIdentityStoreAttributes(stack, 'Encrypted', { identityStoreId: STORE, encryptionKey: key });
  contents(stack, { identityStore, ledger: Bucket.fromBucketAttributes(stack, 'Ledger', { bucketName: 'ledger', encryptionKey: key }) });
  const services = ['amazonaws.com', { Ref: 'AWS::URLSuffix' }].map((suffix) => ({
    'Fn::Join': ['', typeof suffix === 'string' ? ['s3.', { Ref: 'AWS::Region' }, `.${suffix}`] : ['s3.', { Ref: 'AWS::Region' }, '.', suffix]],
  }));
  expect(statements().filter((statement) => JSON.stringify(statement).includes('kms:'))).toEqual([
    { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: KEY_ARN, Condition: { StringEquals: { 'kms:ViaService': services } } },
    expect.objectContaining({ Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'], Resource: KEY_ARN }),
  ]);
});

test('another file changes nothing but the permission to read it', () => {
  const policiesOf = (displayName: string): Record<string, unknown> => {
    stack = peopleStack();
    contents(stack, { source: ContentsSource.inline({ groups: [{ displayName }] }) });
    return Template.fromStack(stack).findResources('AWS::IAM::Policy');
  };
  const [before, after] = [policiesOf('one'), policiesOf('two')];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(Object.keys(after).filter((id) => JSON.stringify(after[id]) !== JSON.stringify(before[id]))).toEqual([expect.stringMatching(/^ContentsReadingFile/)]);
});

test('two contents have the same permissions in one store, and each its own file', () => {
  for (const id of ['One', 'Two']) contents(stack, { source: ContentsSource.inline({ groups: [{ displayName: id }] }) }, id);
  const policies = Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Policy')).sort().reverse();
  expect(policies).toEqual([/^TwoReadingFile/, /^OneReadingFile/, /^CdkOrgGuardContentsStore.*CONTENTS/, /^CdkOrgGuardContentsLedger/].map((id) => expect.stringMatching(id) as unknown));
});

test('the bucket keeps versions, encrypts, takes no plain connection and nothing public, expires what is personal, and stays', () => {
  contents(stack);
  const template = Template.fromStack(stack);
  template.hasResource('AWS::S3::Bucket', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: {
        Rules: [
          { Id: 'Overwritten', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 }, ExpiredObjectDeleteMarker: true, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
          { Id: 'journal', Status: 'Enabled', Prefix: 'journal/', ExpirationInDays: 30 },
          { Id: 'report', Status: 'Enabled', Prefix: 'report/', ExpirationInDays: 30 },
          { Id: 'event', Status: 'Enabled', Prefix: 'event/', ExpirationInDays: 8 },
        ],
      },
    },
  });
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 's3:*', Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] },
  });
});
