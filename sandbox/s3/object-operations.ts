import { createHash } from 'node:crypto';
import type { HttpRequest, HttpResponse } from '../protocol/http';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { hexadecimal, Random } from '../randomness';
import type { Bucket, BucketEncryption } from './bucket';
import { checkWriteConditions, isUnchanged } from './conditions';
import { S3_LIMITS } from './limits';
import type { ObjectContent, ObjectHeaders, ObjectVersion } from './object-version';
import { payloadOf } from './payload';
import { partOf } from './range';

/** Headers that an object keeps besides those of its metadata. */
const KEPT_HEADERS = ['content-type', 'cache-control', 'content-disposition', 'content-language', 'expires'];

const METADATA = 'x-amz-meta-';

/** Headers of writes that would change what comes of them, and that nothing is done for. */
const UNKNOWN_TO_WRITES = ['x-amz-copy-source', 'x-amz-tagging', 'x-amz-object-lock-mode', 'x-amz-server-side-encryption-customer-algorithm', 'x-amz-write-offset-bytes'];

/** @throws ServiceError as S3 refuses to put an object */
export function putObject(bucket: Bucket, key: string, request: HttpRequest, random: Random): HttpResponse {
  const unknown = UNKNOWN_TO_WRITES.find((name) => request.headers[name] !== undefined);
  if (unknown !== undefined) throw new NotEmulated(`the header ${unknown} of s3:PutObject`);
  if (Buffer.byteLength(key) > S3_LIMITS.keyBytes) throw new ServiceError('KeyTooLongError', 'Your key is too long', { Size: Buffer.byteLength(key), MaxSizeAllowed: S3_LIMITS.keyBytes });
  const headers = keptHeaders(request);
  const { bytes, checksums } = payloadOf(request);
  checkWriteConditions(request, key, bucket.current(key)?.content);
  const encryption = encryptionOf(bucket, request);
  const version = bucket.put(key, { bytes, checksums, headers: { ...headers, ...encryptionHeaders(encryption) }, etag: etagOf(bytes, encryption, random) });
  return { status: 200, headers: { ...etagHeader(version), ...versionHeader(bucket, version), ...encryptionHeaders(encryption), ...checksumHeaders(version) } };
}

/** @throws ServiceError `NoSuchKey`, `NoSuchVersion`, `MethodNotAllowed`, `PreconditionFailed` or `InvalidRange` */
export function getObject(bucket: Bucket, key: string, request: HttpRequest): HttpResponse {
  const version = versionAskedFor(bucket, key, request);
  const { content } = version;
  if (isUnchanged(request, content, version.modified)) return { status: 304, headers: { ...etagHeader(version), ...versionHeader(bucket, version) } };
  const { bytes, contentRange } = partOf(content.bytes, request.headers.range);
  const withChecksums = request.headers['x-amz-checksum-mode'] === 'ENABLED' && contentRange === undefined;
  return {
    status: contentRange === undefined ? 200 : 206,
    headers: {
      'accept-ranges': 'bytes',
      'content-type': 'binary/octet-stream',
      ...content.headers,
      'content-length': String(bytes.length),
      'last-modified': new Date(version.modified).toUTCString(),
      ...etagHeader(version),
      ...versionHeader(bucket, version),
      ...(contentRange !== undefined && { 'content-range': contentRange }),
      ...(withChecksums && checksumHeaders(version)),
    },
    body: bytes,
  };
}

/** Deletes the object, or a version of it for good. What isn't there is deleted just the same. */
export function deleteObject(bucket: Bucket, key: string, versionId: string | undefined): ObjectVersion | undefined {
  return versionId === undefined ? bucket.delete(key) : bucket.deleteVersion(key, versionId);
}

export function deletedAnswer(bucket: Bucket, version: ObjectVersion | undefined): HttpResponse {
  const isMarker = version !== undefined && version.content === undefined;
  return { status: 204, headers: { ...(version && versionHeader(bucket, version)), ...(isMarker && { 'x-amz-delete-marker': 'true' }) } };
}

function versionAskedFor(bucket: Bucket, key: string, { query }: HttpRequest): ObjectVersion & { readonly content: ObjectContent } {
  const versionId = query.get('versionId');
  const version = versionId === null ? bucket.current(key) : bucket.version(key, versionId);
  if (version?.content) return { ...version, content: version.content };
  if (versionId !== null) {
    throw new ServiceError('MethodNotAllowed', 'The specified method is not allowed against this resource.', { Method: 'GET', ResourceType: 'DeleteMarker' }, 405);
  }
  throw new ServiceError('NoSuchKey', 'The specified key does not exist.', { Key: key }, 404);
}

function keptHeaders({ headers }: HttpRequest): ObjectHeaders {
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith(METADATA));
  const size = metadata.reduce((sum, [name, value]) => sum + Buffer.byteLength(name.slice(METADATA.length)) + Buffer.byteLength(value), 0);
  if (size > S3_LIMITS.metadataBytes) {
    throw new ServiceError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', { Size: size, MaxSizeAllowed: S3_LIMITS.metadataBytes });
  }
  const encoding = headers['content-encoding']?.split(',').map((coding) => coding.trim()).filter((coding) => coding !== 'aws-chunked').join(',');
  const kept = Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name));
  return { ...Object.fromEntries([...kept, ...metadata]), ...(encoding ? { 'content-encoding': encoding } : {}) };
}

function encryptionOf(bucket: Bucket, { headers }: HttpRequest): BucketEncryption {
  const algorithm = headers['x-amz-server-side-encryption'];
  if (algorithm === undefined) return bucket.encryption;
  const key = headers['x-amz-server-side-encryption-aws-kms-key-id'] ?? (algorithm === bucket.encryption.algorithm ? bucket.encryption.key : undefined);
  return { algorithm, ...(key !== undefined && { key }) };
}

function encryptionHeaders({ algorithm, key }: BucketEncryption): ObjectHeaders {
  return { 'x-amz-server-side-encryption': algorithm, ...(key !== undefined && { 'x-amz-server-side-encryption-aws-kms-key-id': key }) };
}

/** Of what is encrypted with a key of the KMS it isn't the MD5 of what was put. */
function etagOf(bytes: Uint8Array, { algorithm }: BucketEncryption, random: Random): string {
  return `"${algorithm === 'AES256' ? createHash('md5').update(bytes).digest('hex') : hexadecimal(random, 32)}"`;
}

function etagHeader({ content }: ObjectVersion): ObjectHeaders {
  return content ? { etag: content.etag } : {};
}

function versionHeader({ versioning }: Bucket, { id }: ObjectVersion): ObjectHeaders {
  return versioning === undefined ? {} : { 'x-amz-version-id': id };
}

function checksumHeaders({ content }: ObjectVersion): ObjectHeaders {
  const checksums = Object.entries(content?.checksums ?? {});
  if (checksums.length === 0) return {};
  return { ...Object.fromEntries(checksums.map(([algorithm, value]) => [`x-amz-checksum-${algorithm}`, value])), 'x-amz-checksum-type': 'FULL_OBJECT' };
}
