import type {
  AccessDeniedExceptionReason, ConflictExceptionReason, ResourceNotFoundExceptionReason, ResourceType, ThrottlingExceptionReason,
  ValidationExceptionReason,
} from '@aws-sdk/client-identitystore';
import { ErrorRow, fail, rowsFor, Verdict } from './verdict';

const KEY_UNUSABLE = fail('KMS_KEY_UNUSABLE');

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
/** They need nothing but the store, and the exception doesn't always say what is missing. */
const NEEDING_THE_STORE: Record<string, Verdict> = { CreateUser: MISSING.IDENTITY_STORE, CreateGroup: MISSING.IDENTITY_STORE };
const DENIED: Record<AccessDeniedExceptionReason, Verdict> = { KMS_ACCESS_DENIED: { kind: 'RETRY', code: 'KMS_ACCESS_DENIED', effect: 'NONE', passesWith: 'POLICY_SPREADING' } };
const INVALID: Record<ValidationExceptionReason, Verdict> = {
  KMS_INVALID_ARN: KEY_UNUSABLE,
  KMS_INVALID_KEY_USAGE: KEY_UNUSABLE,
  KMS_INVALID_STATE: KEY_UNUSABLE,
  KMS_DISABLED: KEY_UNUSABLE,
};
const THROTTLED: Record<ThrottlingExceptionReason, Verdict> = { KMS_THROTTLING: { kind: 'RETRY', code: 'KMS_THROTTLED', effect: 'NONE' } };

/** The errors of the Identity Store, of which some have no reason or no type of what is missing. */
export const IDENTITY_STORE_ERRORS: readonly ErrorRow[] = rowsFor('identitystore', {
  ConflictException: {
    byReason: CONFLICTS,
    // Another or no reason: a lookup tells whether something has the value.
    otherwise: { kind: 'CONFLICT' },
  },
  ResourceNotFoundException: { byReason: NOT_FOUND, byResourceType: MISSING, byAction: NEEDING_THE_STORE, otherwise: { kind: 'MISSING' } },
  AccessDeniedException: { byReason: DENIED },
  ValidationException: { byReason: INVALID },
  ServiceQuotaExceededException: { otherwise: fail('QUOTA_EXCEEDED') },
  ThrottlingException: { byReason: THROTTLED },
});
