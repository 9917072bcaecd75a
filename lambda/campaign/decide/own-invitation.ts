import type { Entry } from '../ledger/entry';

/** An entry with a pending invitation that its campaign has sent. */
export type OwnInvitation = Entry & Required<Pick<Entry, 'handshakeId'>>;

/** Whether a row has a pending invitation that its campaign has sent: only such ones are ever canceled. */
export function isOwnInvitation(entry: Entry): entry is OwnInvitation {
  return entry.state === 'INVITED' && entry.isSent === true && entry.handshakeId !== undefined;
}
