import { Entry, moved } from '../ledger/entry';

/** The pending invitation of a row that its campaign has sent, if it has one: only such ones are ever canceled. */
export function ownInvitationOf({ state, isSent, handshakeId, unansweredId }: Entry): string | undefined {
  return state === 'INVITED' && isSent === true ? handshakeId : unansweredId;
}

/** The entry once that invitation is canceled. A member stays one. */
export function withCanceled(entry: Entry, now: number): Entry {
  const { unansweredId: _canceled, ...others } = entry;
  if (entry.state !== 'INVITED') return others;
  const { handshakeId, toldState = 'INVITED' } = entry;
  return moved({ ...entry, queuedAt: now }, 'QUEUED', now, { toldState, ...(handshakeId !== undefined && { endedId: handshakeId }) });
}
