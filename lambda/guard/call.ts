import { AwsError, awsErrorOf } from './aws-error';
import { pauseBefore } from './backoff';
import { classify } from './classify';
import { CallResult, conflict, Done, done, missing } from './result';
import { Verdict } from './verdict';
import { Session } from './session';

/**
 * Milliseconds that a pause between two attempts is at most, unless the service asks for more: where hundreds of functions wait for
 * one limit, the last of them would let it go unused in their sleep.
 */
const LONGEST_PAUSE = 4_000;

/** An attempt of which nobody knows whether it took effect; both ends in milliseconds since 1970. */
export interface Unanswered {
  readonly sent: number;
  readonly returned: number;
}

/** Whether something was made, at a time in milliseconds since 1970, while one of the attempts was under way. */
export function wasMadeBy(unanswered: readonly Unanswered[], made = NaN): boolean {
  return unanswered.some(({ sent, returned }) => sent <= made && made <= returned);
}

/**
 * Calls AWS, again while the answer is worth another try and there is time for it. Every call of the functions goes
 * through here, and the SDK's own retries are off, so that a lost answer is never retried unnoticed.
 *
 * @param operation the action as policies name it
 * @param unanswered gets every attempt whose effect nobody knows: a conflict may be with what one of them made
 */
export async function call<Output>(
  session: Session, operation: string, send: () => Promise<Output>, unanswered?: Unanswered[],
): Promise<CallResult<Output>> {
  const firstSent = session.now();
  const secondsSoFar = (): number => Math.round((session.now() - firstSent) / 1000);
  if (session.remaining <= 0) return { kind: 'FAILED', code: 'OUT_OF_TIME', attempts: 0, seconds: 0 };

  for (let attempts = 1; ; attempts++) {
    const sent = session.now();
    const attempt = await attemptOnce(session, operation, send);
    if (attempt.kind === 'DONE') return attempt;

    const { error, verdict } = attempt;
    if (verdict.kind === 'CONFLICT') return conflict(error);
    if (verdict.kind === 'MISSING') return missing(error);
    if (verdict.kind === 'FAIL') return { kind: 'FAILED', code: verdict.code, error, attempts, seconds: secondsSoFar() };

    if (verdict.effect === 'UNKNOWN') unanswered?.push({ sent, returned: session.now() });
    const pause = pauseBefore(attempts, session.random(), { retryAfterSeconds: error.retryAfterSeconds, ceiling: LONGEST_PAUSE });
    const patience = firstSent + (verdict.patienceSeconds ?? Infinity) * 1000;
    if (session.now() + pause >= Math.min(session.deadline, patience)) {
      return { kind: 'FAILED', code: verdict.code, error, attempts, seconds: secondsSoFar() };
    }
    await session.sleep(pause);
  }
}

/** An attempt that AWS refused, or left without an answer. */
interface Erred {
  readonly kind: 'ERRED';
  readonly error: AwsError;
  readonly verdict: Verdict;
}

/** The only place where what the SDK throws is caught. */
async function attemptOnce<Output>(session: Session, operation: string, send: () => Promise<Output>): Promise<Done<Output> | Erred> {
  session.calls++;
  try {
    return done(await send());
  } catch (thrown) {
    const error = awsErrorOf(operation, thrown);
    return { kind: 'ERRED', error, verdict: classify(error) };
  }
}
