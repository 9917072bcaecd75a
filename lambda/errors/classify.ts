import { AwsError } from './aws-error';
import { ERROR_TABLE } from './error-table';
import { serviceOf } from './services';
import { ErrorRow, UNANSWERED, Verdict } from './verdict';

/**
 * Says what an error means: by the table, else by whether AWS refused the call. It may have done it where no status came,
 * where the server failed, and where the connection broke inside the answer to a success.
 */
export function classify(error: AwsError): Verdict {
  const row = ERROR_TABLE.find((candidate) => applies(candidate, error));
  if (row) return row.verdict;
  return refused(error.httpStatus) ? { kind: 'FAIL', code: 'UNEXPECTED' } : UNANSWERED;
}

function refused(httpStatus = 0): boolean {
  return httpStatus >= 400 && httpStatus < 500;
}

function applies(row: ErrorRow, error: AwsError): boolean {
  return (row.service === 'ANY' || row.service === serviceOf(error.operation))
    && row.exception === error.exception
    && (row.reason === undefined || row.reason === error.reason)
    && (row.resourceType === undefined || row.resourceType === error.resourceType);
}
