import type { HandshakeConstraintViolationExceptionReason } from '@aws-sdk/client-organizations';
import type { FailureCode } from '../../reasons/catalogue';

/**
 * What a refused invitation means for the campaign. `WAIT`: nobody is invited until the next run. `STOP`: nobody is invited until the next deployment. `SKIP`:
 * this account is given up. `LATER`: this account is tried again a day later. `NEXT_RUN`: the service was busy. `OWN`: something is wrong on the own side,
 * which stops the campaign if it happens several times in a row.
 */
export type RefusalColumn = 'WAIT' | 'STOP' | 'SKIP' | 'LATER' | 'NEXT_RUN' | 'OWN';

/** Every reason that the client of Organizations knows: the compiler asks for those that a newer client adds. */
export const COLUMN_OF_REASON: Readonly<Record<HandshakeConstraintViolationExceptionReason, Exclude<RefusalColumn, 'NEXT_RUN' | 'OWN'>>> = {
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: 'WAIT',
  // In a merger that is everybody, until they may leave.
  ALREADY_IN_AN_ORGANIZATION: 'LATER',
  HANDSHAKE_RATE_LIMIT_EXCEEDED: 'WAIT',
  INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: 'WAIT',
  LEGACY_PERMISSIONS_STILL_IN_USE: 'LATER',
  MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: 'STOP',
  ORGANIZATION_ALREADY_HAS_ALL_FEATURES: 'LATER',
  ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: 'SKIP',
  ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: 'WAIT',
  ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: 'LATER',
  PAST_DUE_INVOICE: 'LATER',
  // AWS doesn't say whose it is, and most have one.
  PAYMENT_INSTRUMENT_REQUIRED: 'LATER',
  RESPONSIBILITY_TRANSFER_ALREADY_EXISTS: 'LATER',
  SOURCE_AND_TARGET_CANNOT_MATCH: 'SKIP',
  TARGET_ACCOUNT_VALIDATION_FAILURE: 'LATER',
  UNUSED_PREPAYMENT_BALANCE: 'LATER',
};

/** What else can be in the way of an invitation, of its acceptance by a role, and of what follows. */
export const COLUMN_OF_CODE = {
  ORGANIZATION_FINALIZING: 'WAIT',
  ACCOUNT_OWNER_NOT_VERIFIED: 'STOP',
  NO_ORGANIZATION: 'STOP',
  MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE: 'STOP',
  MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE: 'STOP',
  MASTER_ACCOUNT_MISSING_CONTACT_INFO: 'STOP',
  MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED: 'STOP',
  MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: 'STOP',
  INVALID_TARGET: 'SKIP',
  TAG_NOT_ALLOWED: 'SKIP',
  ACCOUNT_CANNOT_LEAVE_ORGANIZATION: 'LATER',
  ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA: 'LATER',
  ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION: 'LATER',
  ACCOUNT_CREATION_NOT_COMPLETE: 'LATER',
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG: 'LATER',
  WAIT_PERIOD_ACTIVE: 'LATER',
  ACCEPTANCE_DENIED: 'LATER',
  ACCOUNT_SUSPENDED_OR_CLOSED: 'LATER',
  INVITATION_CANCELED: 'LATER',
  INVITATION_DECLINED: 'LATER',
  INVITATION_EXPIRED: 'LATER',
  INVITATION_GONE: 'LATER',
  ROLE_NOT_ASSUMABLE: 'LATER',
  ROLE_NOT_IN_INVITED_ACCOUNT: 'LATER',
  CONCURRENT_MODIFICATION: 'NEXT_RUN',
  OUT_OF_TIME: 'NEXT_RUN',
  SERVICE_UNAVAILABLE: 'NEXT_RUN',
  THROTTLED: 'NEXT_RUN',
} as const satisfies { readonly [Code in FailureCode]?: RefusalColumn };

const COLUMNS: { readonly [code in string]?: RefusalColumn } = { ...COLUMN_OF_CODE, ...COLUMN_OF_REASON };

export function columnOf(code: FailureCode): RefusalColumn {
  return COLUMNS[code] ?? 'OWN';
}
