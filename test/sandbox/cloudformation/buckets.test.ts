import { Duration, RemovalPolicy, Stack as CdkStack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket as CdkBucket, BucketEncryption, BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Bucket } from '../../../sandbox/s3/bucket';
import { plainContent } from '../../../sandbox/s3/plain-content';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Json } from '../../../sandbox/cloudformation/template';
import { ASSETS } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { historyOfResource, ScriptedFunctions } from '../../support/scripted-functions';

const DAY = 86_400_000;

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function deploy(properties: Record<string, Json>, more: object = {}): Promise<Stack> {
  return world.deploy({ Bucket: { Type: 'AWS::S3::Bucket', Properties: properties, ...more } });
}

function bucketOf(stack: Stack): Bucket {
  return world.sandbox.buckets.existing(stack.resources.get('Bucket')?.physicalId ?? '');
}

function write(bucket: Bucket, key: string, text = 'x'): void {
  bucket.put(key, plainContent(Buffer.from(text)));
}

/** What befell a bucket, without what is another id each time. */
function history(stack: Stack): string[] {
  return historyOfResource(stack, 'Bucket').map((event) => event.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID'));
}

test('a bucket has the name that is made up for it, and tells its addresses', async () => {
  const stack = await world.deploy({ Bucket: { Type: 'AWS::S3::Bucket' } }, {
    Name: { Value: { Ref: 'Bucket' } }, Arn: { Value: { 'Fn::GetAtt': ['Bucket', 'Arn'] } }, Domain: { Value: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] } },
  });
  const { name, account, region } = bucketOf(stack);
  expect(name).toMatch(/^stack-bucket-[a-z0-9]{12}$/);
  expect([account, region]).toEqual(['123456789012', 'us-east-1']);
  expect(stack.outputs.map(({ value }) => value)).toEqual([name, `arn:aws:s3:::${name}`, `${name}.s3.us-east-1.amazonaws.com`]);
});

test('a bucket keeps versions from when its template says so, and can only be told to make no more', async () => {
  const bucket = bucketOf(await deploy({}));
  expect(bucket.versioning).toBeUndefined();
  await deploy({ VersioningConfiguration: { Status: 'Enabled' } });
  write(bucket, 'a');
  write(bucket, 'a');
  expect(bucket.versionsOf('a')).toHaveLength(2);
  await deploy({});
  expect(bucket.versioning).toBe('Suspended');
});

test('objects are encrypted as the bucket says', async () => {
  const key = 'arn:aws:kms:us-east-1:123456789012:key/1';
  const encryption = (properties: Record<string, Json>): Record<string, Json> =>
    ({ BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: properties }] } });
  expect(bucketOf(await deploy(encryption({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }))).encryption).toEqual({ algorithm: 'aws:kms', key });
  expect(history(await deploy(encryption({ SSEAlgorithm: 'ROT13' })))).toContain('UPDATE_FAILED The cdk-org-guard sandbox doesn\'t emulate the encryption ROT13 of a bucket');
});

test('objects end as the lifecycle of their bucket says, as time goes by', async () => {
  const bucket = bucketOf(await deploy({
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: { Rules: [
      { Status: 'Enabled', Prefix: 'journal/', ExpirationInDays: 30 },
      { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: '30' }, ExpiredObjectDeleteMarker: true },
      { Status: 'Disabled', ExpirationInDays: 1 },
    ] },
  }));
  for (const key of ['journal/1', 'head.json', 'head.json']) write(bucket, key);
  const counts = (): number[] => ['journal/1', 'head.json'].map((key) => bucket.versionsOf(key).length);
  const seen: number[][] = [counts()];
  for (const days of [29, 3, 40]) {
    await world.time.run(world.time.sleep(days * DAY));
    seen.push(counts());
  }
  expect(seen).toEqual([[1, 2], [1, 2], [2, 1], [0, 1]]);
});

test.each<[Record<string, Json>, string]>([
  [{ ExpirationInDays: 1, TagFilters: [] }, 'The cdk-org-guard sandbox doesn\'t emulate the member TagFilters of a lifecycle rule'],
  [{ Prefix: 'a' }, 'Resource handler returned message: "At least one action needs to be specified in a rule (Service: S3, Status Code: 400, Request ID: ID) '
  + '(SDK Attempt Count: 1)" (RequestToken: ID, HandlerErrorCode: InvalidRequest)'],
])('a rule %j is refused', async (rule, message) => {
  const stack = await deploy({ LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ...rule }] } });
  expect(history(stack)).toContain(`CREATE_FAILED ${message}`);
  expect(world.sandbox.buckets.all).toEqual([]);
});

test('a rule that moves objects is recorded', async () => {
  const stack = await deploy({ LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }] }] } });
  expect(history(stack)).toContain('CREATE_IN_PROGRESS LifecycleConfiguration.Rules.Transitions '
    + 'is only recorded by the cdk-org-guard sandbox: objects stay where they are');
});

test('what would make objects stay is refused by name', () => {
  expect(() => deploy({ ObjectLockEnabled: true })).toThrow('The cdk-org-guard sandbox doesn\'t emulate the property ObjectLockEnabled of AWS::S3::Bucket (resource Bucket)');
});

describe('a bucket in which there is something', () => {
  test('isn\'t deleted, and its stack says why', async () => {
    const bucket = bucketOf(await deploy({}));
    write(bucket, 'a');
    const stack = await world.destroy();
    expect(stack.status).toBe('DELETE_FAILED');
    expect(history(stack)).toContain('DELETE_FAILED Resource handler returned message: "The bucket you tried to delete is not empty '
      + '(Service: S3, Status Code: 409, Request ID: ID) (SDK Attempt Count: 1)" (RequestToken: ID, HandlerErrorCode: GeneralServiceException)');
    bucket.delete('a');
    expect(await world.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.sandbox.buckets.has(bucket.name)).toBe(false);
  });

  test('isn\'t empty while there are versions or delete markers', async () => {
    const bucket = bucketOf(await deploy({ VersioningConfiguration: { Status: 'Enabled' } }));
    write(bucket, 'a');
    bucket.delete('a');
    expect(history(await world.destroy())).toContain('DELETE_FAILED Resource handler returned message: "The bucket you tried to delete is not empty. '
      + 'You must delete all versions in the bucket. (Service: S3, Status Code: 409, Request ID: ID) (SDK Attempt Count: 1)" '
      + '(RequestToken: ID, HandlerErrorCode: GeneralServiceException)');
  });

  test('stays with all that is in it if it is to be retained, and then has its name', async () => {
    const retained = { DeletionPolicy: 'Retain' };
    const bucket = bucketOf(await deploy({ BucketName: 'ledger' }, retained));
    write(bucket, 'a');
    expect(await world.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.sandbox.buckets.read('ledger', 'a')).toEqual(Buffer.from('x'));
    expect(history(await deploy({ BucketName: 'ledger' }, retained))).toContain('CREATE_FAILED Resource handler returned message: '
      + '"Resource of type \'AWS::S3::Bucket\' with identifier \'ledger\' already exists." (RequestToken: ID, HandlerErrorCode: AlreadyExists)');
  });
});

test('another name is another bucket', async () => {
  await deploy({ BucketName: 'first-one' });
  await deploy({ BucketName: 'second-one' });
  expect(world.sandbox.buckets.all.map(({ name }) => name)).toEqual(['second-one']);
});

test('the bucket for assets can be made by a stack, with the assets that are there already', async () => {
  write(world.sandbox.buckets.existing(ASSETS), 'code.zip');
  expect(await deploy({ BucketName: ASSETS }, { DeletionPolicy: 'Retain' })).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(world.sandbox.buckets.read(ASSETS, 'code.zip')).toEqual(Buffer.from('x'));
});

describe('the policy of a bucket', () => {
  const policy = (Effect: string): Json => ({ Version: '2012-10-17', Statement: [{ Effect, Principal: { AWS: '*' }, Action: 's3:*', Resource: '*' }] });
  const withPolicy = (Effect: string) => ({
    Bucket: { Type: 'AWS::S3::Bucket' },
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: policy(Effect) } },
  });

  test('is set, changed and taken away', async () => {
    const stack = await world.deploy(withPolicy('Deny'));
    const bucket = bucketOf(stack);
    expect([bucket.policy?.Statement[0]?.Effect, stack.resources.get('Policy')?.physicalId]).toEqual(['Deny', bucket.name]);
    await world.deploy(withPolicy('Allow'));
    expect(bucket.policy?.Statement[0]?.Effect).toBe('Allow');
    await world.deploy({ Bucket: { Type: 'AWS::S3::Bucket' } });
    expect([bucket.policy, bucket.policyText]).toEqual([undefined, undefined]);
  });

  test('is refused for a bucket that has one, and for one that is not there', async () => {
    const second = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: policy('Deny') }, DependsOn: 'Policy' };
    const stack = await world.deploy({ ...withPolicy('Deny'), Second: second });
    expect(historyOfResource(stack, 'Second')[1]).toMatch(
      /^CREATE_FAILED Resource handler returned message: "The bucket policy already exists on bucket stack-bucket-[a-z0-9]{12}\." \(HandlerErrorCode: AlreadyExists\)$/);
    const missing = await new ScriptedFunctions().deploy({ Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'missing', PolicyDocument: policy('Deny') } } });
    expect(historyOfResource(missing, 'Policy')[1]).toMatch(
      /^CREATE_FAILED Resource handler returned message: "The specified bucket does not exist \(Service: S3, Status Code: 404, .*HandlerErrorCode: NotFound\)$/);
  });
});

// Not ours, and made for AWS.
test('a bucket of the CDK is made with all that it says, without a remark', async () => {
  const inProcess = new InProcess();
  const props: BucketProps = {
    versioned: true, encryption: BucketEncryption.S3_MANAGED, enforceSSL: true, minimumTLSVersion: 1.2, blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED, removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      { prefix: 'journal/', expiration: Duration.days(30), noncurrentVersionExpiration: Duration.days(1), noncurrentVersionsToRetain: 2 },
      { abortIncompleteMultipartUploadAfter: Duration.days(1), expiredObjectDeleteMarker: true },
    ],
  };
  const stack = await inProcess.deploy('Ledger', (scope: CdkStack) => { new CdkBucket(scope, 'Bucket', props); });
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(stack.events.filter(({ reason = '' }) => reason.includes('recorded'))).toEqual([]);
  const [bucket] = inProcess.sandbox.buckets.all;
  expect(bucket).toMatchObject({ versioning: 'Enabled', policy: { Statement: [{ Effect: 'Deny' }, { Effect: 'Deny' }] } });
  expect(bucket?.lifecycle).toEqual([
    { prefix: 'journal/', expirationDays: 30, noncurrentDays: 1, newerNoncurrentVersions: 2 },
    { prefix: '', removesLoneMarkers: true },
  ]);
});
