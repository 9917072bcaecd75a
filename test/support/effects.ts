import type { Effect, Moment } from '../../sandbox/faults/fault';

/** More often than any retry. */
export const ALWAYS = 1000;

/** An answer of the service without an effect of the call. */
export function refusal(code: string, fields: Readonly<Record<string, unknown>> = {}, httpStatus = 400): Effect {
  return { kind: 'ERROR', code, fields, httpStatus };
}

export const TAKEN = refusal('ConflictException', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });

export function lost(moment: Moment): Effect {
  return { kind: 'CONNECTION_LOST', moment };
}

export function killed(moment: Moment): Effect {
  return { kind: 'KILLED', moment };
}
