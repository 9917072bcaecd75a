import { BUSY, ErrorRow, fail, Meanings, rowsFor, UNANSWERED, Verdict } from './verdict';

const FORBIDDEN: Verdict = { kind: 'RETRY', code: 'ACCESS_DENIED', effect: 'NONE', passesWith: 'POLICY_SPREADING' };
const UNKNOWN_CREDENTIALS: Verdict = { kind: 'RETRY', code: 'CREDENTIALS_NOT_KNOWN', effect: 'NONE', passesWith: 'POLICY_SPREADING' };
const OTHER_TIME: Verdict = { kind: 'RETRY', code: 'REQUEST_TIME_REFUSED', effect: 'NONE', passesWith: 'CLOCK_CORRECTION' };

/** Errors that every service may answer with, each under one of these names. The SDK would retry after the same errors; here the guard does so instead. */
export const ERRORS_OF_ANY_SERVICE: readonly ErrorRow[] = rowsFor('ANY', {
  ...each(FORBIDDEN, ['AccessDeniedException', 'AccessDenied', 'AuthFailure']),
  ...each(UNKNOWN_CREDENTIALS, ['UnrecognizedClientException', 'InvalidClientTokenId', 'OptInRequired', 'ExpiredTokenException', 'ExpiredToken']),
  // The client signs with the time of the refusal from then on.
  ...each(OTHER_TIME, [
    'InvalidSignatureException', 'RequestExpired', 'RequestInTheFuture', 'RequestTimeTooSkewed', 'SignatureDoesNotMatch',
  ]),
  ...each(BUSY, [
    'ThrottlingException', 'Throttling', 'ThrottledException', 'TooManyRequestsException', 'RequestLimitExceeded', 'RequestThrottled',
    'RequestThrottledException', 'SlowDown', 'PriorRequestNotComplete', 'BandwidthLimitExceeded', 'EC2ThrottledException',
    'ProvisionedThroughputExceededException', 'TransactionInProgressException',
    // No call of the functions makes what a quota of this name is about.
    'LimitExceededException',
  ]),
  ...each(UNANSWERED, [
    'InternalServerException', 'InternalServerError', 'InternalFailure', 'InternalError', 'ServiceUnavailable', 'ServiceUnavailableException',
    'RequestTimeout', 'RequestTimeoutException', 'TimeoutError', 'IDPCommunicationErrorException',
  ]),
  ValidationException: { otherwise: fail('INVALID_REQUEST') },
});

function each(verdict: Verdict, exceptions: readonly string[]): Record<string, Meanings> {
  return Object.fromEntries(exceptions.map((exception) => [exception, { otherwise: verdict }]));
}
