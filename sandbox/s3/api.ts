import type { Gate } from '../gate';
import type { HttpRequest, HttpResponse } from '../protocol/http';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Random } from '../randomness';
import type { Caller } from '../security/callers';
import { accessDenied, BucketAccess } from './access';
import { Address, addressOf } from './addressing';
import type { Bucket } from './bucket';
import {
  bucketEncryption, bucketLocation, bucketPolicy, bucketTags, bucketVersioning, createBucket, deleteBucketPolicy, listBuckets, putBucketPolicy,
  putBucketVersioning,
} from './bucket-operations';
import type { Buckets } from './buckets';
import { deleteObjects } from './deletions';
import { listObjects, listVersions } from './listing';
import { deletedAnswer, deleteObject, getObject, putObject } from './object-operations';
import { errorAnswer, xmlAnswer } from './xml';

/** What of a request its operation needs. */
interface Call {
  readonly request: HttpRequest;
  readonly bucket: Bucket;
  /** Empty for an operation on a bucket. */
  readonly key: string;
  readonly caller: Caller;
}

/** What S3 does for one operation on a bucket that is there, or on an object in it. */
interface BucketOperation {
  /** The permission, if it isn't called as the operation is. */
  readonly permission?: string;
  perform(call: Call): HttpResponse;
}

export interface S3Dependencies {
  readonly buckets: Buckets;
  readonly random: Random;
  readonly partition: string;
  /** Where requests go that name no Region. */
  readonly region: string;
}

/** The operations by what requests for them look like: the method, whether there is a key, and the parameter that says what is meant. */
const OPERATIONS: Readonly<Record<string, string>> = {
  'GET object': 'GetObject',
  'HEAD object': 'HeadObject',
  'PUT object': 'PutObject',
  'DELETE object': 'DeleteObject',
  'GET bucket list-type': 'ListObjectsV2',
  'GET bucket versions': 'ListObjectVersions',
  'GET bucket location': 'GetBucketLocation',
  'GET bucket encryption': 'GetBucketEncryption',
  'GET bucket versioning': 'GetBucketVersioning',
  'PUT bucket versioning': 'PutBucketVersioning',
  'GET bucket tagging': 'GetBucketTagging',
  'GET bucket policy': 'GetBucketPolicy',
  'PUT bucket policy': 'PutBucketPolicy',
  'DELETE bucket policy': 'DeleteBucketPolicy',
  'POST bucket delete': 'DeleteObjects',
  'HEAD bucket': 'HeadBucket',
  'PUT bucket': 'CreateBucket',
  'DELETE bucket': 'DeleteBucket',
  'GET service': 'ListBuckets',
};

/** Parameters that say how, and not what. */
const DETAILS = [
  'x-id', 'versionId', 'prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'encoding-type', 'fetch-owner', 'key-marker', 'version-id-marker',
  'max-buckets', 'bucket-region',
];

/** What can be asked for here, by the names of the operations. */
export const S3_ACTIONS = Object.values(OPERATIONS).map((operation) => `s3:${operation}`);

/** As much of S3 as stacks and functions need that keep files in it. */
export class S3 {
  constructor(private readonly dependencies: S3Dependencies) {}

  public async answer(gate: Gate, request: HttpRequest, caller: Caller, requestId: string): Promise<HttpResponse> {
    const headers = { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId };
    try {
      const address = addressOf(request);
      const operation = operationOf(request, address);
      const action = `s3:${operation}`;
      const perform = (): HttpResponse => this.perform(operation, address, { gate, request, caller });
      const answer = await gate.calls.counted(action, caller, () => gate.faults.around(action, caller, perform));
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      const answer = errorAnswer(thrown, request.method, requestId);
      return { ...answer, headers: { ...headers, ...answer.headers } };
    }
  }

  private perform(operation: string, address: Address, { gate, request, caller }: { gate: Gate; request: HttpRequest; caller: Caller }): HttpResponse {
    const { buckets, partition, region } = this.dependencies;
    const access = new BucketAccess(gate.authorizer, partition);
    const name = address.bucket ?? '';
    if (operation === 'ListBuckets') {
      access.requireWithoutBucket('s3:ListAllMyBuckets', '*', request, caller);
      return listBuckets(buckets, caller.account);
    }
    if (operation === 'CreateBucket') {
      access.requireWithoutBucket('s3:CreateBucket', access.arnOf(name), request, caller);
      return createBucket(buckets, { name, account: caller.account, region: caller.region ?? region }, request);
    }
    const bucket = buckets.existing(name);
    const known = this.operations(access)[operation] as BucketOperation;
    const call = { request, bucket, key: address.key ?? '', caller };
    if (known.permission !== NONE) {
      access.require({ action: `s3:${permissionOf(operation, known, request)}`, ...(address.key !== undefined && { key: address.key }) }, bucket, request, caller);
    }
    return known.perform(call);
  }

  private operations(access: BucketAccess): Readonly<Record<string, BucketOperation>> {
    const { buckets, random } = this.dependencies;
    const read = (call: Call): HttpResponse => this.read(access, call);
    return {
      GetObject: { perform: read },
      HeadObject: { permission: 'GetObject', perform: (call) => ({ ...read(call), body: '' }) },
      PutObject: {
        perform: ({ request, bucket, key, caller }) => {
          // Whoever compares learns something of what is there.
          if (request.headers['if-match'] !== undefined) access.require({ action: 's3:GetObject', key }, bucket, request, caller);
          return putObject(bucket, key, request, random);
        },
      },
      DeleteObject: {
        perform: ({ request, bucket, key }) => {
          if (request.headers['if-match'] !== undefined) throw new NotEmulated('the header if-match of s3:DeleteObject');
          return deletedAnswer(bucket, deleteObject(bucket, key, request.query.get('versionId') ?? undefined));
        },
      },
      DeleteObjects: {
        permission: NONE,
        perform: ({ request, bucket, caller }) => deleteObjects(bucket, request, (key, isVersion) =>
          access.refusalOf({ action: isVersion ? 's3:DeleteObjectVersion' : 's3:DeleteObject', key }, bucket, request, caller)),
      },
      ListObjectsV2: { permission: 'ListBucket', perform: ({ bucket, request }) => xmlAnswer(listObjects(bucket, request)) },
      ListObjectVersions: { permission: 'ListBucketVersions', perform: ({ bucket, request }) => xmlAnswer(listVersions(bucket, request)) },
      HeadBucket: { permission: 'ListBucket', perform: ({ bucket }) => ({ status: 200, headers: { 'x-amz-bucket-region': bucket.region } }) },
      DeleteBucket: {
        perform: ({ bucket }) => {
          buckets.delete(bucket.name);
          return { status: 204 };
        },
      },
      GetBucketLocation: { perform: ({ bucket }) => bucketLocation(bucket) },
      GetBucketEncryption: { permission: 'GetEncryptionConfiguration', perform: ({ bucket }) => bucketEncryption(bucket) },
      GetBucketVersioning: { perform: ({ bucket }) => bucketVersioning(bucket) },
      PutBucketVersioning: { perform: ({ bucket, request }) => putBucketVersioning(bucket, request) },
      GetBucketTagging: { perform: ({ bucket }) => bucketTags(bucket) },
      GetBucketPolicy: { perform: ({ bucket }) => bucketPolicy(bucket) },
      PutBucketPolicy: { perform: ({ bucket, request }) => putBucketPolicy(bucket, access.arnOf(bucket.name), request) },
      DeleteBucketPolicy: { perform: ({ bucket }) => deleteBucketPolicy(bucket) },
    };
  }

  /** Who may not list a bucket isn't told whether an object is missing in it. */
  private read(access: BucketAccess, { request, bucket, key, caller }: Call): HttpResponse {
    try {
      return getObject(bucket, key, request);
    } catch (thrown) {
      const isMissing = thrown instanceof ServiceError && thrown.code === 'NoSuchKey';
      const refusal = isMissing ? access.refusalOf({ action: 's3:ListBucket' }, bucket, request, caller) : undefined;
      throw refusal === undefined ? thrown : accessDenied(refusal);
    }
  }
}

/** The permission of an operation that asks for those of each object itself. */
const NONE = '';

/** Operations that need another permission for a version than for the object. */
const OF_VERSIONS = ['GetObject', 'HeadObject', 'DeleteObject'];

function permissionOf(operation: string, { permission = operation }: BucketOperation, { query }: HttpRequest): string {
  return query.has('versionId') && OF_VERSIONS.includes(operation) ? `${permission}Version` : permission;
}

/** @throws NotEmulated */
function operationOf({ method, query }: HttpRequest, { bucket, key }: Address): string {
  const level = bucket === undefined ? 'service' : key === undefined ? 'bucket' : 'object';
  const meant = [...query.keys()].filter((name) => !DETAILS.includes(name));
  const operation = OPERATIONS[[method, level, ...meant].join(' ')];
  if (operation === undefined || (meant[0] === 'list-type' && query.get('list-type') !== '2')) {
    throw new NotEmulated(`s3 ${method} of ${[level, bucket, key].filter((part) => part !== undefined).join(' ')} with ?${query.toString()}`);
  }
  return operation;
}
