import { Session } from '../../guard/session';

/** The time that the end of a run needs, in milliseconds: writing, and telling. */
export const ENDING = 30_000;

/** How long a row takes the time of the others at most, in milliseconds. */
const TIME_OF_A_ROW = 20_000;

/** After how long policies are effective that were there when the run began, in milliseconds. Before that rows may take longer. */
const POLICIES_SPREAD = 60_000;

/** How long the last call for a row may still be under way, in milliseconds. */
const CALL_IN_FLIGHT = 15_000;

/** How long somebody who has lost the turn may still work at a row, in milliseconds. */
export const ROW_IN_FLIGHT = Math.max(TIME_OF_A_ROW, POLICIES_SPREAD) + CALL_IN_FLIGHT;

/** Does something for one row. Calls that go on being refused take neither the time of all others, nor that of the end. */
export async function forOneRow<Outcome>(session: Session, does: (session: Session) => Promise<Outcome>): Promise<Outcome> {
  const until = Math.max(session.started + POLICIES_SPREAD, session.now() + TIME_OF_A_ROW);
  const ofRow = new Session(session, Math.min(session.deadline - ENDING, until));
  const outcome = await does(ofRow);
  session.calls += ofRow.calls;
  return outcome;
}
