import type { HttpResponse } from '../../sandbox/protocol/http';
import type { Fault } from './wire-handler';

/** Answers of the Identity Store, as they would come over the wire. */
export function exception(name: string, fields: Readonly<Record<string, unknown>> = {}, status = 400): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'request-of-the-fault' },
    body: JSON.stringify({ __type: name, message: 'told by the fault', RequestId: 'request-of-the-fault', ...fields }),
  };
}

function connectionLost(): never {
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

type Call = () => Promise<HttpResponse>;

/** Every call of the operation is answered so, without reaching the service. */
export function always(operation: string, response: HttpResponse): Fault {
  return (called, call) => called === operation ? Promise.resolve(response) : call();
}

/** The first calls of the operation are answered so, without reaching the service. */
export function first(times: number, operation: string, response: HttpResponse): Fault {
  let left = times;
  return (called, call) => called === operation && left-- > 0 ? Promise.resolve(response) : call();
}

/** The first call of the operation takes effect, and its answer is lost. `before` happens ahead of it. */
export function answerLost(operation: string): Fault {
  let left = 1;
  return async (called, call: Call) => {
    if (called !== operation || left-- <= 0) return call();
    await call();
    return connectionLost();
  };
}

/** The first call of the operation is lost on the way; meanwhile somebody else does something. */
export function requestLost(operation: string, meanwhile: () => Promise<unknown>): Fault {
  let left = 1;
  return async (called, call: Call) => {
    if (called !== operation || left-- <= 0) return call();
    await meanwhile();
    return connectionLost();
  };
}
