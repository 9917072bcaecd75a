import type { HttpRequest } from '../protocol/http';

/** What a request is about: the service, a bucket, or an object in it. */
export interface Address {
  readonly bucket?: string;
  readonly key?: string;
}

/** Hosts before which the name of a bucket can stand: those of AWS, of a sandbox that is called by name, and of clients in the same process. */
const HOST_OF_BUCKET = /^(.+)\.(?:s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?|localhost|aws\.invalid)$/;

/** Reads the name of a bucket from the host, as clients write it, or from the path, as they do if the host is an IP address. */
export function addressOf({ host, path }: Pick<HttpRequest, 'host' | 'path'>): Address {
  const bucketInHost = HOST_OF_BUCKET.exec(host)?.[1];
  if (bucketInHost !== undefined) return { bucket: bucketInHost, ...keyIn(path.slice(1)) };
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return bucket === '' ? {} : { bucket, ...keyIn(key) };
}

function keyIn(key: string): Pick<Address, 'key'> {
  return key === '' ? {} : { key };
}
