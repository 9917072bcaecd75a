import type { Failure } from '../guard/failure';
import type { Session } from '../guard/session';
import type { FailureCode } from '../reasons/catalogue';

/** Denials that another execution environment may not get. Changes of roles and policies spread slowly, and each environment has its own credentials. */
const DENIALS: readonly FailureCode[] = ['ACCESS_DENIED', 'KMS_ACCESS_DENIED', 'CREDENTIALS_NOT_KNOWN'];

/** The shortest time after which Lambda delivers an event again, in milliseconds. */
const BETWEEN_DELIVERIES = 60_000;

/**
 * Whether to leave an event to another execution environment. This one was denied until the function gave up, and nothing was made that only this delivery
 * knows of. Lambda delivers the event twice more. One of these deliveries is kept for whatever else may happen.
 *
 * @param signed when the event was made, in milliseconds since 1970, if that is known
 */
export function isForAnotherEnvironment({ code }: Failure, session: Session, signed: number | undefined): boolean {
  const isFirstDelivery = signed !== undefined && session.started < signed + BETWEEN_DELIVERIES;
  return isFirstDelivery && DENIALS.includes(code) && !session.mayHaveMade;
}
