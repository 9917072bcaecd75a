import { isRenewed, rowsFor } from '../rows';
import type { CampaignInvariant } from './invariant';
import { isBy } from '../witness';

/** An account is invited again as often as is declared. */
export const reinvitations: CampaignInvariant = {
  name: 'reinvitations',
  holds: 'nobody is invited of whom more invitations of the campaign have expired than there are reinvitations, since the row has its generation.',
  afterSending(run, { at, by, handshake }) {
    if (by === 'OTHERS') return [];
    const { event: { StackId: stackId } } = by;
    const rows = rowsFor(run, stackId, handshake);
    const expired = run.witness.to(handshake).filter((each) => isBy(each.by, stackId) && !each.handshake.end && each.handshake.expiresAt <= at
      && !isRenewed(rows, each.handshake.requestedAt));
    const most = run.kept?.head.settings.reinvitations ?? 0;
    return expired.length <= most ? [] : [`${handshake.recipient?.id} has let ${expired.length} invitations expire, and is invited again although there are ${most} reinvitations`];
  },
};
