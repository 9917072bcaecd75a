import { call } from '../../guard/call';
import type { Unsuccessful } from '../../guard/result';
import type { CampaignSurroundings } from '../campaign-surroundings';
import type { Session } from '../../guard/session';
import { ownInvitationOf, withCanceled } from '../decide/own-invitation';
import type { Entry } from '../ledger/entry';
import { forOneRow } from './row-time';

/** What came of canceling invitations. */
export interface Canceled {
  /** The entries of those that aren't pending any more. */
  readonly ended: readonly Entry[];
  /** Why one of the others is, if one is. */
  readonly failed?: Unsuccessful;
}

/**
 * Takes back pending invitations that the campaign has sent, until one can't be.
 *
 * @param mayGoOn is asked before each
 */
export async function cancelInvitations(
  session: Session, { organizations }: Pick<CampaignSurroundings, 'organizations'>, entries: readonly Entry[], mayGoOn: () => Promise<boolean>,
): Promise<Canceled> {
  const ended: Entry[] = [];
  for (const entry of entries) {
    const handshakeId = ownInvitationOf(entry);
    if (handshakeId === undefined) continue;
    if (!await mayGoOn()) break;
    const canceled = await forOneRow(session, (ofRow) =>
      call(ofRow, 'organizations:CancelHandshake', () => organizations.cancelHandshake({ HandshakeId: handshakeId })));
    if (canceled.kind === 'FAILED') return { ended, failed: canceled };
    // What has ended otherwise is seen in the list.
    if (canceled.kind === 'DONE') ended.push(withCanceled(entry, session.now()));
  }
  return { ended };
}
