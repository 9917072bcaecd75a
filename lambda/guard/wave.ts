import { pause } from './repeat';
import type { Session } from './session';
import type { Asker } from './stack-view';

/**
 * The time after an event from which a reading is certainly of its operation or a later one, in milliseconds. The time of an event has whole seconds, and
 * clocks differ.
 */
export const CERTAINLY_AFTER = 2_000;

/** Waits until the next reading is recent enough for all events that were made at the same time as this one. */
export async function untilCertainlyAfter(session: Session, { signed = 0 }: Asker): Promise<void> {
  const wait = signed + CERTAINLY_AFTER - session.now();
  if (wait > 0) await pause(session, wait);
}

/** Whether a reading is recent enough for an event: it shows nothing older than the event. */
export function serves({ readAt }: { readonly readAt: number }, { signed = Infinity }: Asker): boolean {
  return signed + CERTAINLY_AFTER <= readAt;
}

/** Whether the stack has begun another operation since the event was made. The time of an event has whole seconds. */
export function isOvertaken({ began = 0 }: { readonly began?: number }, { signed = Infinity }: Asker): boolean {
  return began >= signed + 1_000;
}
