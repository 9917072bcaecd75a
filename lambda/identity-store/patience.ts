import type { Session } from '../guard/session';

/** How often a conflict with something that isn't found is tried again: reads can lag, and somebody may be deleting it. */
export const ATTEMPTS_AT_INVISIBLE_CONFLICT = 6;

/** How often something is read again that isn't found, before it counts as gone. */
export const ATTEMPTS_AT_MISSING = 3;

/** How often a name is looked up that nobody has: its user or group may have been created a moment ago. */
export const ATTEMPTS_AT_UNKNOWN_NAME = 6;

/** How often a value is written while another entity has it: another declaration may be giving it up. */
export const ATTEMPTS_AT_TAKEN_VALUE = 4;

/** How often a membership is created whose group or user isn't found: both may have been created a moment ago. */
export const ATTEMPTS_AT_MISSING_PARTY = 6;

/** How long a change that was made a moment ago is waited for, in milliseconds. */
const SETTLING = 2_000;

/** Pauses until a change that was made a moment ago is there to be read, unless there is no time for it. */
export async function settled(session: Session): Promise<void> {
  if (SETTLING < session.remaining) await session.sleep(SETTLING);
}
