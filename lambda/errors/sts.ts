import { ErrorRow, fail, rowsFor } from './verdict';

/** The errors of AWS STS that others don't have. */
export const STS_ERRORS: readonly ErrorRow[] = rowsFor('sts', {
  RegionDisabledException: { otherwise: fail('STS_REGION_DISABLED') },
});
