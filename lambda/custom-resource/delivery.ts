import { again, repeat, settled } from '../guard/repeat';
import { ANSWER, REFUSED_ANSWER } from '../guard/schedules';
import { Session, Surroundings } from '../guard/session';

/** Sends an answer to the signed URL and tells the HTTP status, or throws when no status came. */
export type PutAnswer = (url: string, body: string) => Promise<number>;

/** How long one attempt may take, in milliseconds. */
export const PUT_TIMEOUT = 4_000;

const OK = 200;

/**
 * Delivers the answer. A failed attempt is repeated while there is time for another one. The next delivery of the event couldn't prove any more what this one
 * has created.
 *
 * @param until when the function ends, in milliseconds since 1970
 * @throws when it can't be delivered, so that Lambda delivers the event again
 */
export async function deliver(surroundings: Surroundings, put: PutAnswer, url: string, body: string, until: number): Promise<void> {
  const lastBeginning = until - PUT_TIMEOUT;
  const undelivered = await repeat<Error | undefined>(new Session(surroundings, lastBeginning + 1), ANSWER, async () => {
    const { status, told } = await attemptPut(put, url, body);
    if (status === OK) return settled(undefined);
    const isRefused = status >= 400 && status < 500;
    return again(({ attempts }) => new Error(`the answer was not accepted after ${attempts} attempts: ${told}`), isRefused ? REFUSED_ANSWER : {});
  });
  if (undelivered) throw undelivered;
}

interface Put {
  /** 0 if no answer came. */
  readonly status: number;
  /** How an error tells of it. */
  readonly told: string;
}

/** The signed URL must not get into an error, since errors are logged. */
async function attemptPut(put: PutAnswer, url: string, body: string): Promise<Put> {
  try {
    const status = await put(url, body);
    return { status, told: String(status) };
  } catch (thrown) {
    return { status: 0, told: (thrown as NodeJS.ErrnoException).code ?? 'no answer' };
  }
}
