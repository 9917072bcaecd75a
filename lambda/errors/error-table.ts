import { ERRORS_OF_ANY_SERVICE } from './any-service';
import { EVENTS_ERRORS } from './events';
import { IDENTITY_STORE_ERRORS } from './identity-store';
import { ORGANIZATIONS_ERRORS } from './organizations';
import { S3_ERRORS } from './s3';
import { STATES_ERRORS } from './states';
import { STS_ERRORS } from './sts';
import type { ErrorRow } from './verdict';

/**
 * The errors of every service the functions call. The first row that applies decides, so what any service may answer comes last.
 * HTTP status codes are not used in it: the services' models and documentation disagree about them.
 */
export const ERROR_TABLE: readonly ErrorRow[] = [
  ...IDENTITY_STORE_ERRORS, ...ORGANIZATIONS_ERRORS, ...STS_ERRORS, ...S3_ERRORS, ...STATES_ERRORS, ...EVENTS_ERRORS, ...ERRORS_OF_ANY_SERVICE,
];
