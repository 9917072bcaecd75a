import { pauseBefore } from './backoff';
import type { Session } from './session';

/** Pauses before the attempt after this one, unless there is no time for it. */
export async function pausedWithinTime(session: Session, attempts: number): Promise<boolean> {
  const pause = pauseBefore(attempts + 2, session.random());
  if (pause >= session.remaining) return false;
  await session.sleep(pause);
  return true;
}
