import type { HttpRequest } from '../protocol/http';
import { ServiceError } from '../protocol/service-error';
import type { Bucket } from './bucket';
import { S3_LIMITS } from './limits';
import type { ObjectVersion } from './object-version';

/** What stands in a list: a version of an object, or the common beginning of several keys. */
type Item = { readonly key: string; readonly version: ObjectVersion; readonly isLatest: boolean } | { readonly prefix: string };

interface ListRequest {
  readonly prefix: string;
  readonly delimiter: string;
  readonly most: number;
  readonly encode: (text: string) => string;
}

/** `ListObjectsV2` in the order of the keys' bytes. */
export function listObjects(bucket: Bucket, { query }: HttpRequest): Readonly<Record<string, object>> {
  const request = listRequest(query);
  const startAfter = query.get('start-after') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? startAfter : keyOfToken(token);
  const items = itemsOf(bucket, request, (key) => currentOf(bucket, key)).filter((item) => isAfter(item, after));
  const page = items.slice(0, request.most);
  const last = page.at(-1);
  return {
    ListBucketResult: {
      Name: bucket.name,
      ...echoed(request, query),
      KeyCount: page.length,
      ...(token !== null && { ContinuationToken: token }),
      ...(startAfter !== '' && { StartAfter: request.encode(startAfter) }),
      IsTruncated: items.length > page.length,
      ...(last && items.length > page.length && { NextContinuationToken: tokenOf(nameOf(last)) }),
      Contents: page.flatMap((item) => ('key' in item ? [described(item.key, item.version, request)] : [])),
      ...prefixesIn(page, request),
    },
  };
}

/** `ListObjectVersions`: every version and every delete marker, of each key the newest first. */
export function listVersions(bucket: Bucket, { query }: HttpRequest): Readonly<Record<string, object>> {
  const request = listRequest(query);
  const afterKey = query.get('key-marker') ?? '';
  const afterVersion = query.get('version-id-marker') ?? '';
  const all = itemsOf(bucket, request, (key) => bucket.versionsOf(key));
  const marked = all.findIndex((item) => 'key' in item && item.key === afterKey && item.version.id === afterVersion);
  const items = marked >= 0 ? all.slice(marked + 1) : all.filter((item) => isAfter(item, afterKey));
  const page = items.slice(0, request.most);
  const last = page.at(-1);
  const versions = page.filter((item) => 'key' in item);
  const shown = (markers: boolean): object[] => versions.filter(({ version }) => (version.content === undefined) === markers)
    .map(({ key, version, isLatest }) => ({ ...described(key, version, request), VersionId: version.id, IsLatest: isLatest }));
  return {
    ListVersionsResult: {
      Name: bucket.name,
      ...echoed(request, query),
      KeyMarker: request.encode(afterKey),
      VersionIdMarker: afterVersion,
      IsTruncated: items.length > page.length,
      ...(last && items.length > page.length && { NextKeyMarker: request.encode(nameOf(last)), ...('key' in last && { NextVersionIdMarker: last.version.id }) }),
      Version: shown(false),
      DeleteMarker: shown(true),
      ...prefixesIn(page, request),
    },
  };
}

function listRequest(query: URLSearchParams): ListRequest {
  const asked = query.get('max-keys') ?? String(S3_LIMITS.page);
  if (!/^\d+$/.test(asked)) throw invalid('Provided max-keys not an integer or within integer range', 'max-keys', asked);
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    most: Math.min(Number(asked), S3_LIMITS.page),
    encode: query.get('encoding-type') === 'url' ? (text) => encodeURIComponent(text).replaceAll('%2F', '/') : (text) => text,
  };
}

function echoed({ prefix, delimiter, most, encode }: ListRequest, query: URLSearchParams): object {
  return {
    Prefix: encode(prefix),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    MaxKeys: most,
    ...(query.has('encoding-type') && { EncodingType: query.get('encoding-type') }),
  };
}

function currentOf(bucket: Bucket, key: string): readonly ObjectVersion[] {
  const current = bucket.current(key);
  return current?.content ? [current] : [];
}

function itemsOf(bucket: Bucket, { prefix, delimiter }: ListRequest, versionsOf: (key: string) => readonly ObjectVersion[]): Item[] {
  const prefixes = new Set<string>();
  return bucket.keys.filter((key) => key.startsWith(prefix)).flatMap((key): Item[] => {
    const versions = versionsOf(key);
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end < 0 || versions.length === 0) return versions.map((version, index) => ({ key, version, isLatest: index === 0 }));
    const common = key.slice(0, end + delimiter.length);
    if (prefixes.has(common)) return [];
    prefixes.add(common);
    return [{ prefix: common }];
  });
}

function nameOf(item: Item): string {
  return 'key' in item ? item.key : item.prefix;
}

function isAfter(item: Item, name: string): boolean {
  return name === '' || Buffer.compare(Buffer.from(nameOf(item)), Buffer.from(name)) > 0;
}

function described(key: string, { modified, content }: ObjectVersion, { encode }: ListRequest): object {
  return {
    Key: encode(key),
    LastModified: new Date(modified).toISOString(),
    ...(content && {
      ETag: content.etag,
      ...(Object.keys(content.checksums).length > 0 && { ChecksumAlgorithm: Object.keys(content.checksums).map((name) => name.toUpperCase()), ChecksumType: 'FULL_OBJECT' }),
      Size: content.bytes.length,
      StorageClass: 'STANDARD',
    }),
  };
}

function prefixesIn(page: readonly Item[], { encode }: ListRequest): object {
  const prefixes = page.flatMap((item) => ('prefix' in item ? [{ Prefix: encode(item.prefix) }] : []));
  return prefixes.length > 0 ? { CommonPrefixes: prefixes } : {};
}

function tokenOf(name: string): string {
  return `1${Buffer.from(name).toString('base64')}`;
}

function keyOfToken(token: string): string {
  const name = Buffer.from(token.slice(1), 'base64').toString();
  if (name === '' || tokenOf(name) !== token) throw invalid('The continuation token provided is incorrect', 'continuation-token', token);
  return name;
}

function invalid(message: string, name: string, value: string): ServiceError {
  return new ServiceError('InvalidArgument', message, { ArgumentName: name, ArgumentValue: value });
}
