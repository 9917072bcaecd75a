import type { CallFailureCode } from './catalogue';

/** What an answer of AWS means for the resource that asked. */
export type Verdict =
  /** Worth another try; `code` is reported when there is no time left for one. */
  | { readonly kind: 'RETRY'; readonly code: CallFailureCode; readonly effect: 'NONE' | 'UNKNOWN'; readonly patienceSeconds?: number }
  /** Something with that name is there. */
  | { readonly kind: 'CONFLICT' }
  /** What the call was about is not there. */
  | { readonly kind: 'MISSING' }
  | { readonly kind: 'FAIL'; readonly code: CallFailureCode };

/** A row applies to an answer that has everything the row names. */
export interface ErrorRow {
  readonly exception: string;
  readonly reason?: string;
  readonly resourceType?: string;
  readonly verdict: Verdict;
}

/** A policy that CloudFormation has just created isn't effective at once. */
const POLICY_SPREADING_SECONDS = 60;

const BUSY: Verdict = { kind: 'RETRY', code: 'THROTTLED', effect: 'NONE' };
const CHANGING: Verdict = { kind: 'RETRY', code: 'CONCURRENT_MODIFICATION', effect: 'NONE' };

/** Also used where no answer came at all: nobody knows whether the call took effect. */
export const UNANSWERED: Verdict = { kind: 'RETRY', code: 'SERVICE_UNAVAILABLE', effect: 'UNKNOWN' };
const FORBIDDEN: Verdict = { kind: 'RETRY', code: 'ACCESS_DENIED', effect: 'NONE', patienceSeconds: POLICY_SPREADING_SECONDS };

/**
 * The errors of every service the functions call. The first row that applies decides, so rows with a reason come first.
 * HTTP status codes are not used: the services' models and documentation disagree about them.
 */
export const ERROR_TABLE: readonly ErrorRow[] = [
  { exception: 'ConflictException', reason: 'CONCURRENT_MODIFICATION', verdict: CHANGING },
  // UNIQUENESS_CONSTRAINT_VIOLATION, another or no reason: a lookup tells whether something has the name.
  { exception: 'ConflictException', verdict: { kind: 'CONFLICT' } },

  { exception: 'ResourceNotFoundException', resourceType: 'IDENTITY_STORE', verdict: { kind: 'FAIL', code: 'IDENTITY_STORE_NOT_FOUND' } },
  { exception: 'ResourceNotFoundException', reason: 'KMS_KEY_NOT_FOUND', verdict: { kind: 'FAIL', code: 'KMS_KEY_UNUSABLE' } },
  { exception: 'ResourceNotFoundException', verdict: { kind: 'MISSING' } },

  { exception: 'AccessDeniedException', reason: 'KMS_ACCESS_DENIED', verdict: { kind: 'FAIL', code: 'KMS_ACCESS_DENIED' } },
  { exception: 'AccessDeniedException', verdict: FORBIDDEN },
  // CloudFormation's name for it.
  { exception: 'AccessDenied', verdict: FORBIDDEN },

  { exception: 'ValidationException', reason: 'KMS_INVALID_ARN', verdict: { kind: 'FAIL', code: 'KMS_KEY_UNUSABLE' } },
  { exception: 'ValidationException', reason: 'KMS_INVALID_KEY_USAGE', verdict: { kind: 'FAIL', code: 'KMS_KEY_UNUSABLE' } },
  { exception: 'ValidationException', reason: 'KMS_INVALID_STATE', verdict: { kind: 'FAIL', code: 'KMS_KEY_UNUSABLE' } },
  { exception: 'ValidationException', reason: 'KMS_DISABLED', verdict: { kind: 'FAIL', code: 'KMS_KEY_UNUSABLE' } },
  { exception: 'ValidationException', verdict: { kind: 'FAIL', code: 'INVALID_REQUEST' } },

  { exception: 'ServiceQuotaExceededException', verdict: { kind: 'FAIL', code: 'QUOTA_EXCEEDED' } },

  { exception: 'ThrottlingException', verdict: BUSY },
  { exception: 'Throttling', verdict: BUSY },
  { exception: 'TooManyRequestsException', verdict: BUSY },

  { exception: 'InternalServerException', verdict: UNANSWERED },
];
