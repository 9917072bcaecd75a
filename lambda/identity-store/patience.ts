/** How often a conflict with something that isn't found is tried again: reads can lag, and somebody may be deleting it. */
export const ATTEMPTS_AT_INVISIBLE_CONFLICT = 6;

/** How often a membership is created whose group or user isn't found: both may have been created a moment ago. */
export const ATTEMPTS_AT_MISSING_PARTY = 6;
