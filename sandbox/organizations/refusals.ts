import type {
  ConstraintViolationExceptionReason, HandshakeConstraintViolationExceptionReason, InvalidInputExceptionReason,
} from '@aws-sdk/client-organizations';
import { ServiceError } from '../protocol/service-error';

/** The exceptions that have nothing but a message. */
const MESSAGES = {
  AccessDeniedException: 'You don\'t have permissions to access this resource.',
  AccountAlreadyClosedException: 'You attempted to close an account that is already closed.',
  AccountNotFoundException: 'You specified an account that doesn\'t exist.',
  AccountNotRegisteredException: 'The specified account is not a delegated administrator for this AWS service.',
  AccountOwnerNotVerifiedException: 'You can\'t invite accounts until the e-mail address of the management account is verified.',
  AlreadyInOrganizationException: 'The AWS account is already a member of an organization.',
  AWSOrganizationsNotInUseException: 'Your account is not a member of an organization.',
  ChildNotFoundException: 'You specified a child that doesn\'t exist.',
  ConflictException: 'The request failed because it conflicts with the current state of the specified resource.',
  CreateAccountStatusNotFoundException: 'We can\'t find an create account request with the CreateAccountRequestId that you specified.',
  DestinationParentNotFoundException: 'You specified a destination parent that doesn\'t exist.',
  DuplicateAccountException: 'The account is already in the destination that you specified.',
  DuplicateHandshakeException: 'There is already a pending handshake with the same action and target.',
  DuplicateOrganizationalUnitException: 'An OU with the same name already exists.',
  FinalizingOrganizationException: 'Your organization is still initializing. This can take up to an hour. Try again later.',
  HandshakeAlreadyInStateException: 'The handshake is already in the state that you requested.',
  HandshakeNotFoundException: 'You specified a handshake that doesn\'t exist.',
  InvalidHandshakeTransitionException: 'You can\'t change the handshake from its present state to the one that you requested.',
  MasterCannotLeaveOrganizationException: 'The management account of an organization can\'t leave it.',
  OrganizationalUnitNotFoundException: 'You specified an organizational unit that doesn\'t exist.',
  ParentNotFoundException: 'You specified a parent that doesn\'t exist.',
  PolicyNotFoundException: 'You specified a policy that doesn\'t exist.',
  ResourcePolicyNotFoundException: 'We can\'t find a resource policy request with the parameter that you specified.',
  SourceParentNotFoundException: 'You specified a source parent that doesn\'t exist.',
  TargetNotFoundException: 'You specified a target that doesn\'t exist.',
} as const;

export type PlainException = keyof typeof MESSAGES;

/** The service's own texts aren't documented; nobody should rely on them. */
const REASONS: Partial<Record<HandshakeConstraintViolationExceptionReason | ConstraintViolationExceptionReason, string>> = {
  ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA: 'The account has to accept the AWS Customer Agreement before it can leave.',
  ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION: 'The account has to verify its phone number before it can leave.',
  ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED: 'You attempted to exceed the number of accounts that can be in progress at a time.',
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: 'You have exceeded the allowed number of AWS accounts.',
  ALREADY_IN_AN_ORGANIZATION: 'The account is already a member of an organization.',
  CANNOT_CLOSE_MANAGEMENT_ACCOUNT: 'You attempted to close the management account.',
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG: 'The account is a delegated administrator and has to be deregistered first.',
  CLOSE_ACCOUNT_QUOTA_EXCEEDED: 'You have exceeded close account quota for the past 30 days.',
  CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED: 'You attempted to exceed the number of accounts that you can close at a time.',
  HANDSHAKE_RATE_LIMIT_EXCEEDED: 'You have exceeded the number of handshakes that you can send in one day.',
  INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: 'You can\'t invite accounts while your organization is enabling all features.',
  MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: 'The e-mail address of the management account is not verified.',
  MAX_TAG_LIMIT_EXCEEDED: 'You have exceeded the number of tags allowed on this resource.',
  MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: 'The account needs a payment method before it can leave.',
  ORGANIZATION_ALREADY_HAS_ALL_FEATURES: 'All features are already enabled in your organization.',
  ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: 'The account and the organization have different sellers of record.',
  ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: 'Your organization is already enabling all features.',
  ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: 'The membership of the account was changed too recently.',
  ORGANIZATION_NOT_IN_ALL_FEATURES_MODE: 'You attempted to perform an operation that requires the organization to be configured to support all features.',
  OU_DEPTH_LIMIT_EXCEEDED: 'You have exceeded the depth to which organizational units can be nested.',
  PAYMENT_INSTRUMENT_REQUIRED: 'You can\'t complete the operation with an account that doesn\'t have a payment instrument.',
  WAIT_PERIOD_ACTIVE: 'The account or the organization is too young for that.',
};

export function refusal(exception: PlainException): ServiceError {
  return new ServiceError(exception, MESSAGES[exception]);
}

export function handshakeConstraint(reason: HandshakeConstraintViolationExceptionReason): ServiceError {
  return withReason('HandshakeConstraintViolationException', reason);
}

export function constraint(reason: ConstraintViolationExceptionReason): ServiceError {
  return withReason('ConstraintViolationException', reason);
}

/** For the reasons that both exceptions have. */
export function withReason(
  exception: 'HandshakeConstraintViolationException' | 'ConstraintViolationException',
  reason: HandshakeConstraintViolationExceptionReason | ConstraintViolationExceptionReason,
): ServiceError {
  return new ServiceError(exception, REASONS[reason] ?? reason, { Reason: reason });
}

export function invalidInput(reason: InvalidInputExceptionReason, message = 'You specified an invalid value.'): ServiceError {
  return new ServiceError('InvalidInputException', message, { Reason: reason });
}
