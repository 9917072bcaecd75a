import type { Effect, Moment } from '../../sandbox/faults/fault';

/** More often than any retry. */
export const ALWAYS = 1000;

/** An answer of the service without an effect of the call. */
export function serviceError(code: string, fields: Readonly<Record<string, unknown>> = {}, httpStatus = 400): Effect {
  return { kind: 'ERROR', code, fields, httpStatus };
}

export const TAKEN = serviceError('ConflictException', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });

export function lost(moment: Moment): Effect {
  return { kind: 'CONNECTION_LOST', moment };
}

export function killed(moment: Moment): Effect {
  return { kind: 'KILLED', moment };
}

/** What something between a function and AWS may answer with HTTP status 200. */
export const ANSWERS_OF_OTHERS: readonly { readonly what: string; readonly body: string }[] = [
  { what: 'an empty object', body: '{}' },
  { what: 'nothing', body: '' },
  { what: 'a page', body: '<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>Welcome<br>to the <b>airport</b></p></body></html>' },
  { what: 'null', body: 'null' },
];

export function answeredByAnother(moment: Moment, body: string): Effect {
  return { kind: 'ANSWERED_BY_ANOTHER', moment, body };
}
