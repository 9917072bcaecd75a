import type { HttpRequest, HttpResponse } from '../protocol/http';
import { ServiceError } from '../protocol/service-error';
import type { Bucket, BucketOptions } from './bucket';
import { parseBucketPolicy } from './bucket-policy';
import type { Buckets } from './buckets';
import { payloadOf } from './payload';
import { xmlAnswer, xmlIn } from './xml';

/** Where buckets are of which nothing is said. */
const FIRST_REGION = 'us-east-1';

/** @throws ServiceError as S3 refuses to make a bucket; in its first Region it is no mistake to make one's own again */
export function createBucket(buckets: Buckets, { name, account, region }: BucketOptions, request: HttpRequest): HttpResponse {
  const { LocationConstraint: location = FIRST_REGION } = request.body.length > 0 ? xmlIn(request.body, 'CreateBucketConfiguration') : {};
  if (location !== region) {
    throw new ServiceError('IllegalLocationConstraintException', `The ${request.body.length > 0 ? String(location) : 'unspecified'} location constraint is incompatible `
      + 'for the region specific endpoint this request was sent to.');
  }
  const isOwn = buckets.has(name) && buckets.existing(name).account === account;
  if (!isOwn || region !== FIRST_REGION) buckets.create({ name, account, region });
  return { status: 200, headers: { location: `/${name}` } };
}

export function listBuckets(buckets: Buckets, account: string): HttpResponse {
  const own = buckets.all.filter((bucket) => bucket.account === account)
    .map(({ name, created, region }) => ({ Name: name, CreationDate: new Date(created).toISOString(), BucketRegion: region }));
  return xmlAnswer({ ListAllMyBucketsResult: { Owner: { ID: account }, Buckets: { Bucket: own } } });
}

export function bucketLocation({ region }: Bucket): HttpResponse {
  return xmlAnswer({ LocationConstraint: region === FIRST_REGION ? '' : region });
}

export function bucketEncryption({ encryption: { algorithm, key } }: Bucket): HttpResponse {
  const byDefault = { SSEAlgorithm: algorithm, ...(key !== undefined && { KMSMasterKeyID: key }) };
  return xmlAnswer({ ServerSideEncryptionConfiguration: { Rule: { ApplyServerSideEncryptionByDefault: byDefault } } });
}

export function bucketVersioning({ versioning }: Bucket): HttpResponse {
  return xmlAnswer({ VersioningConfiguration: { ...(versioning && { Status: versioning }) } });
}

/** @throws ServiceError `MalformedXML` or `IllegalVersioningConfigurationException` */
export function putBucketVersioning(bucket: Bucket, request: HttpRequest): HttpResponse {
  const { Status: status } = xmlIn(payloadOf(request).bytes, 'VersioningConfiguration');
  if (status !== 'Enabled' && status !== 'Suspended') {
    throw new ServiceError('IllegalVersioningConfigurationException', 'The Versioning element must be specified');
  }
  bucket.versioning = status;
  return { status: 200 };
}

/** @throws ServiceError `NoSuchTagSet` */
export function bucketTags({ name, tags }: Bucket): HttpResponse {
  const shown = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  if (shown.length === 0) throw new ServiceError('NoSuchTagSet', 'The TagSet does not exist', { BucketName: name }, 404);
  return xmlAnswer({ Tagging: { TagSet: { Tag: shown } } });
}

/** @throws ServiceError `NoSuchBucketPolicy` */
export function bucketPolicy({ name, policyText }: Bucket): HttpResponse {
  if (policyText === undefined) throw new ServiceError('NoSuchBucketPolicy', 'The bucket policy does not exist', { BucketName: name }, 404);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: policyText };
}

/** @throws ServiceError `MalformedPolicy` */
export function putBucketPolicy(bucket: Bucket, bucketArn: string, request: HttpRequest): HttpResponse {
  const text = new TextDecoder().decode(payloadOf(request).bytes);
  bucket.policy = parseBucketPolicy(jsonIn(text), bucketArn);
  bucket.policyText = text;
  return { status: 204 };
}

export function deleteBucketPolicy(bucket: Bucket): HttpResponse {
  delete bucket.policy;
  delete bucket.policyText;
  return { status: 204 };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError('MalformedPolicy', 'This policy contains invalid Json');
  }
}
