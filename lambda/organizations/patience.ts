import { pausedWithinTime } from '../guard/patience';
import type { Session } from '../guard/session';

/** How often a call about an account is made that isn't known, or isn't where it was: it may have joined, or be moved, this moment. */
const ATTEMPTS = 5;

/** Pauses before a call about a member is made again, unless it has been made often enough, or there is no time for it. */
export async function pausedForMember(session: Session, attempts: number): Promise<boolean> {
  return attempts < ATTEMPTS && pausedWithinTime(session, attempts + 1);
}
