import { retryableCodes, retryableNames } from '../../support/retryable';
import { classify } from '../../../lambda/errors/classify';
import { ERROR_TABLE } from '../../../lambda/errors/error-table';
import { ErrorRow, Verdict } from '../../../lambda/errors/verdict';

/**
 * What every answer of AWS means: an exception, perhaps with its reason or the type of what was not found. A name of the catalogue
 * fails at once; "retry" stands before the code that is reported once there is no time left, "unknown" before a retry after which
 * nobody knows whether the call took effect.
 */
const MEANINGS = [...meanings('identitystore', `
ConflictException CONCURRENT_MODIFICATION: retry CONCURRENT_MODIFICATION
ConflictException UNIQUENESS_CONSTRAINT_VIOLATION: CONFLICT
ConflictException: CONFLICT
ResourceNotFoundException KMS_KEY_NOT_FOUND: KMS_KEY_UNUSABLE
ResourceNotFoundException of IDENTITY_STORE: IDENTITY_STORE_NOT_FOUND
ResourceNotFoundException of USER: MISSING
ResourceNotFoundException of GROUP: MISSING
ResourceNotFoundException of GROUP_MEMBERSHIP: MISSING
ResourceNotFoundException of RESOURCE_POLICY: UNEXPECTED
ResourceNotFoundException to CreateUser: IDENTITY_STORE_NOT_FOUND
ResourceNotFoundException to CreateGroup: IDENTITY_STORE_NOT_FOUND
ResourceNotFoundException: MISSING
AccessDeniedException KMS_ACCESS_DENIED: retry while POLICY_SPREADING KMS_ACCESS_DENIED
ValidationException KMS_INVALID_ARN: KMS_KEY_UNUSABLE
ValidationException KMS_INVALID_KEY_USAGE: KMS_KEY_UNUSABLE
ValidationException KMS_INVALID_STATE: KMS_KEY_UNUSABLE
ValidationException KMS_DISABLED: KMS_KEY_UNUSABLE
ServiceQuotaExceededException: QUOTA_EXCEEDED
ThrottlingException KMS_THROTTLING: retry KMS_THROTTLED
`), ...meanings('organizations', `
HandshakeConstraintViolationException ACCOUNT_NUMBER_LIMIT_EXCEEDED: ACCOUNT_NUMBER_LIMIT_EXCEEDED
HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION: ALREADY_IN_AN_ORGANIZATION
HandshakeConstraintViolationException HANDSHAKE_RATE_LIMIT_EXCEEDED: HANDSHAKE_RATE_LIMIT_EXCEEDED
HandshakeConstraintViolationException INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES
HandshakeConstraintViolationException LEGACY_PERMISSIONS_STILL_IN_USE: LEGACY_PERMISSIONS_STILL_IN_USE
HandshakeConstraintViolationException MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED
HandshakeConstraintViolationException ORGANIZATION_ALREADY_HAS_ALL_FEATURES: ORGANIZATION_ALREADY_HAS_ALL_FEATURES
HandshakeConstraintViolationException ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD
HandshakeConstraintViolationException ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION
HandshakeConstraintViolationException ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED
HandshakeConstraintViolationException PAST_DUE_INVOICE: PAST_DUE_INVOICE
HandshakeConstraintViolationException PAYMENT_INSTRUMENT_REQUIRED: PAYMENT_INSTRUMENT_REQUIRED
HandshakeConstraintViolationException RESPONSIBILITY_TRANSFER_ALREADY_EXISTS: RESPONSIBILITY_TRANSFER_ALREADY_EXISTS
HandshakeConstraintViolationException SOURCE_AND_TARGET_CANNOT_MATCH: SOURCE_AND_TARGET_CANNOT_MATCH
HandshakeConstraintViolationException TARGET_ACCOUNT_VALIDATION_FAILURE: TARGET_ACCOUNT_VALIDATION_FAILURE
HandshakeConstraintViolationException UNUSED_PREPAYMENT_BALANCE: UNUSED_PREPAYMENT_BALANCE
HandshakeConstraintViolationException: HANDSHAKE_CONSTRAINT
ConstraintViolationException ACCOUNT_NUMBER_LIMIT_EXCEEDED: ACCOUNT_NUMBER_LIMIT_EXCEEDED
ConstraintViolationException ALREADY_IN_AN_ORGANIZATION: ALREADY_IN_AN_ORGANIZATION
ConstraintViolationException HANDSHAKE_RATE_LIMIT_EXCEEDED: HANDSHAKE_RATE_LIMIT_EXCEEDED
ConstraintViolationException INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES
ConstraintViolationException LEGACY_PERMISSIONS_STILL_IN_USE: LEGACY_PERMISSIONS_STILL_IN_USE
ConstraintViolationException MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED
ConstraintViolationException ORGANIZATION_ALREADY_HAS_ALL_FEATURES: ORGANIZATION_ALREADY_HAS_ALL_FEATURES
ConstraintViolationException ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD
ConstraintViolationException ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION
ConstraintViolationException ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED
ConstraintViolationException PAST_DUE_INVOICE: PAST_DUE_INVOICE
ConstraintViolationException PAYMENT_INSTRUMENT_REQUIRED: PAYMENT_INSTRUMENT_REQUIRED
ConstraintViolationException RESPONSIBILITY_TRANSFER_ALREADY_EXISTS: RESPONSIBILITY_TRANSFER_ALREADY_EXISTS
ConstraintViolationException SOURCE_AND_TARGET_CANNOT_MATCH: SOURCE_AND_TARGET_CANNOT_MATCH
ConstraintViolationException TARGET_ACCOUNT_VALIDATION_FAILURE: TARGET_ACCOUNT_VALIDATION_FAILURE
ConstraintViolationException UNUSED_PREPAYMENT_BALANCE: UNUSED_PREPAYMENT_BALANCE
ConstraintViolationException MAX_TAG_LIMIT_EXCEEDED: TAG_NOT_ALLOWED
ConstraintViolationException TAG_POLICY_VIOLATION: TAG_NOT_ALLOWED
ConstraintViolationException MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: PAYMENT_INSTRUMENT_REQUIRED
ConstraintViolationException INVALID_PAYMENT_INSTRUMENT: PAYMENT_INSTRUMENT_REQUIRED
ConstraintViolationException ACCOUNT_CANNOT_LEAVE_ORGANIZATION: ACCOUNT_CANNOT_LEAVE_ORGANIZATION
ConstraintViolationException ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA: ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA
ConstraintViolationException ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION: ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION
ConstraintViolationException ACCOUNT_CREATION_NOT_COMPLETE: ACCOUNT_CREATION_NOT_COMPLETE
ConstraintViolationException CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG: CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG
ConstraintViolationException WAIT_PERIOD_ACTIVE: WAIT_PERIOD_ACTIVE
ConstraintViolationException MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE: MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE
ConstraintViolationException MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE: MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE
ConstraintViolationException MASTER_ACCOUNT_MISSING_CONTACT_INFO: MASTER_ACCOUNT_MISSING_CONTACT_INFO
ConstraintViolationException MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED: MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED
ConstraintViolationException MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED
ConstraintViolationException ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED: ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED
ConstraintViolationException: CONSTRAINT_VIOLATION
InvalidInputException INVALID_PARTY_TYPE_TARGET: INVALID_TARGET
InvalidInputException INVALID_EMAIL_ADDRESS_TARGET: INVALID_TARGET
InvalidInputException INVALID_FULL_NAME_TARGET: INVALID_TARGET
InvalidInputException INVALID_PATTERN_TARGET_ID: INVALID_TARGET
InvalidInputException TARGET_NOT_SUPPORTED: INVALID_TARGET
InvalidInputException DUPLICATE_TAG_KEY: TAG_NOT_ALLOWED
InvalidInputException INVALID_SYSTEM_TAGS_PARAMETER: TAG_NOT_ALLOWED
InvalidInputException: INVALID_ORGANIZATIONS_INPUT
AccessDeniedForDependencyException ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE: ACCESS_DENIED
AccessDeniedForDependencyException: ACCESS_DENIED
DuplicateHandshakeException: CONFLICT
DuplicateAccountException: CONFLICT
HandshakeAlreadyInStateException: CONFLICT
InvalidHandshakeTransitionException: CONFLICT
AccountNotFoundException: MISSING
ChildNotFoundException: MISSING
DestinationParentNotFoundException: MISSING
HandshakeNotFoundException: MISSING
SourceParentNotFoundException: MISSING
TargetNotFoundException: MISSING
AccountOwnerNotVerifiedException: ACCOUNT_OWNER_NOT_VERIFIED
AWSOrganizationsNotInUseException: NO_ORGANIZATION
FinalizingOrganizationException: ORGANIZATION_FINALIZING
MasterCannotLeaveOrganizationException: ALREADY_IN_AN_ORGANIZATION
ConcurrentModificationException: retry CONCURRENT_MODIFICATION
ServiceException: unknown SERVICE_UNAVAILABLE
`), ...meanings('s3', `
PreconditionFailed: CONFLICT
ConditionalRequestConflict: retry CONCURRENT_MODIFICATION
NoSuchKey: MISSING
NoSuchVersion: MISSING
NoSuchBucket: BUCKET_NOT_FOUND
`), ...meanings('states', `
ExecutionAlreadyExists: CONFLICT
ExecutionLimitExceeded: retry THROTTLED
StateMachineDeleting: MISSING
StateMachineDoesNotExist: MISSING
`), ...meanings('events', `
InternalException: unknown SERVICE_UNAVAILABLE
`), ...meanings('sts', `
RegionDisabledException: STS_REGION_DISABLED
`), ...meanings('ANY', `
AccessDeniedException: retry while POLICY_SPREADING ACCESS_DENIED
AccessDenied: retry while POLICY_SPREADING ACCESS_DENIED
AuthFailure: retry while POLICY_SPREADING ACCESS_DENIED
UnrecognizedClientException: retry while POLICY_SPREADING CREDENTIALS_NOT_KNOWN
InvalidClientTokenId: retry while POLICY_SPREADING CREDENTIALS_NOT_KNOWN
OptInRequired: retry while POLICY_SPREADING CREDENTIALS_NOT_KNOWN
ExpiredTokenException: retry while POLICY_SPREADING CREDENTIALS_NOT_KNOWN
ExpiredToken: retry while POLICY_SPREADING CREDENTIALS_NOT_KNOWN
InvalidSignatureException: retry while CLOCK_CORRECTION REQUEST_TIME_REFUSED
RequestExpired: retry while CLOCK_CORRECTION REQUEST_TIME_REFUSED
RequestInTheFuture: retry while CLOCK_CORRECTION REQUEST_TIME_REFUSED
RequestTimeTooSkewed: retry while CLOCK_CORRECTION REQUEST_TIME_REFUSED
SignatureDoesNotMatch: retry while CLOCK_CORRECTION REQUEST_TIME_REFUSED
ThrottlingException: retry THROTTLED
Throttling: retry THROTTLED
ThrottledException: retry THROTTLED
TooManyRequestsException: retry THROTTLED
RequestLimitExceeded: retry THROTTLED
RequestThrottled: retry THROTTLED
RequestThrottledException: retry THROTTLED
SlowDown: retry THROTTLED
PriorRequestNotComplete: retry THROTTLED
BandwidthLimitExceeded: retry THROTTLED
EC2ThrottledException: retry THROTTLED
ProvisionedThroughputExceededException: retry THROTTLED
TransactionInProgressException: retry THROTTLED
LimitExceededException: retry THROTTLED
InternalServerException: unknown SERVICE_UNAVAILABLE
InternalServerError: unknown SERVICE_UNAVAILABLE
InternalFailure: unknown SERVICE_UNAVAILABLE
InternalError: unknown SERVICE_UNAVAILABLE
ServiceUnavailable: unknown SERVICE_UNAVAILABLE
ServiceUnavailableException: unknown SERVICE_UNAVAILABLE
RequestTimeout: unknown SERVICE_UNAVAILABLE
RequestTimeoutException: unknown SERVICE_UNAVAILABLE
TimeoutError: unknown SERVICE_UNAVAILABLE
IDPCommunicationErrorException: unknown SERVICE_UNAVAILABLE
ValidationException: INVALID_REQUEST
`)];

interface Meaning {
  readonly service: ErrorRow['service'];
  readonly answer: string;
  readonly exception: string;
  readonly reason?: string;
  readonly resourceType?: string;
  readonly action?: string;
  readonly meaning: string;
}

function meanings(service: ErrorRow['service'], lines: string): Meaning[] {
  return lines.trim().split(/\n+/).map((line) => {
    const [, answer = '', exception = '', reason, resourceType, action, meaning = ''] =
      /^((\w+)(?: (?!of |to )(\w+))?(?: of (\w+))?(?: to (\w+))?): (.*)$/.exec(line) ?? [];
    return { service, answer, meaning, exception, ...(reason && { reason }), ...(resourceType && { resourceType }), ...(action && { action }) };
  });
}

function meaningOf(verdict: Verdict): string {
  if (verdict.kind === 'FAIL') return verdict.code;
  if (verdict.kind !== 'RETRY') return verdict.kind;
  const { effect, passesWith, code } = verdict;
  return `${{ NONE: 'retry', UNKNOWN: 'unknown' }[effect]} ${passesWith === undefined ? '' : `while ${passesWith} `}${code}`;
}

const OPERATIONS = {
  identitystore: 'identitystore:DescribeGroup', organizations: 'organizations:MoveAccount', sts: 'sts:AssumeRole', cloudformation: 'cloudformation:DescribeStacks',
  s3: 's3:PutObject', states: 'states:StartExecution', events: 'events:PutEvents',
};
const ANSWERED = { operation: OPERATIONS.identitystore, message: '', httpStatus: 400 };

function operationsOf(service: Meaning['service']): string[] {
  return service === 'ANY' ? Object.values(OPERATIONS) : [OPERATIONS[service]];
}

test.each(MEANINGS)('$answer of $service: $meaning', ({ service, exception, reason, resourceType, action, meaning }) => {
  for (const operation of action === undefined ? operationsOf(service) : [`${service}:${action}`]) {
    expect(meaningOf(classify({ ...ANSWERED, operation, exception, ...(reason && { reason }), ...(resourceType && { resourceType }) }))).toBe(meaning);
  }
});

const nameOf = ({ service, exception, reason, resourceType, action }: Meaning | ErrorRow): string =>
  [service, exception, reason, resourceType, action].filter(Boolean).join(' ');

test('every row of the table is in these tests', () => {
  expect(ERROR_TABLE.map(nameOf).toSorted()).toEqual(MEANINGS.map(nameOf).toSorted());
});

test.each(MEANINGS.filter(({ answer, exception }) => answer === exception))(
  '$exception of $service with a reason or a type of a newer service: $meaning', ({ service, exception, meaning }) => {
    for (const operation of operationsOf(service)) {
      expect(meaningOf(classify({ ...ANSWERED, operation, exception, reason: 'SOMETHING_NEW', resourceType: 'SOMETHING_NEW' }))).toBe(meaning);
    }
  },
);

// Two services have exceptions of one name, with other reasons.
test.each([
  { exception: 'ConflictException', operation: OPERATIONS.organizations },
  { exception: 'HandshakeNotFoundException', operation: OPERATIONS.identitystore },
])('$exception means nothing to $operation, because it is of another service', ({ exception, operation }) => {
  expect(meaningOf(classify({ ...ANSWERED, operation, exception }))).toBe('UNEXPECTED');
});

describe('what the SDK would try again by itself, were its retries not off', () => {
  test.each(retryableNames())('%s is tried again by the guard', (exception) => {
    for (const operation of Object.values(OPERATIONS)) expect(classify({ ...ANSWERED, operation, exception }).kind).toBe('RETRY');
  });

  test.each(retryableCodes())('%s of Node is tried again by the guard', (exception) => {
    for (const operation of Object.values(OPERATIONS)) expect(classify({ operation, exception, message: '' }).kind).toBe('RETRY');
  });
});

describe('an exception that the table doesn\'t have', () => {
  test.each([
    { httpStatus: 400, meaning: 'UNEXPECTED' },
    { httpStatus: 407, meaning: 'UNEXPECTED' },
    { httpStatus: 408, meaning: 'unknown SERVICE_UNAVAILABLE' },
    { httpStatus: 409, meaning: 'UNEXPECTED' },
    { httpStatus: 429, meaning: 'retry THROTTLED' },
    { httpStatus: 499, meaning: 'UNEXPECTED' },
    { httpStatus: 399, meaning: 'unknown SERVICE_UNAVAILABLE' },
    { httpStatus: 200, meaning: 'unknown SERVICE_UNAVAILABLE' },
    { httpStatus: 500, meaning: 'unknown SERVICE_UNAVAILABLE' },
    { httpStatus: undefined, meaning: 'unknown SERVICE_UNAVAILABLE' },
  ])('with HTTP status $httpStatus: $meaning', ({ httpStatus, meaning }) => {
    const error = { operation: 'identitystore:CreateGroup', exception: 'SomethingNewException', message: '' };
    expect(meaningOf(classify({ ...error, ...(httpStatus !== undefined && { httpStatus }) }))).toBe(meaning);
  });
});
