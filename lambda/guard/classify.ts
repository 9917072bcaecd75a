import { AwsError } from './aws-error';
import { ERROR_TABLE, ErrorRow, UNANSWERED, Verdict } from './error-table';

const SERVER_FAULT = 500;

/** Says what an error means: by the table, else by whether AWS is at fault or never answered. */
export function classify(error: AwsError): Verdict {
  const row = ERROR_TABLE.find((candidate) => applies(candidate, error));
  if (row) return row.verdict;
  if (error.httpStatus === undefined || error.httpStatus >= SERVER_FAULT) return UNANSWERED;
  return { kind: 'FAIL', code: 'UNEXPECTED' };
}

function applies(row: ErrorRow, error: AwsError): boolean {
  return row.exception === error.exception
    && (row.reason === undefined || row.reason === error.reason)
    && (row.resourceType === undefined || row.resourceType === error.resourceType);
}
