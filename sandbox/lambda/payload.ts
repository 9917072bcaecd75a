import { ServiceError } from '../protocol/service-error';

/** The most bytes of a payload: of an invocation that is waited for, and of an event. */
const MOST_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576 } as const;

/** @throws ServiceError `RequestEntityTooLargeException` */
export function checkRequestSize(bytes: number): void {
  const most = MOST_BYTES.RequestResponse;
  if (bytes > most) throw tooLarge(`Request must be smaller than ${most} bytes for the InvokeFunction operation`);
}

/** @throws ServiceError `RequestEntityTooLargeException` */
export function checkEventSize(payload: unknown): void {
  const bytes = Buffer.byteLength(JSON.stringify(payload) ?? '');
  const most = MOST_BYTES.Event;
  if (bytes > most) throw tooLarge(`${bytes} byte payload is too large for the Event invocation type (limit ${most} bytes)`);
}

/**
 * What is sent to a function.
 *
 * @throws ServiceError `InvalidRequestContentException` if it is not JSON
 */
export function payloadOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body) || '{}') as unknown;
  } catch (thrown) {
    throw new ServiceError('InvalidRequestContentException', `Could not parse request body into json: ${(thrown as Error).message}`);
  }
}

function tooLarge(message: string): ServiceError {
  return new ServiceError('RequestEntityTooLargeException', message, {}, 413);
}
