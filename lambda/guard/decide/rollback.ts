import type { FailureCode } from '../../reasons/catalogue';
import type { Failure } from '../failure';
import type { Owned } from '../ownership';
import { Look, lookAt, Nothing, nothing } from './decision';

/** Failures that say nothing about what is there. */
const DENIAL_OR_OUTAGE: readonly FailureCode[] = [
  'ACCESS_DENIED', 'KMS_ACCESS_DENIED', 'CREDENTIALS_NOT_KNOWN', 'NOT_MANAGEMENT_ACCOUNT', 'KMS_KEY_UNUSABLE', 'KMS_THROTTLED', 'THROTTLED',
  'SERVICE_UNAVAILABLE', 'CONCURRENT_MODIFICATION', 'REQUEST_TIME_REFUSED', 'OUT_OF_TIME',
];

/** Whether the failed call may well succeed another time. A rollback must not count as carried out after such a failure. */
export function isDenialOrOutage({ code }: Failure): boolean {
  return DENIAL_OR_OUTAGE.includes(code);
}

/**
 * The result of an update whose entity is missing and couldn't be made. A rollback must not fail for that: the stack couldn't be updated any more.
 *
 * @param kept what the stack had
 */
export function decideNotMade(kept: Owned, refused: Failure, isUndoing?: boolean): Nothing | Failure | Look<'ROLLBACK'> {
  if (isDenialOrOutage(refused) || isUndoing === false) return refused;
  return isUndoing ? nothing(kept) : lookAt('ROLLBACK');
}
