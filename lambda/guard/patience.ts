import { pauseBefore } from './backoff';
import type { CallResult } from './result';
import type { Session } from './session';

/** How long reads may take to show what has just changed, in milliseconds. */
const PATIENCE = 30_000;

/** Pauses before the attempt after this one, unless there is no time for it. */
export async function pausedWithinTime(session: Session, attempts: number): Promise<boolean> {
  const pause = pauseBefore(attempts + 2, session.random());
  if (pause >= session.remaining) return false;
  await session.sleep(pause);
  return true;
}

/** Reads again until there is what must be there by now, or for 30 seconds. */
export async function seen<Output>(session: Session, read: () => Promise<CallResult<Output | undefined>>): Promise<CallResult<Output | undefined>> {
  const started = session.now();
  for (let attempts = 1; ; attempts++) {
    const result = await read();
    if (result.kind !== 'DONE' || result.output !== undefined) return result;
    const pause = pauseBefore(attempts + 3, session.random());
    if (session.now() + pause - started > PATIENCE || pause >= session.remaining) return result;
    await session.sleep(pause);
  }
}
