import type { AwsError } from '../errors/aws-error';
import type { CallFailureCode } from '../reasons/catalogue';
import type { Failure } from './failure';
import type { Tries } from './repeat';

/** What was asked for is there. */
export interface Done<Output> {
  readonly kind: 'DONE';
  readonly output: Output;
}

/** What the call would have made is there already, or what it would have ended has ended already. */
export interface Conflict {
  readonly kind: 'CONFLICT';
  readonly error: AwsError;
}

/** What the call was about is not there. */
export interface Missing {
  readonly kind: 'MISSING';
  readonly error: AwsError;
}

/** A call that was tried as often as it was worth it. */
export interface CallFailed extends Tries {
  readonly kind: 'FAILED';
  readonly code: CallFailureCode;
  /** The last answer, if there was time for a call at all. */
  readonly error?: AwsError;
}

/** How a call ended. */
export type CallResult<Output> = Done<Output> | Conflict | Missing | CallFailed;

/** How a call ended that didn't come to what it was for. */
export type Unsuccessful = Exclude<CallResult<unknown>, Done<unknown>>;

/** What came of something that takes several calls: there is nothing more to be found out about a failure. */
export type Result<Output> = Done<Output> | Failure;

export function done<Output>(output: Output): Done<Output> {
  return { kind: 'DONE', output };
}

/** The same, with something else made of what it came to. */
export function mapped<Output, Other>(result: Result<Output>, make: (output: Output) => Other): Result<Other> {
  return result.kind === 'DONE' ? done(make(result.output)) : result;
}

export function conflict(error: AwsError): Conflict {
  return { kind: 'CONFLICT', error };
}

export function missing(error: AwsError): Missing {
  return { kind: 'MISSING', error };
}

export function failed(code: CallFailureCode, tries: Tries, error?: AwsError): CallFailed {
  return { kind: 'FAILED', code, ...(error && { error }), ...tries };
}
