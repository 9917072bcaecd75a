import type { CatalogueEntry } from './catalogue-entry';

/** The reasons of contents from a file. */
export const CONTENTS_REASONS = {
  BUCKET_NOT_FOUND: {
    happened: '{doing} failed because the bucket isn\'t there: {message}',
    remedy: 'Bring the bucket back, or, if it is gone for good, declare another one as ledger and change generation, which adopts what the file declares; then deploy again',
    cause: 'The file of the contents or its ledger is in a bucket that somebody has deleted. Nothing was changed.',
  },
  CONTENTS_ABANDONED: {
    happened: 'the function that brings the contents has ended again and again without coming to its end: {error}',
    remedy: 'See the log of the function for why, then deploy again: what was done is known, and the next deployment goes on from there',
    cause: 'Each call of the function was ended by AWS Lambda, for example since its memory was too small, or the function has a fault of its own.',
  },
  CONTENTS_FILE_UNREADABLE: {
    happened: 'the file of the contents can\'t be used: {problem}',
    remedy: 'Deploy again what cdk synth or ContentsFile.write() made, unchanged, with the same version of cdk-org-guard',
    cause: 'The file is gone from its bucket, was changed there, or was made by a newer version of the library. Nothing was changed.',
  },
  CONTENTS_INCOMPLETE: {
    happened: '{done} of {all} rows are as declared; {failed} failed, and {allowed} may: {failures}',
    remedy: 'See {report} for every row that failed and what to do about it, correct them, then deploy again',
    cause: 'Every row that can be carried out is carried out, and each of the others has a reason of its own, which the report tells with its row. Nobody was removed.',
  },
  CONTENTS_TOO_LARGE_TO_WAIT: {
    happened: 'the contents need about {minutes} minutes at {rate} requests a second, and {available} are left',
    remedy: 'Set completion to Completion.background(), deploy fewer new rows at once, or raise requestsPerSecond, then deploy again',
    cause: 'The Identity Store takes 20 requests a second of each operation, and CloudFormation waits for an hour at most. Nothing was changed.',
  },
  GROUP_WOULD_BE_EMPTIED: {
    happened: 'all {count} members of group {group} would leave it',
    remedy: 'See whether the file is whole; if so, name the group in allowEmptying, then deploy again',
    cause: 'The members of an exclusive group are those of the file, and none of those who are in it now is among them. A file that was cut off looks the same. Nothing was changed.',
  },
  LEDGER_LOST: {
    happened: 'the ledger of these contents ({ledger}) is {problem}',
    remedy: 'Bring back the version of the object from before, or change generation: everything that the file declares is adopted then, and nothing of it is ever removed',
    cause: 'The ledger knows what these contents have created and what they only adopted. Without it nobody knows that any more. Nothing was changed.',
  },
  TOO_MANY_REMOVALS: {
    happened: '{count} of {of} {what} would be removed, and {allowed} may be at once',
    remedy: 'See whether the file is whole; if so, raise maxRemovals or maxRemovalsPercent of protection, then deploy again',
    cause: 'A file that was cut off, or exported with a wrong filter, looks as if many had left. So more than the protection allows is refused before the first write. Nothing was changed.',
  },
} as const satisfies Record<string, CatalogueEntry>;
