export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When virtual time begins. */
export const BEGIN = Date.UTC(2026, 0, 1);
