import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { ContentsFile, ContentsInBucket, ContentsScope, ContentsSource } from '../../../lib';
import { ADA } from '../../support/declared-users';
import { ownDirectory } from '../../support/synthesized';
import { ADA_ROW, bytesOf, contents, linesOf, peopleStack, propertiesIn, USERS, written } from '../../support/synthesized-contents';

/** Files that are written before, and deployed from a bucket. */

const SHA256 = 'ab'.repeat(32);
const ROWS = { users: [ADA], groups: [{ displayName: 'admins' }], memberships: [{ group: 'admins', userName: 'ada' }] };

let stack: Stack;
let bucket: IBucket;
beforeEach(() => {
  stack = peopleStack();
  bucket = Bucket.fromBucketName(stack, 'Files', 'our-files');
});

function inBucket(others: Partial<ContentsInBucket> = {}): ContentsSource {
  return ContentsSource.fromBucket({ bucket, objectKey: 'people/contents.jsonl.gz', sha256: SHA256, ...others });
}

function ownFile(): string {
  return path.join(ownDirectory(), 'contents.jsonl.gz');
}

interface Policy {
  readonly Properties: { readonly PolicyDocument: { readonly Statement: { readonly Action: unknown; readonly Resource: unknown }[] } };
}

function readingFile(): unknown[] {
  const policies = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy')) as [string, Policy][];
  return policies.filter(([id]) => id.includes('ReadingFile')).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement.map(({ Action, Resource }) => [Action, Resource]));
}

describe('writing a file', () => {
  test('makes the same file as synthesis, only for its owner, and tells its hash and what is in it', () => {
    const file = ownFile();
    writeFileSync(file, 'what was there', { mode: 0o644 });
    const made = ContentsFile.write(ContentsSource.inline(ROWS), file);
    contents(stack, { source: ContentsSource.inline(ROWS) });
    const bytes = readFileSync(file);
    expect(linesOf(bytes)).toEqual(linesOf(bytesOf(stack, propertiesIn(stack).Source)));
    expect({ ...made }).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), users: 1, groups: 1, memberships: 1 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('tells everything that is wrong, and writes nothing', () => {
    const file = ownFile();
    const { paths: { users = '' } } = written({ 'users.csv': `${USERS}${ADA_ROW}${ADA_ROW}` });
    expect(() => ContentsFile.write(ContentsSource.fromCsv({ users }), file))
      .toThrow(`ContentsFile: ${users}:3: userName "ada" is not allowed: it must be another one than in ${users}:2 (upper and lower case count as the same)`);
    expect(() => statSync(file)).toThrow('ENOENT');
  });

  test('refuses what isn\'t a source of rows', () => {
    expect(() => ContentsFile.write(inBucket(), 'out.gz'))
      .toThrow('ContentsFile: source "people/contents.jsonl.gz" is not allowed: it must be rows: what is in a bucket was written before');
    expect(() => ContentsFile.write({} as ContentsSource, 'out.gz')).toThrow('ContentsFile: source {} is not allowed: it must be a ContentsSource, as ContentsSource.fromCsv() makes it');
  });
});

describe('a file in a bucket', () => {
  test('is named in the resource by its hash, and nothing of it is in the app', () => {
    contents(stack, { source: inBucket() });
    expect(propertiesIn(stack).Source).toEqual({ Bucket: 'our-files', Key: 'people/contents.jsonl.gz', Hash: SHA256, Sha256: SHA256 });
  });

  test('may be the only object that the function reads, or only a version of it', () => {
    contents(stack, { source: inBucket() });
    const object = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::our-files/people/contents.jsonl.gz']] };
    expect(readingFile()).toEqual([['s3:GetObject', object]]);
    stack = peopleStack();
    bucket = Bucket.fromBucketName(stack, 'Files', 'our-files');
    contents(stack, { source: inBucket({ versionId: 'v1' }) });
    expect(readingFile()).toEqual([['s3:GetObjectVersion', object]]);
    expect(propertiesIn(stack).Source).toMatchObject({ VersionId: 'v1' });
  });

  test('may be encrypted with a key of one\'s own', () => {
    const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/a90db493-1a2b-4c3d-8e4f-0123456789ab');
    contents(stack, { source: inBucket({ bucket: Bucket.fromBucketAttributes(stack, 'Encrypted', { bucketName: 'secrets', encryptionKey }) }) });
    expect(readingFile()).toContainEqual(['kms:Decrypt', encryptionKey.keyArn]);
  });

  test('has a workflow, since nobody knows how many rows it has', () => {
    contents(stack, { source: inBucket() });
    Template.fromStack(stack).resourceCountIs('AWS::StepFunctions::StateMachine', 1);
  });

  test('gives groups and users that aren\'t known at synthesis, whatever their case', () => {
    const people = contents(stack, { source: inBucket(), scope: ContentsScope.exclusive({ groups: ['admins'] }) });
    expect(people.group('Admins')).toBe(people.group('admins'));
    people.user('ada');
    expect(propertiesIn(stack).LookedUp).toEqual([{ Group: 'Admins' }, { User: 'ada' }]);
    expect(() => people.group('')).toThrow('People/Contents: group "" is not allowed: it must be');
  });

  test('still refuses members that are declared elsewhere of a group that is exclusive', () => {
    contents(stack, { source: inBucket(), scope: ContentsScope.exclusive({ groups: ['admins'] }) });
    expect(() => contents(stack, { source: ContentsSource.inline(ROWS) }, 'Others')).toThrow(
      'People/Others: group "admins" is not allowed: it must be declared in one place, since it is exclusive, and People/Contents declares members of it as well',
    );
  });

  test.each([
    ['sha256', { sha256: 'ABC' }, '"ABC" is not allowed: it must be 64 hexadecimal digits in lower case, as ContentsFile.write() gives them'],
    ['objectKey', { objectKey: 'people/*' }, '"people/*" is not allowed: it must be the key of one object, without * and ?, which mean others as well in a policy'],
    ['bucket', { bucket: 'our-files' as unknown as IBucket }, '"our-files" is not allowed: it must be a bucket, as Bucket.fromBucketName() makes it'],
  ])('is refused if its %s can\'t be', (property, others, refusal) => {
    expect(() => contents(stack, { source: inBucket(others) })).toThrow(`People/Contents: source.${property} ${refusal}`);
  });
});
