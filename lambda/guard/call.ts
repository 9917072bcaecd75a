import { AwsError, awsErrorOf } from '../errors/aws-error';
import { classify } from '../errors/classify';
import { again, givenUp, Obstacle, repeat, Schedule, settled } from './repeat';
import { CallResult, conflict, Done, done, failed, missing } from './result';
import { CALL, CLOCK_CORRECTION, POLICY_SPREADING } from './schedules';
import { Passing, Verdict } from '../errors/verdict';
import { Session } from './session';
import type { Unanswered } from './unanswered';

/**
 * Calls AWS, and repeats the call while the answer is worth another try and time is left. Every call of the functions goes through here. The SDK's own retries
 * are off, so that no lost answer is retried unnoticed.
 *
 * @param operation the action as policies name it
 * @param unanswered for a call that makes something: gets every attempt whose effect nobody knows, since a conflict may be with what one of them made
 */
export async function call<Output>(
  session: Session, operation: string, send: () => Promise<Output>, unanswered?: Unanswered[], schedule: Schedule = CALL,
): Promise<CallResult<Output>> {
  if (session.remaining <= 0) return failed('OUT_OF_TIME', { attempts: 0, seconds: 0 });
  return repeat<CallResult<Output>>(session, schedule, async () => {
    const sent = session.now();
    const attempt = await attemptOnce(session, operation, send);
    if (attempt.kind === 'DONE') {
      session.mayHaveMade ||= unanswered !== undefined;
      return settled(attempt);
    }
    const { error, verdict } = attempt;
    switch (verdict.kind) {
      case 'CONFLICT': return settled(conflict(error));
      case 'MISSING': return settled(missing(error));
      case 'FAIL': return givenUp((tries) => failed(verdict.code, tries, error));
      case 'RETRY':
        if (verdict.effect === 'UNKNOWN' && unanswered) {
          unanswered.push({ sent, returned: session.now() });
          session.mayHaveMade = true;
        }
        return again((tries) => failed(verdict.code, tries, error), obstacleOf(verdict, error));
    }
  });
}

/** How long what passes by itself may take. */
const PASSING: Readonly<Record<Passing, Obstacle>> = { POLICY_SPREADING: { within: POLICY_SPREADING }, CLOCK_CORRECTION };

type Retry = Extract<Verdict, { kind: 'RETRY' }>;

function obstacleOf({ passesWith }: Retry, { retryAfterSeconds }: AwsError): Obstacle {
  return { ...(passesWith && PASSING[passesWith]), retryAfterSeconds };
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
