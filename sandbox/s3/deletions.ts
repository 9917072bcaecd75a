import type { HttpRequest, HttpResponse } from '../protocol/http';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Bucket } from './bucket';
import { S3_LIMITS } from './limits';
import { deleteObject } from './object-operations';
import { hasDigest, payloadOf } from './payload';
import { xmlAnswer, xmlIn } from './xml';

interface Wanted {
  readonly Key: string;
  readonly VersionId?: string;
}

/**
 * Deletes many objects; what is refused of them is in the answer.
 *
 * @param refusalOf why the caller may not delete an object, or a version of it
 * @throws ServiceError `MalformedXML` or `InvalidRequest`
 */
export function deleteObjects(bucket: Bucket, request: HttpRequest, refusalOf: (key: string, isVersion: boolean) => string | undefined): HttpResponse {
  if (!hasDigest(request)) throw new ServiceError('InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  const { Object: objects, Quiet: quiet } = xmlIn(payloadOf(request).bytes, 'Delete');
  const wanted = (objects ?? []) as readonly Wanted[];
  if (wanted.length === 0 || wanted.length > S3_LIMITS.deletedAtOnce) {
    throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  }
  const other = wanted.flatMap((each) => Object.keys(each)).find((member) => !['Key', 'VersionId'].includes(member));
  if (other !== undefined) throw new NotEmulated(`the member ${other} of what s3:DeleteObjects deletes`);
  const results = wanted.map(({ Key: key, VersionId: versionId }) => {
    const named = { Key: key, ...(versionId !== undefined && { VersionId: versionId }) };
    const refusal = refusalOf(key, versionId !== undefined);
    if (refusal !== undefined) return { Error: { ...named, Code: 'AccessDenied', Message: refusal } };
    const version = deleteObject(bucket, key, versionId);
    const isMarker = version !== undefined && version.content === undefined;
    return { Deleted: { ...named, ...(isMarker && { DeleteMarker: true, DeleteMarkerVersionId: version.id }) } };
  });
  const shown = (member: 'Deleted' | 'Error'): unknown[] => results.flatMap((result) => (result as Readonly<Record<string, unknown>>)[member] ?? []);
  return xmlAnswer({ DeleteResult: { Deleted: quiet === 'true' ? [] : shown('Deleted'), Error: shown('Error') } });
}
