import type { HttpRequest } from '../protocol/http';
import { ServiceError } from '../protocol/service-error';
import type { Authorizer } from '../security/authorizer';
import type { Caller } from '../security/callers';
import type { AuthorizationRequest, Context } from '../security/policy-evaluation';
import type { Bucket } from './bucket';
import { verdictOf } from './bucket-policy';

/** What a request needs to be allowed. */
export interface Need {
  /** For example `s3:GetObject`. */
  readonly action: string;
  /** Nothing for the bucket itself. */
  readonly key?: string;
}

/** Query parameters that conditions can ask about. */
const QUERY_KEYS = ['prefix', 'delimiter', 'max-keys'];

/** Headers that conditions can ask about. */
const HEADER_KEYS = ['x-amz-server-side-encryption', 'if-match', 'if-none-match'];

/** Lets callers do with buckets and objects what their roles and the policies of the buckets allow. */
export class BucketAccess {
  constructor(private readonly authorizer: Authorizer, private readonly partition: string) {}

  public arnOf(bucketName: string, key?: string): string {
    return `arn:${this.partition}:s3:::${bucketName}${key === undefined ? '' : `/${key}`}`;
  }

  /** @throws ServiceError `AccessDenied` */
  public require(need: Need, bucket: Bucket, request: HttpRequest, caller: Caller): void {
    const refusal = this.refusalOf(need, bucket, request, caller);
    if (refusal !== undefined) throw accessDenied(refusal);
  }

  /** Needs what no bucket has a policy for: a bucket that isn't there yet, or all of them. */
  public requireWithoutBucket(action: string, resource: string, request: HttpRequest, caller: Caller): void {
    const refusal = this.authorizer.refusalOf({ action, resources: [resource], context: contextOf(request) }, caller);
    if (refusal !== undefined) throw accessDenied(quoted(refusal, resource));
  }

  /** Why the caller may not do this, in S3's words. */
  public refusalOf({ action, key }: Need, bucket: Bucket, request: HttpRequest, caller: Caller): string | undefined {
    if (isPerson(caller)) return undefined;
    const resource = this.arnOf(bucket.name, key);
    const asked: AuthorizationRequest = { action, resources: [resource], context: { ...contextOf(request), ...ownerOf(bucket) } };
    const verdict = verdictOf(bucket, { ...asked, context: { ...this.authorizer.contextOf(caller), ...asked.context } }, caller);
    const told = (reason: string): string => `User: ${caller.arn} is not authorized to perform: ${action} on resource: "${resource}" because ${reason}`;
    if (verdict === 'DENIED') return told('of an explicit deny in a resource-based policy').replace('because of an', 'with an');
    const isOwn = caller.account === bucket.account;
    const refusal = this.authorizer.refusalOf(asked, caller);
    if (refusal !== undefined) {
      const isOnlyNotAllowed = refusal.endsWith(`because no identity-based policy allows the ${action} action`);
      return isOwn && verdict === 'ALLOWED' && isOnlyNotAllowed ? undefined : quoted(refusal, resource);
    }
    return isOwn || verdict === 'ALLOWED' ? undefined : told(`no resource-based policy allows the ${action} action`);
  }
}

function isPerson({ roleArn, sessionPolicies }: Caller): boolean {
  return roleArn === undefined && sessionPolicies === undefined;
}

/** Requests to the sandbox stay on this computer, and stand for those that are sent over TLS. */
function contextOf({ query, headers }: HttpRequest): Context {
  const ofQuery = QUERY_KEYS.flatMap((name) => (query.has(name) ? [[`s3:${name}`, query.get(name) as string]] : []));
  const ofHeaders = HEADER_KEYS.flatMap((name) => (headers[name] === undefined ? [] : [[`s3:${name}`, headers[name]]]));
  const versionId = query.get('versionId');
  const named = Object.fromEntries([...ofQuery, ...ofHeaders]) as Context;
  return { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3', ...named, ...(versionId !== null && { 's3:VersionId': versionId }) };
}

function ownerOf({ account }: Bucket): Context {
  return { 's3:ResourceAccount': account, 'aws:ResourceAccount': account };
}

/** S3 puts resources into quotes, as other services don't. */
function quoted(refusal: string, resource: string): string {
  return refusal.replace(`on resource: ${resource} `, `on resource: "${resource}" `);
}

export function accessDenied(message: string): ServiceError {
  return new ServiceError('AccessDenied', message, {}, 403);
}
