import type { Failure } from '../guard/failure';
import type { Session } from '../guard/session';
import type { FailureCode } from '../reasons/catalogue';

/** What another execution environment may not meet: what is known of a role and its policies spreads, and each environment has credentials of its own. */
const DENIALS: readonly FailureCode[] = ['ACCESS_DENIED', 'KMS_ACCESS_DENIED', 'CREDENTIALS_NOT_KNOWN'];

/** How long Lambda waits at least until it delivers an event again, in milliseconds. */
const BETWEEN_DELIVERIES = 60_000;

/**
 * Whether an event is for another execution environment: this one was denied until the function gave up, and nothing was made that only
 * this delivery knows of. Of the two further deliveries one is kept for whatever else may happen.
 *
 * @param signed when the event was made, in milliseconds since 1970, if that is known
 */
export function isForAnotherEnvironment({ code }: Failure, session: Session, signed: number | undefined): boolean {
  const isFirstDelivery = signed !== undefined && session.started < signed + BETWEEN_DELIVERIES;
  return isFirstDelivery && DENIALS.includes(code) && !session.mayHaveMade;
}
