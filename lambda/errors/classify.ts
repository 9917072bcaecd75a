import { AwsError } from './aws-error';
import { ERROR_TABLE } from './error-table';
import { serviceOf } from './services';
import { BUSY, ErrorRow, UNANSWERED, Verdict } from './verdict';

const REQUEST_TIMEOUT = 408;
const TOO_MANY_REQUESTS = 429;

/**
 * Says what an error means: by the table, or else by its HTTP status, which is all that an answer without a body has. AWS may have carried out the call in
 * three cases: no status came, the server failed, or the connection broke inside the answer to a success.
 */
export function classify(error: AwsError): Verdict {
  const row = ERROR_TABLE.find((candidate) => applies(candidate, error));
  if (row) return row.verdict;
  if (error.httpStatus === TOO_MANY_REQUESTS) return BUSY;
  return refused(error.httpStatus) ? { kind: 'FAIL', code: 'UNEXPECTED' } : UNANSWERED;
}

function refused(httpStatus = 0): boolean {
  return httpStatus >= 400 && httpStatus < 500 && httpStatus !== REQUEST_TIMEOUT;
}

function applies(row: ErrorRow, error: AwsError): boolean {
  return (row.service === 'ANY' || row.service === serviceOf(error.operation))
    && row.exception === error.exception
    && (row.action === undefined || error.operation.endsWith(`:${row.action}`))
    && (row.reason === undefined || row.reason === error.reason)
    && (row.resourceType === undefined || row.resourceType === error.resourceType);
}
