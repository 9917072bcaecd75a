import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CreateBucketCommand, DeleteObjectCommand, DeleteObjectsCommand, GetObjectCommand, GetObjectCommandInput, HeadObjectCommand,
  ListObjectsV2Command, ListObjectVersionsCommand, ListObjectVersionsCommandOutput, PutBucketVersioningCommand, PutObjectCommand,
  PutObjectCommandInput, S3Client,
} from '@aws-sdk/client-s3';
import { exception } from '../../support/refusals';
import { S3Server } from '../../support/s3-server';

const MISSING = exception('NoSuchKey', 'The specified key does not exist.', { Key: 'nothing' }, 404);
const UNMET = 'At least one of the pre-conditions you specified did not hold';

let world: S3Server;
let s3: S3Client;
let buckets = 0;
let Bucket: string;

beforeAll(async () => {
  world = await S3Server.start();
  s3 = world.client();
});

afterAll(() => world.close());

beforeEach(async () => {
  Bucket = `bucket-${buckets++}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
});

function put(Key: string, Body: NonNullable<PutObjectCommandInput['Body']>, more: Partial<PutObjectCommandInput> = {}) {
  return s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
}

async function textOf(Key: string, more: Partial<GetObjectCommandInput> = {}): Promise<string | undefined> {
  return (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString();
}

async function keep(Status: 'Enabled' | 'Suspended' = 'Enabled'): Promise<void> {
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
}

async function* versionPages(MaxKeys: number): AsyncGenerator<ListObjectVersionsCommandOutput> {
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    page = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys, KeyMarker: page?.NextKeyMarker, VersionIdMarker: page?.NextVersionIdMarker }));
    yield page;
  } while (page.IsTruncated);
}

function tagOf(text: string): string {
  return `"${createHash('md5').update(text).digest('hex')}"`;
}

describe('an object', () => {
  test('is read as it was put, with its tag, its type, its metadata and the checksum that its client sent', async () => {
    const given = { ContentType: 'text/csv', CacheControl: 'no-store', ContentEncoding: 'gzip', Metadata: { sequence: '7' } };
    const answer = await put('a/b c+ü.txt', 'hello', given);
    expect(answer).toMatchObject({ ETag: tagOf('hello'), ServerSideEncryption: 'AES256', ChecksumCRC32: 'NhCmhg==', ChecksumType: 'FULL_OBJECT' });
    expect(answer.VersionId).toBeUndefined();
    const read = await s3.send(new GetObjectCommand({ Bucket, Key: 'a/b c+ü.txt' }));
    expect(read).toMatchObject({ ...given, ETag: tagOf('hello'), ContentLength: 5, ChecksumCRC32: 'NhCmhg==', LastModified: expect.any(Date) as Date });
    expect(await read.Body?.transformToString()).toBe('hello');
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'a/b c+ü.txt' }))).toMatchObject({ ...given, ETag: tagOf('hello'), ContentLength: 5 });
  });

  test('is put as a stream, in chunks with the checksum behind them', async () => {
    const lines = ['first line\n', 'second line\n', 'x'.repeat(100_000)];
    const { ChecksumCRC32: checksum } = await put('streamed', Readable.from(lines.map((line) => Buffer.from(line))), { ContentLength: lines.join('').length });
    expect(await textOf('streamed')).toBe(lines.join(''));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'streamed', ChecksumMode: 'ENABLED' }));
    expect([head.ContentEncoding, head.ETag, head.ChecksumCRC32]).toEqual([undefined, tagOf(lines.join('')), checksum]);
  });

  test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)('is compared with its checksum by %s', async (ChecksumAlgorithm) => {
    await put('checked', 'hello', { ChecksumAlgorithm });
    const wrong = { [`Checksum${ChecksumAlgorithm}`]: Buffer.alloc({ CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 }[ChecksumAlgorithm], 1).toString('base64') };
    await expect(put('checked', 'changed', wrong)).rejects
      .toEqual(exception('BadDigest', `The ${ChecksumAlgorithm} you specified did not match the calculated checksum.`));
    expect(await textOf('checked')).toBe('hello');
  });

  test.each([
    [{ ContentMD5: Buffer.alloc(16).toString('base64') }, 'BadDigest', 'The Content-MD5 you specified did not match what we received.'],
    [{ ContentMD5: 'x' }, 'InvalidDigest', 'The Content-MD5 you specified was invalid.'],
    [{ ChecksumCRC32: 'x' }, 'InvalidRequest', 'Value for x-amz-checksum-crc32 header is invalid.'],
  ])('is refused with %j', async (digest, code, message) => {
    await expect(put('refused', 'hello', digest)).rejects.toEqual(exception(code, message));
  });

  test('that was cut off on its way is refused', async () => {
    const answer = await fetch(`http://127.0.0.1:${world.server.port}/${Bucket}/cut`, {
      method: 'PUT', body: '5\r\nhel', headers: { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '5' },
    });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('<Code>IncompleteBody</Code><Message>The request body terminated unexpectedly</Message>')]);
  });

  test.each([
    ['bytes=1-3', 'ell', 'bytes 1-3/5'], ['bytes=3-', 'lo', 'bytes 3-4/5'], ['bytes=-2', 'lo', 'bytes 3-4/5'], ['bytes=0-99', 'hello', 'bytes 0-4/5'],
  ])('is read in parts: %s', async (Range, text, contentRange) => {
    await put('parts', 'hello');
    const part = await s3.send(new GetObjectCommand({ Bucket, Key: 'parts', Range }));
    expect([part.$metadata.httpStatusCode, part.ContentRange, await part.Body?.transformToString()]).toEqual([206, contentRange, text]);
  });

  test('has no part beyond its end', async () => {
    await put('parts', 'hello');
    await expect(textOf('parts', { Range: 'bytes=5-' })).rejects.toEqual(exception('InvalidRange', 'The requested range is not satisfiable', {}, 416));
  });

  test('that is not there is missing, and a HEAD says so without a body', async () => {
    await expect(textOf('nothing')).rejects.toEqual(MISSING);
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toEqual(exception('NotFound', 'UnknownError', {}, 404));
  });

  test('of a bucket that is not there is refused', async () => {
    Bucket = 'missing';
    const refusal = exception('NoSuchBucket', 'The specified bucket does not exist', { BucketName: 'missing' }, 404);
    await expect(textOf('a')).rejects.toEqual(refusal);
    await expect(put('a', 'x')).rejects.toEqual(refusal);
  });

  test('is encrypted as its client or its bucket says, and has no MD5 as its tag if that is by a key', async () => {
    const { ETag, ServerSideEncryption, SSEKMSKeyId } = await put('secret', 'hello', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'arn:aws:kms:us-east-1:123456789012:key/1' });
    expect([ServerSideEncryption, SSEKMSKeyId]).toEqual(['aws:kms', 'arn:aws:kms:us-east-1:123456789012:key/1']);
    expect(ETag).not.toBe(tagOf('hello'));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'secret' }))).toMatchObject({ ETag, ServerSideEncryption: 'aws:kms' });
  });

  test('with a key or metadata that are too long is refused', async () => {
    await expect(put('k'.repeat(1025), 'x')).rejects.toEqual(exception('KeyTooLongError', 'Your key is too long'));
    await expect(put('k', 'x', { Metadata: { a: 'x'.repeat(2048) } })).rejects
      .toEqual(exception('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size'));
  });

  test.each([
    [{ Tagging: 'a=b' }, 'x-amz-tagging'], [{ ObjectLockMode: 'GOVERNANCE' as const }, 'x-amz-object-lock-mode'],
  ])('with %j is refused by name', async (more, header) => {
    await expect(put('k', 'x', more)).rejects.toEqual(exception('NotEmulated', `The cdk-org-guard sandbox doesn't emulate the header ${header} of s3:PutObject`));
  });
});

describe('a write with a condition', () => {
  test('takes what nobody has changed, and nothing else', async () => {
    const first = await put('head.json', '1', { IfNoneMatch: '*' });
    await expect(put('head.json', '1', { IfNoneMatch: '*' })).rejects.toEqual(exception('PreconditionFailed', UNMET, { Condition: 'If-None-Match' }, 412));
    await put('head.json', '2', { IfMatch: first.ETag });
    await expect(put('head.json', '3', { IfMatch: first.ETag })).rejects.toEqual(exception('PreconditionFailed', UNMET, { Condition: 'If-Match' }, 412));
    expect(await textOf('head.json')).toBe('2');
  });

  test('has one winner of all that compare with the same', async () => {
    const { ETag } = await put('head.json', '0');
    const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, writer) => put('head.json', `by ${writer}`, { IfMatch: ETag })));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const created = await Promise.allSettled(Array.from({ length: 20 }, () => put('journal/1', 'x', { IfNoneMatch: '*' })));
    expect(created.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('finds nothing to compare with where nothing is, or only a delete marker', async () => {
    await expect(put('nothing', '1', { IfMatch: '"0"' })).rejects.toEqual(MISSING);
    await keep();
    const { ETag } = await put('nothing', '1');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'nothing' }));
    await expect(put('nothing', '2', { IfMatch: ETag })).rejects.toEqual(MISSING);
    await put('nothing', '3', { IfNoneMatch: '*' });
    expect(await textOf('nothing')).toBe('3');
  });

  test('on anything but a tag or * is not implemented', async () => {
    const refusal = exception('NotImplemented', 'A header you provided implies functionality that is not implemented', {}, 501);
    await expect(put('a', '1', { IfNoneMatch: '"0"' })).rejects.toEqual(refusal);
    await expect(put('a', '1', { IfMatch: '*' })).rejects.toEqual(refusal);
  });

  test('meets another one on demand', async () => {
    world.server.sandbox.faults.add({
      operation: 's3:PutObject', times: 1,
      effect: { kind: 'ERROR', code: 'ConditionalRequestConflict', message: 'The conditional request cannot succeed due to a conflicting operation against this resource.', fields: {}, httpStatus: 409 },
    });
    await expect(put('a', '1', { IfNoneMatch: '*' })).rejects.toEqual(exception('ConditionalRequestConflict',
      'The conditional request cannot succeed due to a conflicting operation against this resource.', {}, 409));
    await put('a', '1', { IfNoneMatch: '*' });
  });
});

test('a read with a condition gives what has changed', async () => {
  const { ETag } = await put('a', '1');
  await expect(textOf('a', { IfNoneMatch: ETag })).rejects.toEqual(exception('Unknown', 'UnknownError', {}, 304));
  await expect(textOf('a', { IfMatch: '"0"' })).rejects.toEqual(exception('PreconditionFailed', UNMET, {}, 412));
  expect([await textOf('a', { IfMatch: ETag }), await textOf('a', { IfNoneMatch: '"0"' })]).toEqual(['1', '1']);
});

describe('in a bucket with versions', () => {
  test('each write and each deletion is one', async () => {
    await keep();
    const ids = [(await put('a', '1')).VersionId, (await put('a', '2')).VersionId];
    const marker = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.stringMatching(/^[\w.]{32}$/) as string });
    expect(await textOf('a', { VersionId: ids[0] })).toBe('1');
    await expect(textOf('a')).rejects.toEqual(exception('NoSuchKey', 'The specified key does not exist.', {}, 404));
    await expect(textOf('a', { VersionId: marker.VersionId })).rejects
      .toEqual(exception('MethodNotAllowed', 'The specified method is not allowed against this resource.', {}, 405));
    await expect(textOf('a', { VersionId: 'x'.repeat(32) })).rejects.toEqual(exception('NoSuchVersion', 'The specified version does not exist.', {}, 404));
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest])).toEqual([['a', ids[1], false], ['a', ids[0], false]]);
    expect(DeleteMarkers.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest])).toEqual([['a', marker.VersionId, true]]);
  });

  test('an object is back without its delete marker, and a version that is deleted is gone', async () => {
    await keep();
    await put('a', '1');
    const { VersionId: second } = await put('a', '2');
    const { VersionId: marker } = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: marker }));
    expect(await textOf('a')).toBe('2');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: second }));
    expect(await textOf('a')).toBe('1');
  });

  test('one without versions, and one that has them no more, have the version null', async () => {
    await put('a', 'before');
    await keep();
    await put('a', 'kept');
    await keep('Suspended');
    await put('a', 'overwrites what was before');
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions.map(({ VersionId, Size }) => [VersionId === 'null', Size])).toEqual([[true, 26], [false, 4]]);
  });

  test('they are listed page by page', async () => {
    await keep();
    for (const text of ['1', '2', '3']) await put('a', text);
    await put('b', '4');
    const seen: unknown[] = [];
    for await (const { Versions = [] } of versionPages(2)) seen.push(Versions.map(({ Key, IsLatest }) => `${Key} ${IsLatest}`));
    expect(seen).toEqual([['a true', 'a false'], ['a false', 'b true']]);
  });
});

describe('a list', () => {
  test('has the keys in the order of their bytes, as many as are asked for, and a token for the rest', async () => {
    for (const key of ['b', 'a', 'ä', 'Z', 'a/1', 'a/2']) await put(key, key);
    const first = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 4 }));
    expect([first.Contents?.map(({ Key }) => Key), first.KeyCount, first.IsTruncated]).toEqual([['Z', 'a', 'a/1', 'a/2'], 4, true]);
    const rest = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 4, ContinuationToken: first.NextContinuationToken }));
    expect([rest.Contents?.map(({ Key }) => Key), rest.IsTruncated, rest.NextContinuationToken]).toEqual([['b', 'ä'], false, undefined]);
    expect(rest.Contents?.[0]).toMatchObject({ ETag: tagOf('b'), Size: 1, StorageClass: 'STANDARD', LastModified: expect.any(Date) as Date });
  });

  test('has what begins with a prefix, and what is below a delimiter only once', async () => {
    for (const key of ['x', 'x/a', 'x/b/1', 'x/b/2', 'x/c/1', 'y/1']) await put(key, key);
    const all = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'x/', Delimiter: '/' }));
    expect([all.Contents?.map(({ Key }) => Key), all.CommonPrefixes?.map(({ Prefix }) => Prefix), all.KeyCount]).toEqual([['x/a'], ['x/b/', 'x/c/'], 3]);
    const first = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'x/', Delimiter: '/', MaxKeys: 2 }));
    const rest = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'x/', Delimiter: '/', ContinuationToken: first.NextContinuationToken }));
    expect([rest.Contents, rest.CommonPrefixes?.map(({ Prefix }) => Prefix)]).toEqual([undefined, ['x/c/']]);
    expect((await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: 'x/b/2' }))).Contents?.map(({ Key }) => Key)).toEqual(['x/c/1', 'y/1']);
  });

  test('has 1,000 keys at most', async () => {
    const bucket = world.server.sandbox.buckets.existing(Bucket);
    for (let number = 0; number < 1001; number++) bucket.put(`k${number}`, { bytes: Buffer.from('x'), etag: '"0"', headers: {}, checksums: {} });
    expect(await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 5000 }))).toMatchObject({ KeyCount: 1000, MaxKeys: 1000, IsTruncated: true });
  });

  test('shows odd keys to those that ask for them encoded', async () => {
    await put('a b+ü/c', 'x');
    expect((await s3.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }))).Contents?.map(({ Key }) => Key)).toEqual(['a%20b%2B%C3%BC/c']);
    await put('<&">', 'x');
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key)).toEqual(['<&">', 'a b+ü/c']);
  });

  test('refuses another token', async () => {
    await expect(s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: 'x' }))).rejects
      .toEqual(exception('InvalidArgument', 'The continuation token provided is incorrect'));
  });
});

describe('a deletion', () => {
  test('of what is not there succeeds', async () => {
    expect((await s3.send(new DeleteObjectCommand({ Bucket, Key: 'nothing' }))).$metadata.httpStatusCode).toBe(204);
  });

  test('takes many objects at once', async () => {
    for (const key of ['a', 'b', 'c']) await put(key, key);
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'b' }, { Key: 'nothing' }] } }));
    expect(Deleted).toEqual([{ Key: 'a' }, { Key: 'b' }, { Key: 'nothing' }]);
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key)).toEqual(['c']);
  });
});

test('clients that write the name of the bucket before that of this computer reach it as well', async () => {
  const byName = world.clientByName();
  await byName.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'by name' }));
  expect(await textOf('a')).toBe('by name');
  const byPath = world.clientByName({ forcePathStyle: true });
  expect(await (await byPath.send(new GetObjectCommand({ Bucket, Key: 'a' }))).Body?.transformToString()).toBe('by name');
});

// The path was read as a URL is, which leaves dots out and takes a doubled slash for the beginning of a host.
test.each(['/a', '//a//b/', 'a/../b', './a', 'a?b#c', '%2F'])('a key is %s as it is written, by path and by name', async (Key) => {
  await put(Key, 'by path');
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents.map((each) => each.Key)).toEqual([Key]);
  const { Body } = await world.clientByName().send(new GetObjectCommand({ Bucket, Key }));
  expect(await Body?.transformToString()).toBe('by path');
});
