import { isOf } from '../ledger';
import type { Run } from '../run';
import { heldBy } from './holdings';

/** A create or an invitation of which the function heard nothing, so that it may have taken effect. */
const UNANSWERED_CREATE = /:(Create|Invite)\w+ (SERVER_ERROR|CONNECTION_LOST|TIMED_OUT|ANSWERED_BY_ANOTHER) /;

/** How far apart, in milliseconds, what a date in an answer has for the least and the most can be. */
const DATED = 2_000;

/** By how much the times of a service may seem to be others than they are, in milliseconds: it may know only whole seconds, and its clock be another one. */
function toleranceOf({ plan: { identityStore } }: Run): number {
  const { wholeSeconds, datesAnswers, clockOffsetMilliseconds = 0 } = identityStore;
  return (wholeSeconds ? 1_000 : 0) + (datesAnswers ? DATED : Math.abs(clockOffsetMilliseconds));
}

/** What stacks took for their own that somebody else had made, by their ids. */
export function mistakenIn(run: Run): string[] {
  const stackIds = [...new Set(run.deliveries.map(({ event }) => event.StackId))];
  const made = run.ledger.changes.filter(({ before }) => !before);
  return made.filter(({ id }) => stackIds.some((stackId) => isMistakenForOwn(run, id, stackId))).map(({ id }) => id);
}

/**
 * Whether a function of the stack took for its own what somebody else made, with exactly the declared attributes, while the
 * function's own create went unanswered: nothing that the service tells is different then.
 */
export function isMistakenForOwn(run: Run, id: string, stackId: string): boolean {
  const creation = run.ledger.creation(id);
  if (!creation || isOf(creation.author, stackId)) return false;
  const tolerance = toleranceOf(run);
  return run.deliveries.some(({ event, started, ended = Infinity, faults, bodies }) => event.StackId === stackId
    && started - tolerance <= creation.at && creation.at <= ended + tolerance
    && faults.some((fault) => UNANSWERED_CREATE.test(fault))
    && bodies.map(heldBy).some((holding) => holding?.id === id && holding.ownership === 'created'));
}
