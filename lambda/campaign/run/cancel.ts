import { call } from '../../guard/call';
import { isOwnInvitation } from '../decide/own-invitation';
import { Entry, moved } from '../ledger/entry';
import type { CampaignSurroundings } from '../campaign-surroundings';
import type { Session } from '../../guard/session';

/**
 * Takes back pending invitations that the campaign has sent.
 *
 * @param mayGoOn is asked before each
 * @returns the entries of those that aren't pending any more
 */
export async function cancelInvitations(
  session: Session, { organizations }: Pick<CampaignSurroundings, 'organizations'>, entries: readonly Entry[], mayGoOn: () => Promise<boolean>,
): Promise<readonly Entry[]> {
  const ended: Entry[] = [];
  for (const entry of entries) {
    if (!isOwnInvitation(entry)) continue;
    const { handshakeId } = entry;
    if (!await mayGoOn()) break;
    const canceled = await call(session, 'organizations:CancelHandshake', () => organizations.cancelHandshake({ HandshakeId: handshakeId }));
    // What has ended otherwise is seen in the list.
    if (canceled.kind === 'DONE') ended.push(moved({ ...entry, queuedAt: session.now() }, 'QUEUED', session.now(), { endedId: handshakeId }));
  }
  return ended;
}
