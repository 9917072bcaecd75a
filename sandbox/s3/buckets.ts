import { XMLBuilder } from 'fast-xml-parser';
import type { HttpRequest, HttpResponse } from '../protocol/http';
import { NotEmulated, ServiceError } from '../protocol/service-error';

const xml = new XMLBuilder();

/** As much of S3 as publishing and reading assets needs, in path style. Every bucket exists. */
export class Buckets {
  private readonly objects = new Map<string, Uint8Array>();

  /** @throws ServiceError `NoSuchKey` */
  public read(bucket: string, key: string): Uint8Array {
    const object = this.objects.get(`${bucket}/${key}`);
    if (!object) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', { Key: key }, 404);
    return object;
  }

  public answer(request: HttpRequest): HttpResponse {
    try {
      return this.route(request);
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      const body = xml.build({ Error: { Code: thrown.code, Message: thrown.message, ...thrown.fields } });
      return { status: thrown.httpStatus, headers: { 'content-type': 'application/xml' }, body };
    }
  }

  private route(request: HttpRequest): HttpResponse {
    const [, bucket = '', ...rest] = request.path.split('/');
    const key = rest.join('/');
    if (key !== '') return this.object(request, bucket, key);
    if (request.method === 'GET') {
      if (request.query.has('location')) return xmlAnswer({ LocationConstraint: '' });
      if (request.query.get('list-type') === '2') return this.list(bucket, request.query.get('prefix') ?? '');
      if (request.query.has('encryption')) return xmlAnswer(ENCRYPTION);
    }
    throw new NotEmulated(`s3 ${request.method} of bucket ${bucket} with ?${request.query.toString()}`);
  }

  private object(request: HttpRequest, bucket: string, key: string): HttpResponse {
    switch (request.method) {
      case 'PUT':
        if (request.headers['content-encoding']?.includes('aws-chunked')) throw new NotEmulated('s3 uploads in chunks');
        this.objects.set(`${bucket}/${key}`, request.body);
        return { status: 200, headers: { etag: '"0"' } };
      case 'GET':
        return { status: 200, body: this.read(bucket, key) };
      case 'HEAD':
        return { status: 200, headers: { 'content-length': String(this.read(bucket, key).length) } };
      default:
        throw new NotEmulated(`s3 ${request.method} of object ${key}`);
    }
  }

  private list(bucket: string, prefix: string): HttpResponse {
    const keys = [...this.objects.keys()]
      .filter((name) => name.startsWith(`${bucket}/${prefix}`))
      .map((name) => ({ Key: name.slice(bucket.length + 1) }));
    return xmlAnswer({ ListBucketResult: { Name: bucket, Prefix: prefix, KeyCount: keys.length, IsTruncated: false, Contents: keys } });
  }
}

const ENCRYPTION = {
  ServerSideEncryptionConfiguration: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } } },
};

function xmlAnswer(document: object): HttpResponse {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: xml.build(document) };
}
