import type { Caller } from '../security/callers';
import type { HttpRequest, HttpResponse } from './http';
import type { Perform, Service } from './operations';
import { NotEmulated, ServiceError } from './service-error';

const DECODER = new TextDecoder();
const CONTENT_TYPE = 'application/x-amz-json-1.1';

/** Answers in the AWS JSON 1.1 protocol: the operation is in the header `X-Amz-Target`, input and output are JSON. */
export async function answerJson(
  services: Readonly<Record<string, Service>>, perform: Perform, request: HttpRequest, caller: Caller, requestId: string,
): Promise<HttpResponse> {
  const headers = { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': requestId };
  let service: Service | undefined;
  try {
    const target = request.headers['x-amz-target'] ?? '';
    const dot = target.lastIndexOf('.');
    if (dot < 0) throw new NotEmulated(`the X-Amz-Target ${target}, which names no service`);
    const [prefix, name] = [target.slice(0, dot), target.slice(dot + 1)];
    service = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
    if (!service) throw new NotEmulated(`the service ${prefix} (operation ${name})`);
    const output = await perform(service, name, parse(request.body), caller);
    return { status: 200, headers, body: JSON.stringify(output, datesAsSeconds) };
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    const ofRequest = service?.tellsRequestIds ? { RequestId: requestId } : {};
    const body = { __type: thrown.code, message: thrown.message, Message: thrown.message, ...ofRequest, ...thrown.fields };
    return { status: thrown.httpStatus, headers, body: JSON.stringify(body) };
  }
}

function parse(body: Uint8Array): object {
  const input = parseJson(DECODER.decode(body) || '{}');
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw new ServiceError('SerializationException', 'The body is not a JSON object');
  return input;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError('SerializationException', 'The body is not JSON');
  }
}

function datesAsSeconds(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Date ? original.getTime() / 1000 : value;
}
