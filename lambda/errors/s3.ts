import { ErrorRow, fail, rowsFor } from './verdict';

/** The errors of S3 that objects of the ledger and the file of contents can meet. */
export const S3_ERRORS: readonly ErrorRow[] = rowsFor('s3', {
  // The object isn't as the condition of the request wants it.
  PreconditionFailed: { otherwise: { kind: 'CONFLICT' } },
  // Another conditional write of the same object is under way.
  ConditionalRequestConflict: { otherwise: { kind: 'RETRY', code: 'CONCURRENT_MODIFICATION', effect: 'NONE' } },
  NoSuchKey: { otherwise: { kind: 'MISSING' } },
  NoSuchVersion: { otherwise: { kind: 'MISSING' } },
  NoSuchBucket: { otherwise: fail('BUCKET_NOT_FOUND') },
});
