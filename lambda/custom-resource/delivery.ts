import { pauseBefore } from '../guard/backoff';
import { Session } from '../guard/session';

/** Sends an answer to the signed URL and tells the HTTP status, or throws when no status came. */
export type PutAnswer = (url: string, body: string) => Promise<number>;

const ATTEMPTS = 5;
const OK = 200;

/**
 * Delivers the answer, again when it doesn't arrive.
 *
 * @throws when it can't be delivered, so that Lambda delivers the event again
 */
export async function deliver(session: Session, put: PutAnswer, url: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const result = await attemptPut(put, url, body);
    if (result === OK) return;
    if (attempt === ATTEMPTS) throw new Error(`the answer was not accepted after ${ATTEMPTS} attempts: ${result}`);
    await session.sleep(pauseBefore(attempt, session.random()));
  }
}

/** The signed URL must not get into an error, since errors are logged. */
async function attemptPut(put: PutAnswer, url: string, body: string): Promise<number | string> {
  try {
    return await put(url, body);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code ?? 'no answer';
  }
}
