import { isOf } from '../ledger';
import type { Run } from '../run';
import { heldBy } from './holdings';

/** A create or an invitation of which the function heard nothing, so that it may have taken effect. */
const UNANSWERED_CREATE = /:(Create|Invite)\w+ (SERVER_ERROR|CONNECTION_LOST|TIMED_OUT) /;

/**
 * Whether a function of the stack took for its own what somebody else made, with exactly the declared attributes, while the
 * function's own create went unanswered: nothing that the service tells is different then.
 */
export function isMistakenForOwn(run: Run, id: string, stackId: string): boolean {
  const creation = run.ledger.creation(id);
  if (!creation || isOf(creation.author, stackId)) return false;
  return run.deliveries.some(({ event, started, ended = Infinity, faults, bodies }) => event.StackId === stackId
    && started <= creation.at && creation.at <= ended
    && faults.some((fault) => UNANSWERED_CREATE.test(fault))
    && bodies.map(heldBy).some((holding) => holding?.id === id && holding.ownership === 'created'));
}
