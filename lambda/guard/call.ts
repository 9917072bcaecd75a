import { AwsError, awsErrorOf } from './aws-error';
import { pauseBefore } from './backoff';
import { CallFailureCode } from './catalogue';
import { classify } from './classify';
import { Verdict } from './error-table';
import { Session } from './session';

/** How a call ended that was tried as often as it was worth it. */
export type CallResult<Output> =
  | { readonly kind: 'DONE'; readonly output: Output }
  | { readonly kind: 'CONFLICT'; readonly error: AwsError; readonly unansweredSince?: number }
  | { readonly kind: 'MISSING'; readonly error: AwsError }
  | { readonly kind: 'FAILED'; readonly code: CallFailureCode; readonly error: AwsError; readonly attempts: number; readonly seconds: number };

/**
 * Calls AWS, again while the answer is worth another try and there is time for it. Every call of the functions goes
 * through here, and the SDK's own retries are off, so that a lost answer is never retried unnoticed.
 *
 * A conflict carries `unansweredSince`, the start of the first attempt whose effect nobody knows: the thing in the way
 * may be what that attempt made.
 *
 * @param operation the action as policies name it
 */
export async function call<Output>(session: Session, operation: string, send: () => Promise<Output>): Promise<CallResult<Output>> {
  const firstSent = session.now();
  let unansweredSince: number | undefined;
  for (let attempts = 1; ; attempts++) {
    const sent = session.now();
    const attempt = await attemptOnce(session, operation, send);
    if (attempt.kind === 'DONE') return attempt;

    const { error, verdict } = attempt;
    if (verdict.kind === 'CONFLICT') return { kind: 'CONFLICT', error, ...(unansweredSince !== undefined && { unansweredSince }) };
    if (verdict.kind === 'MISSING') return { kind: 'MISSING', error };

    const seconds = Math.round((session.now() - firstSent) / 1000);
    if (verdict.kind === 'FAIL') return { kind: 'FAILED', code: verdict.code, error, attempts, seconds };

    if (verdict.effect === 'UNKNOWN') unansweredSince ??= sent;
    const pause = pauseBefore(attempts, session.random(), error.retryAfterSeconds);
    const patience = firstSent + (verdict.patienceSeconds ?? Infinity) * 1000;
    if (session.now() + pause >= Math.min(session.deadline, patience)) {
      return { kind: 'FAILED', code: verdict.code, error, attempts, seconds };
    }
    await session.sleep(pause);
  }
}

type Attempt<Output> =
  | { readonly kind: 'DONE'; readonly output: Output }
  | { readonly kind: 'REFUSED'; readonly error: AwsError; readonly verdict: Verdict };

/** The only place where what the SDK throws is caught. */
async function attemptOnce<Output>(session: Session, operation: string, send: () => Promise<Output>): Promise<Attempt<Output>> {
  session.calls++;
  try {
    return { kind: 'DONE', output: await send() };
  } catch (thrown) {
    const error = awsErrorOf(operation, thrown);
    return { kind: 'REFUSED', error, verdict: classify(error) };
  }
}
