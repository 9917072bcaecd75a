import { DAY } from '../../../support/times';
import { SEEN_AFTER } from '../run';
import type { CampaignInvariant } from './invariant';

/** A campaign sends no more than it is allowed to, whoever else sends. */
export const dailyInvitations: CampaignInvariant = {
  name: 'daily invitations',
  holds: 'with of(n) the campaign sends none if n that weren\'t accepted were sent in the last 24 hours, by whomever, before its run began.',
  afterSending(run, { at, by, handshake }) {
    if (by === 'OTHERS') return [];
    const most = run.kept?.head.settings.invitationsPerDay;
    if (most === undefined) return [];
    const counted = run.witness.sent.filter((each) => each.at > at - DAY && each.handshake.end?.state !== 'ACCEPTED' && each.handshake !== handshake
      && (each.by !== 'OTHERS' || each.at < by.started - SEEN_AFTER));
    return counted.length < most ? [] : [`${counted.length} were sent in the last day, of ${most}, and ${handshake.recipient?.id} is invited`];
  },
};
