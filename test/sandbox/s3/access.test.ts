import {
  CreateBucketCommand, DeleteBucketCommand, DeleteBucketPolicyCommand, DeleteObjectCommand, DeleteObjectsCommand, GetBucketLocationCommand,
  GetBucketPolicyCommand, GetObjectCommand, HeadBucketCommand, HeadObjectCommand, ListBucketsCommand, ListObjectsV2Command, PutBucketPolicyCommand,
  PutObjectCommand, S3Client,
} from '@aws-sdk/client-s3';
import { exception } from '../../support/refusals';
import { S3Server } from '../../support/s3-server';

const OTHER_ACCOUNT = '111122223333';

let world: S3Server;
let person: S3Client;
let roles = 0;
let buckets = 0;
let Bucket: string;

beforeAll(async () => {
  world = await S3Server.start();
  person = world.client();
});

afterAll(() => world.close());

beforeEach(async () => {
  Bucket = `access-${buckets++}`;
  await person.send(new CreateBucketCommand({ Bucket }));
  await person.send(new PutObjectCommand({ Bucket, Key: 'own/a', Body: 'hello' }));
});

function allow(Action: string | string[], key?: string, more: object = {}): object {
  return { Effect: 'Allow', Action, Resource: `arn:aws:s3:::${Bucket}${key === undefined ? '' : `/${key}`}`, ...more };
}

function role(...statements: object[]): S3Client {
  return world.clientOfRole(`role-${roles++}`, statements);
}

function denied(action: string, key: string | undefined, why = `because no identity-based policy allows the ${action} action`, account = '123456789012'): Error {
  return exception('AccessDenied', `User: arn:aws:sts::${account}:assumed-role/role-${roles - 1}/session is not authorized to perform: ${action} `
    + `on resource: "arn:aws:s3:::${Bucket}${key === undefined ? '' : `/${key}`}" ${why}`, {}, 403);
}

function setPolicy(...statements: object[]): Promise<unknown> {
  return person.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }));
}

describe('a role', () => {
  test('does what its policy allows, with the objects that it names', async () => {
    const s3 = role(allow(['s3:GetObject', 's3:PutObject'], 'own/*'));
    expect(await (await s3.send(new GetObjectCommand({ Bucket, Key: 'own/a' }))).Body?.transformToString()).toBe('hello');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'own/b', Body: 'x' }));
    await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'other', Body: 'x' }))).rejects.toEqual(denied('s3:PutObject', 'other'));
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: 'own/a' }))).rejects.toEqual(denied('s3:DeleteObject', 'own/a'));
    await expect(s3.send(new ListObjectsV2Command({ Bucket }))).rejects.toEqual(denied('s3:ListBucket', undefined));
  });

  test('isn\'t told that an object is missing, unless it may list the bucket', async () => {
    const blind = role(allow('s3:GetObject', '*'));
    await expect(blind.send(new GetObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toEqual(denied('s3:ListBucket', undefined));
    await expect(blind.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toEqual(exception('Unknown', 'UnknownError', {}, 403));
    const seeing = role(allow('s3:GetObject', '*'), allow('s3:ListBucket'));
    await expect(seeing.send(new GetObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toEqual(exception('NoSuchKey', 'The specified key does not exist.', {}, 404));
  });

  test('needs to read what it compares with', async () => {
    const { ETag } = await person.send(new PutObjectCommand({ Bucket, Key: 'head', Body: '1' }));
    const writer = role(allow('s3:PutObject', '*'));
    await writer.send(new PutObjectCommand({ Bucket, Key: 'journal', Body: '1', IfNoneMatch: '*' }));
    await expect(writer.send(new PutObjectCommand({ Bucket, Key: 'head', Body: '2', IfMatch: ETag }))).rejects.toEqual(denied('s3:GetObject', 'head'));
    await role(allow(['s3:PutObject', 's3:GetObject'], '*')).send(new PutObjectCommand({ Bucket, Key: 'head', Body: '2', IfMatch: ETag }));
  });

  test('lists only below a prefix, if its policy says so', async () => {
    const s3 = role(allow('s3:ListBucket', undefined, { Condition: { StringLike: { 's3:prefix': ['own/*'] } } }));
    expect((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'own/' }))).Contents?.map(({ Key }) => Key)).toEqual(['own/a']);
    for (const Prefix of [undefined, 'other/']) await expect(s3.send(new ListObjectsV2Command({ Bucket, Prefix }))).rejects.toEqual(denied('s3:ListBucket', undefined));
  });

  test('reads and deletes versions by permissions of their own', async () => {
    const s3 = role(allow(['s3:GetObject', 's3:DeleteObject'], '*'));
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'own/a', VersionId: 'null' }))).rejects.toEqual(denied('s3:GetObjectVersion', 'own/a'));
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: 'own/a', VersionId: 'null' }))).rejects.toEqual(denied('s3:DeleteObjectVersion', 'own/a'));
    await role(allow('s3:GetObjectVersion', '*')).send(new GetObjectCommand({ Bucket, Key: 'own/a', VersionId: 'null' }));
  });

  test('deletes of many objects those that it may', async () => {
    const s3 = role(allow('s3:DeleteObject', 'own/*'));
    const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'own/a' }, { Key: 'other' }] } }));
    expect(Deleted).toEqual([{ Key: 'own/a' }]);
    const message = `User: arn:aws:sts::123456789012:assumed-role/role-${roles - 1}/session is not authorized to perform: s3:DeleteObject `
      + `on resource: "arn:aws:s3:::${Bucket}/other" because no identity-based policy allows the s3:DeleteObject action`;
    expect(Errors).toEqual([{ Key: 'other', Code: 'AccessDenied', Message: message }]);
  });

  test('makes, sees and deletes buckets as its policy allows', async () => {
    const s3 = role({ Effect: 'Allow', Action: ['s3:CreateBucket', 's3:DeleteBucket', 's3:GetBucketLocation'], Resource: 'arn:aws:s3:::made-by-role' });
    await s3.send(new CreateBucketCommand({ Bucket: 'made-by-role' }));
    expect((await s3.send(new GetBucketLocationCommand({ Bucket: 'made-by-role' }))).LocationConstraint).toBeUndefined();
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'made-by-role' }))).rejects.toEqual(exception('Unknown', 'UnknownError', {}, 403));
    await expect(s3.send(new ListBucketsCommand())).rejects.toEqual(exception('AccessDenied',
      `User: arn:aws:sts::123456789012:assumed-role/role-${roles - 1}/session is not authorized to perform: s3:ListAllMyBuckets on resource: "*" `
      + 'because no identity-based policy allows the s3:ListAllMyBuckets action', {}, 403));
    await s3.send(new DeleteBucketCommand({ Bucket: 'made-by-role' }));
    await expect(person.send(new HeadBucketCommand({ Bucket: 'made-by-role' }))).rejects.toEqual(exception('NotFound', 'UnknownError', {}, 404));
  });
});

describe('the policy of a bucket', () => {
  test('that refuses requests without TLS, or with an old one, refuses none here', async () => {
    const everything = { Principal: { AWS: '*' }, Action: 's3:*', Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`] };
    await setPolicy(
      { Effect: 'Deny', ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Deny', ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
    );
    const { ContentLength } = await role(allow('s3:GetObject', '*')).send(new GetObjectCommand({ Bucket, Key: 'own/a' }));
    expect(ContentLength).toBe(5);
  });

  test('denies what the policy of a role allows', async () => {
    await setPolicy(allow('s3:PutObject', '*', { Effect: 'Deny', Principal: '*', Condition: { Null: { 's3:if-none-match': true } } }));
    const s3 = role(allow('s3:*', '*'));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'new', Body: 'x', IfNoneMatch: '*' }));
    await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'new', Body: 'y' }))).rejects
      .toEqual(denied('s3:PutObject', 'new', 'with an explicit deny in a resource-based policy'));
  });

  test('allows a role of its account by itself, and only together with its policy one of another account', async () => {
    await setPolicy(allow('s3:GetObject', '*', { Principal: { AWS: [`arn:aws:iam::123456789012:role/role-${roles}`, `arn:aws:iam::${OTHER_ACCOUNT}:root`] } }));
    await role().send(new GetObjectCommand({ Bucket, Key: 'own/a' }));
    const read = new GetObjectCommand({ Bucket, Key: 'own/a' });
    await expect(world.clientOfRole(`role-${roles++}`, [], OTHER_ACCOUNT).send(read)).rejects.toEqual(denied('s3:GetObject', 'own/a', undefined, OTHER_ACCOUNT));
    await world.clientOfRole(`role-${roles++}`, [allow('s3:GetObject', '*')], OTHER_ACCOUNT).send(read);
    await person.send(new DeleteBucketPolicyCommand({ Bucket }));
    await expect(world.clientOfRole(`role-${roles++}`, [allow('s3:GetObject', '*')], OTHER_ACCOUNT).send(read)).rejects
      .toEqual(denied('s3:GetObject', 'own/a', 'because no resource-based policy allows the s3:GetObject action', OTHER_ACCOUNT));
  });

  test('that names the account of the bucket allows nothing to its roles', async () => {
    await setPolicy(allow('s3:GetObject', '*', { Principal: { AWS: 'arn:aws:iam::123456789012:root' } }));
    await expect(role().send(new GetObjectCommand({ Bucket, Key: 'own/a' }))).rejects.toEqual(denied('s3:GetObject', 'own/a'));
  });

  test('is shown as it was given, until it is deleted', async () => {
    await expect(person.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toEqual(exception('NoSuchBucketPolicy', 'The bucket policy does not exist', {}, 404));
    await setPolicy(allow('s3:GetObject', '*', { Principal: '*' }));
    expect(JSON.parse((await person.send(new GetBucketPolicyCommand({ Bucket }))).Policy ?? '')).toMatchObject({ Statement: [{ Principal: '*' }] });
  });

  test.each<[object, string]>([
    [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::another/x' }, 'Policy has invalid resource'],
    [{ Effect: 'Perhaps', Principal: '*', Action: 's3:GetObject', Resource: '*' }, 'Syntax errors in policy. The Effect of a statement must be Allow or Deny, not Perhaps'],
  ])('is refused if it is malformed: %j', async (statement, message) => {
    await expect(setPolicy(statement)).rejects.toEqual(exception('MalformedPolicy', message));
  });
});

describe('a bucket', () => {
  test.each([['Upper', 'InvalidBucketName', 'The specified bucket is not valid.', 400], ['127.0.0.1', 'InvalidBucketName', 'The specified bucket is not valid.', 400]])(
    'is not called %s', async (name, code, message, status) => {
      await expect(world.client('SANDBOXPERSON', { forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: name }))).rejects
        .toEqual(exception(code, message, {}, status));
    });

  test('has a name that nobody else has', async () => {
    await person.send(new CreateBucketCommand({ Bucket }));
    await expect(world.client(`SANDBOX${OTHER_ACCOUNT}`).send(new CreateBucketCommand({ Bucket }))).rejects.toEqual(exception('BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.', {}, 409));
    const elsewhere = world.client('SANDBOXPERSON', { region: 'eu-west-1' });
    await expect(elsewhere.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }))).rejects
      .toEqual(exception('BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.', {}, 409));
  });

  test('with an object in it isn\'t deleted', async () => {
    await expect(person.send(new DeleteBucketCommand({ Bucket }))).rejects.toEqual(exception('BucketNotEmpty', 'The bucket you tried to delete is not empty', {}, 409));
  });

  test('for assets is there in every account and Region, with the versions that it has', async () => {
    const assets = { Bucket: 'cdk-hnb659fds-assets-111122223333-eu-west-1', Key: 'code.zip' };
    const put = await person.send(new PutObjectCommand({ ...assets, Body: 'x' }));
    expect(put.VersionId).toMatch(/^[\w.]{32}$/);
    expect((await person.send(new GetBucketLocationCommand(assets))).LocationConstraint).toBe('eu-west-1');
  });
});
