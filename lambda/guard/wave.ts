import { pause } from './repeat';
import type { Session } from './session';
import type { Asker } from './stack-view';

/**
 * How much later than an event something has to be read to be of its operation or a later one, in milliseconds: the event's time has whole
 * seconds, and clocks differ.
 */
export const CERTAINLY_AFTER = 2_000;

/** Waits until what is read next serves all events that were made when this one was. */
export async function untilCertainlyAfter(session: Session, { signed = 0 }: Asker): Promise<void> {
  const wait = signed + CERTAINLY_AFTER - session.now();
  if (wait > 0) await pause(session, wait);
}

/** Whether something read at a time, in milliseconds since 1970, tells an event nothing older than itself. */
export function serves({ readAt }: { readonly readAt: number }, { signed = Infinity }: Asker): boolean {
  return signed + CERTAINLY_AFTER <= readAt;
}

/** Whether the stack has begun another operation since the event was made, whose time has whole seconds. */
export function isOvertaken({ began = 0 }: { readonly began?: number }, { signed = Infinity }: Asker): boolean {
  return began >= signed + 1_000;
}
