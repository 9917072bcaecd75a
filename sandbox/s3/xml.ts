import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import type { HttpResponse } from '../protocol/http';
import { ServiceError } from '../protocol/service-error';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });
const parser = new XMLParser({ parseTagValue: false, trimValues: false, isArray: (name) => name === 'Object' });

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** An answer whose only member is its root element. */
export function xmlAnswer(document: Readonly<Record<string, unknown>>): HttpResponse {
  const [[root = '', content] = []] = Object.entries(document);
  const members = typeof content === 'object' ? content : { '#text': content };
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: DECLARATION + builder.build({ [root]: { '@xmlns': NAMESPACE, ...members } }) };
}

/** An exception. One of a HEAD has no body, so that its client only knows the status. */
export function errorAnswer({ code, message, fields, httpStatus }: ServiceError, method: string, requestId: string): HttpResponse {
  const body = method === 'HEAD' ? '' : DECLARATION + builder.build({ Error: { Code: code, Message: message, ...fields, RequestId: requestId, HostId: requestId } });
  const isDeleted = code === 'MethodNotAllowed' && fields.ResourceType === 'DeleteMarker';
  return { status: httpStatus, headers: { 'content-type': 'application/xml', ...(isDeleted && { 'x-amz-delete-marker': 'true' }) }, body };
}

/** @throws ServiceError `MalformedXML` if the body isn't a document with this root */
export function xmlIn(bytes: Uint8Array, root: string): Readonly<Record<string, unknown>> {
  const document = parsed(bytes) as Readonly<Record<string, unknown>>;
  const content = document[root];
  if (content === undefined) {
    throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  }
  return typeof content === 'object' && content !== null ? content as Readonly<Record<string, unknown>> : {};
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return parser.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}
