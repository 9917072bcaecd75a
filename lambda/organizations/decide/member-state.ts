import { Failure, failure } from '../../guard/failure';
import type { Member } from '../member';

/** The states of an account in which nobody works with it any more. */
const OUT_OF_USE = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'];

/** Why nothing is written to an account, if nothing is: it counts as a member for 90 days after it was closed. */
export function outOfUse({ id, state }: Member): Failure | undefined {
  const ended = OUT_OF_USE.find((each) => each === state);
  return ended === undefined ? undefined : failure('ACCOUNT_SUSPENDED_OR_CLOSED', { account: id, state: ended });
}
