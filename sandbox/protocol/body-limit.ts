import { XMLBuilder } from 'fast-xml-parser';
import { HttpRequest, HttpResponse, signedFor } from './http';

const xml = new XMLBuilder();

/** How much a request may bring, and what it is told if it brings more. */
export interface BodyLimit {
  readonly bytes: number;
  readonly refusal: HttpResponse;
}

/** As much as Lambda takes; of the other services none takes more. */
const SERVICES = 6_291_456;

/** An archive with the code of a function has at most 250 MB unzipped. S3 takes more, but what it has is in memory here. */
const OBJECTS = 300_000_000;

/** A request that brings too much. */
export class BodyTooLarge extends Error {
  constructor(public readonly response: HttpResponse) {
    super('the body is too large');
  }
}

/** The limit of a request, as far as its head tells. */
export function bodyLimitOf({ path, headers }: Pick<HttpRequest, 'path' | 'headers'>): BodyLimit {
  if (signedFor({ headers }) === 's3') return limit(OBJECTS, 'application/xml', tooLarge);
  if (headers['x-amz-target'] !== undefined) return limit(SERVICES, 'application/x-amz-json-1.1', (message) => JSON.stringify({ __type: CODE, message, Message: message }));
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return limit(SERVICES, 'text/xml', (Message) => xml.build({ ErrorResponse: { Error: { Type: 'Sender', Code: CODE, Message } } }));
  }
  if (path.startsWith('/2015-03-31/functions/')) {
    return limit(SERVICES, 'application/json', () => JSON.stringify({ Message: `Request must be smaller than ${SERVICES} bytes for the InvokeFunction operation` }));
  }
  return limit(OBJECTS, 'application/xml', tooLarge);
}

function tooLarge(message: string): string {
  return xml.build({ Error: { Code: 'EntityTooLarge', Message: message } });
}

const CODE = 'RequestEntityTooLargeException';

function limit(bytes: number, contentType: string, bodyOf: (message: string) => string): BodyLimit {
  const headers = { 'content-type': contentType, 'x-amzn-errortype': CODE };
  return { bytes, refusal: { status: 413, headers, body: bodyOf(`HTTP content length exceeded ${bytes} bytes.`) } };
}
