import { pauseBefore } from '../guard/backoff';
import { Surroundings } from '../guard/session';

/** Sends an answer to the signed URL and tells the HTTP status, or throws when no status came. */
export type PutAnswer = (url: string, body: string) => Promise<number>;

/** How long one attempt may take, in milliseconds. */
export const PUT_TIMEOUT = 4_000;

const OK = 200;

/** How often an answer is sent that the signed URL refuses. */
const ATTEMPTS_AT_REFUSAL = 5;

/**
 * Delivers the answer, again when it doesn't arrive, as long as there is time for another attempt: the next delivery of the event
 * couldn't prove any more what this one has created.
 *
 * @param until when the function ends, in milliseconds since 1970
 * @throws when it can't be delivered, so that Lambda delivers the event again
 */
export async function deliver(surroundings: Surroundings, put: PutAnswer, url: string, body: string, until: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { status, told } = await attemptPut(put, url, body);
    if (status === OK) return;
    const pause = pauseBefore(attempt, surroundings.random());
    const isRefused = status >= 400 && status < 500 && attempt === ATTEMPTS_AT_REFUSAL;
    if (isRefused || surroundings.now() + pause + PUT_TIMEOUT > until) {
      throw new Error(`the answer was not accepted after ${attempt} attempts: ${told}`);
    }
    await surroundings.sleep(pause);
  }
}

interface Attempt {
  /** 0 if no answer came. */
  readonly status: number;
  /** How an error tells of it. */
  readonly told: string;
}

/** The signed URL must not get into an error, since errors are logged. */
async function attemptPut(put: PutAnswer, url: string, body: string): Promise<Attempt> {
  try {
    const status = await put(url, body);
    return { status, told: String(status) };
  } catch (thrown) {
    return { status: 0, told: (thrown as NodeJS.ErrnoException).code ?? 'no answer' };
  }
}
