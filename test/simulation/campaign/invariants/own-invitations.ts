import { targetOf } from '../declared';
import { deployedNow } from '../rows';
import type { CampaignInvariant } from './invariant';
import { isBy } from '../witness';

/** A campaign cancels nothing but what it has sent, and that only for rows that have gone. */
export const ownInvitations: CampaignInvariant = {
  name: 'own invitations',
  holds: 'the campaign cancels only what it has sent itself: of rows that have gone, or when it is deleted itself.',
  afterAll(run) {
    return run.witness.canceled.flatMap(({ by, handshake }) => {
      if (by === 'OTHERS') return [];
      const sent = run.witness.sent.find((each) => each.handshake === handshake);
      return sent && isBy(sent.by, by.event.StackId) ? [] : [`${handshake.id} to ${handshake.recipient?.id} is canceled, which somebody else has sent`];
    });
  },
  afterQuiet(run, _kept, { id }) {
    const rows = deployedNow(run, id)?.declared?.rows ?? [];
    return run.witness.canceled.flatMap(({ by, handshake, at }) => {
      const isOfRow = at >= run.quietSince && rows.some((row) => targetOf(row) === handshake.recipient?.id.toLowerCase());
      return isBy(by, id) && isOfRow ? [`${handshake.recipient?.id} is in the roster, and its invitation is canceled`] : [];
    });
  },
};
