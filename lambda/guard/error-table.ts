import type {
  AccessDeniedExceptionReason, ConflictExceptionReason, ResourceNotFoundExceptionReason, ResourceType, ThrottlingExceptionReason,
  ValidationExceptionReason,
} from '@aws-sdk/client-identitystore';
import { ORGANIZATIONS_ERRORS } from './organizations-errors';
import { POLICY_SPREADING } from './schedules';
import { byReason, ErrorRow, UNANSWERED, Verdict } from './verdict';

const BUSY: Verdict = { kind: 'RETRY', code: 'THROTTLED', effect: 'NONE' };

const FORBIDDEN = { kind: 'RETRY', code: 'ACCESS_DENIED', effect: 'NONE', within: POLICY_SPREADING } as const;
const KEY_UNUSABLE: Verdict = { kind: 'FAIL', code: 'KMS_KEY_UNUSABLE' };

/** Every reason that the Identity Store's client knows: the compiler asks for those that a newer client adds. */
const CONFLICTS: Record<ConflictExceptionReason, Verdict> = {
  CONCURRENT_MODIFICATION: { kind: 'RETRY', code: 'CONCURRENT_MODIFICATION', effect: 'NONE' },
  // A lookup tells what has the value.
  UNIQUENESS_CONSTRAINT_VIOLATION: { kind: 'CONFLICT' },
};
const NOT_FOUND: Record<ResourceNotFoundExceptionReason, Verdict> = { KMS_KEY_NOT_FOUND: KEY_UNUSABLE };
const MISSING: Record<ResourceType, Verdict> = {
  IDENTITY_STORE: { kind: 'FAIL', code: 'IDENTITY_STORE_NOT_FOUND' },
  USER: { kind: 'MISSING' },
  GROUP: { kind: 'MISSING' },
  GROUP_MEMBERSHIP: { kind: 'MISSING' },
  RESOURCE_POLICY: { kind: 'FAIL', code: 'UNEXPECTED' },
};
const DENIED: Record<AccessDeniedExceptionReason, Verdict> = { KMS_ACCESS_DENIED: { ...FORBIDDEN, code: 'KMS_ACCESS_DENIED' } };
const INVALID: Record<ValidationExceptionReason, Verdict> = {
  KMS_INVALID_ARN: KEY_UNUSABLE,
  KMS_INVALID_KEY_USAGE: KEY_UNUSABLE,
  KMS_INVALID_STATE: KEY_UNUSABLE,
  KMS_DISABLED: KEY_UNUSABLE,
};
const THROTTLED: Record<ThrottlingExceptionReason, Verdict> = { KMS_THROTTLING: { kind: 'RETRY', code: 'KMS_THROTTLED', effect: 'NONE' } };

/**
 * The errors of every service the functions call. The first row that applies decides, so rows with a reason come first.
 * HTTP status codes are not used: the services' models and documentation disagree about them.
 */
export const ERROR_TABLE: readonly ErrorRow[] = [
  ...ORGANIZATIONS_ERRORS,

  ...byReason('ConflictException', CONFLICTS),
  // Another or no reason: a lookup tells whether something has the value.
  { exception: 'ConflictException', verdict: { kind: 'CONFLICT' } },

  ...byReason('ResourceNotFoundException', NOT_FOUND),
  ...Object.entries(MISSING).map(([resourceType, verdict]) => ({ exception: 'ResourceNotFoundException', resourceType, verdict })),
  { exception: 'ResourceNotFoundException', verdict: { kind: 'MISSING' } },

  ...byReason('AccessDeniedException', DENIED),
  { exception: 'AccessDeniedException', verdict: FORBIDDEN },
  // CloudFormation's name for it.
  { exception: 'AccessDenied', verdict: FORBIDDEN },

  ...byReason('ValidationException', INVALID),
  { exception: 'ValidationException', verdict: { kind: 'FAIL', code: 'INVALID_REQUEST' } },

  { exception: 'ServiceQuotaExceededException', verdict: { kind: 'FAIL', code: 'QUOTA_EXCEEDED' } },

  ...byReason('ThrottlingException', THROTTLED),
  { exception: 'ThrottlingException', verdict: BUSY },
  { exception: 'Throttling', verdict: BUSY },

  { exception: 'InternalServerException', verdict: UNANSWERED },
];
