import type {
  AccessDeniedForDependencyExceptionReason, ConstraintViolationExceptionReason, HandshakeConstraintViolationExceptionReason, InvalidInputExceptionReason,
} from '@aws-sdk/client-organizations';
import type { CallFailureCode } from '../reasons/catalogue';
import { ErrorRow, fail, rowsFor, UNANSWERED, Verdict } from './verdict';

/** Every reason that the client of Organizations knows: the compiler asks for those that a newer client adds. */
const HANDSHAKE: Record<HandshakeConstraintViolationExceptionReason, CallFailureCode> = {
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED',
  ALREADY_IN_AN_ORGANIZATION: 'ALREADY_IN_AN_ORGANIZATION',
  HANDSHAKE_RATE_LIMIT_EXCEEDED: 'HANDSHAKE_RATE_LIMIT_EXCEEDED',
  INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: 'INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES',
  LEGACY_PERMISSIONS_STILL_IN_USE: 'LEGACY_PERMISSIONS_STILL_IN_USE',
  MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED',
  ORGANIZATION_ALREADY_HAS_ALL_FEATURES: 'ORGANIZATION_ALREADY_HAS_ALL_FEATURES',
  ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: 'ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD',
  ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION',
  ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: 'ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED',
  PAST_DUE_INVOICE: 'PAST_DUE_INVOICE',
  PAYMENT_INSTRUMENT_REQUIRED: 'PAYMENT_INSTRUMENT_REQUIRED',
  RESPONSIBILITY_TRANSFER_ALREADY_EXISTS: 'RESPONSIBILITY_TRANSFER_ALREADY_EXISTS',
  SOURCE_AND_TARGET_CANNOT_MATCH: 'SOURCE_AND_TARGET_CANNOT_MATCH',
  TARGET_ACCOUNT_VALIDATION_FAILURE: 'TARGET_ACCOUNT_VALIDATION_FAILURE',
  UNUSED_PREPAYMENT_BALANCE: 'UNUSED_PREPAYMENT_BALANCE',
};

/** The reasons that also arrive as ConstraintViolationException, and what else one of the calls can meet. */
const CONSTRAINT: Partial<Record<ConstraintViolationExceptionReason, CallFailureCode>> = {
  MAX_TAG_LIMIT_EXCEEDED: 'TAG_NOT_ALLOWED',
  TAG_POLICY_VIOLATION: 'TAG_NOT_ALLOWED',
  MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: 'PAYMENT_INSTRUMENT_REQUIRED',
  INVALID_PAYMENT_INSTRUMENT: 'PAYMENT_INSTRUMENT_REQUIRED',

  // An account that may not leave its organization may not move to another one directly either.
  ACCOUNT_CANNOT_LEAVE_ORGANIZATION: 'ACCOUNT_CANNOT_LEAVE_ORGANIZATION',
  ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA: 'ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA',
  ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION: 'ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION',
  ACCOUNT_CREATION_NOT_COMPLETE: 'ACCOUNT_CREATION_NOT_COMPLETE',
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG: 'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG',
  WAIT_PERIOD_ACTIVE: 'WAIT_PERIOD_ACTIVE',

  MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE: 'MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE',
  MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE: 'MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE',
  MASTER_ACCOUNT_MISSING_CONTACT_INFO: 'MASTER_ACCOUNT_MISSING_CONTACT_INFO',
  MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED: 'MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED',
  MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: 'MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED',

  ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED: 'ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED',
};

/** The reasons that are about the invited account. */
const TARGET: Partial<Record<InvalidInputExceptionReason, CallFailureCode>> = {
  INVALID_PARTY_TYPE_TARGET: 'INVALID_TARGET',
  INVALID_EMAIL_ADDRESS_TARGET: 'INVALID_TARGET',
  INVALID_FULL_NAME_TARGET: 'INVALID_TARGET',
  INVALID_PATTERN_TARGET_ID: 'INVALID_TARGET',
  TARGET_NOT_SUPPORTED: 'INVALID_TARGET',
  DUPLICATE_TAG_KEY: 'TAG_NOT_ALLOWED',
  INVALID_SYSTEM_TAGS_PARAMETER: 'TAG_NOT_ALLOWED',
};

const DEPENDENCY: Record<AccessDeniedForDependencyExceptionReason, CallFailureCode> = { ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE: 'ACCESS_DENIED' };

const CONFLICT: Verdict = { kind: 'CONFLICT' };
const MISSING: Verdict = { kind: 'MISSING' };

/** The errors of AWS Organizations. */
export const ORGANIZATIONS_ERRORS: readonly ErrorRow[] = rowsFor('organizations', {
  HandshakeConstraintViolationException: { byReason: failing(HANDSHAKE), otherwise: fail('HANDSHAKE_CONSTRAINT') },
  ConstraintViolationException: { byReason: failing({ ...HANDSHAKE, ...CONSTRAINT }), otherwise: fail('CONSTRAINT_VIOLATION') },
  InvalidInputException: { byReason: failing(TARGET), otherwise: fail('INVALID_ORGANIZATIONS_INPUT') },
  AccessDeniedForDependencyException: { byReason: failing(DEPENDENCY), otherwise: fail('ACCESS_DENIED') },

  DuplicateHandshakeException: { otherwise: CONFLICT },
  DuplicateAccountException: { otherwise: CONFLICT },
  HandshakeAlreadyInStateException: { otherwise: CONFLICT },
  InvalidHandshakeTransitionException: { otherwise: CONFLICT },

  AccountNotFoundException: { otherwise: MISSING },
  ChildNotFoundException: { otherwise: MISSING },
  DestinationParentNotFoundException: { otherwise: MISSING },
  HandshakeNotFoundException: { otherwise: MISSING },
  SourceParentNotFoundException: { otherwise: MISSING },
  TargetNotFoundException: { otherwise: MISSING },

  AccountOwnerNotVerifiedException: { otherwise: fail('ACCOUNT_OWNER_NOT_VERIFIED') },
  AWSOrganizationsNotInUseException: { otherwise: fail('NO_ORGANIZATION') },
  FinalizingOrganizationException: { otherwise: fail('ORGANIZATION_FINALIZING') },

  // The account manages an organization, and accepts an invitation into another one.
  MasterCannotLeaveOrganizationException: { otherwise: fail('ALREADY_IN_AN_ORGANIZATION') },

  ConcurrentModificationException: { otherwise: { kind: 'RETRY', code: 'CONCURRENT_MODIFICATION', effect: 'NONE' } },
  ServiceException: { otherwise: UNANSWERED },
});

function failing(codes: Readonly<Record<string, CallFailureCode>>): Record<string, Verdict> {
  return Object.fromEntries(Object.entries(codes).map(([reason, code]) => [reason, fail(code)]));
}
