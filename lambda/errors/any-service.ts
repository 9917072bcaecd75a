import { ErrorRow, fail, rowsFor, UNANSWERED, Verdict } from './verdict';

const BUSY: Verdict = { kind: 'RETRY', code: 'THROTTLED', effect: 'NONE' };
const FORBIDDEN: Verdict = { kind: 'RETRY', code: 'ACCESS_DENIED', effect: 'NONE', passesWith: 'POLICY_SPREADING' };

/** What every service may answer; CloudFormation and STS have names of their own for some of it. */
export const ERRORS_OF_ANY_SERVICE: readonly ErrorRow[] = rowsFor('ANY', {
  AccessDeniedException: { otherwise: FORBIDDEN },
  AccessDenied: { otherwise: FORBIDDEN },
  ThrottlingException: { otherwise: BUSY },
  Throttling: { otherwise: BUSY },
  TooManyRequestsException: { otherwise: BUSY },
  ValidationException: { otherwise: fail('INVALID_REQUEST') },
  InternalServerException: { otherwise: UNANSWERED },
});
