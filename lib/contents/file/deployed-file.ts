import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { SourceProperties } from '../../contract/contents';
import { allow } from '../../functions/guard-lambda';
import { requireMatch } from '../../properties/validation';
import { ContentsInBucket } from '../contents-source';
import { compressedFile, FileLines } from './compressed-file';

/** The file that the function reads. */
export interface DeployedFile {
  readonly properties: SourceProperties;
  /** What the function needs to read it. */
  readonly statements: readonly iam.PolicyStatement[];
}

/**
 * The file that synthesis writes.
 *
 * @param what is in it, which the synthesis tells with its size
 */
export function fileAsAsset(scope: Construct, lines: FileLines, what: string): DeployedFile {
  const { bucket, s3BucketName, s3ObjectKey } = compressedFile(scope, 'File', lines, what);
  return {
    properties: { Bucket: s3BucketName, Key: s3ObjectKey, Hash: lines.hash },
    statements: [allow(['s3:GetObject'], [bucket.arnForObjects(s3ObjectKey)])],
  };
}

const SHA256 = /^[0-9a-f]{64}$/;

/** A file that was written before, and that somebody has put into a bucket. */
export function fileInBucket(scope: Construct, { bucket, objectKey, versionId, sha256 }: ContentsInBucket): DeployedFile {
  requireMatch(scope, 'source.sha256', sha256, SHA256, '64 hexadecimal digits in lower case, as ContentsFile.write() gives them');
  requireMatch(scope, 'source.objectKey', objectKey, /^[^*?]+$/, 'the key of one object, without * and ?, which mean others as well in a policy');
  const reading = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  const { encryptionKey } = bucket;
  return {
    properties: { Bucket: bucket.bucketName, Key: objectKey, ...(versionId !== undefined && { VersionId: versionId }), Hash: sha256, Sha256: sha256 },
    statements: [allow([reading], [bucket.arnForObjects(objectKey)]), ...(encryptionKey ? [allow(['kms:Decrypt'], [encryptionKey.keyArn])] : [])],
  };
}
