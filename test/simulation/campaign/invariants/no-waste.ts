import type { Handshake } from '../../../../sandbox/organizations/handshakes';
import { DAY, HOUR, MINUTE } from '../../../support/times';
import { organizationIn } from '../acts';
import { targetOf } from '../declared';
import { deployedNow } from '../rows';
import type { CampaignInvariant } from './invariant';

/** Nobody waits while there are invitations left. */
export const noWaste: CampaignInvariant = {
  name: 'no waste',
  holds: 'after quiet days nobody waits for an invitation while there was one left at the last run.',
  afterQuiet(run, kept, { id }) {
    const { head: { pause } } = kept;
    if (pause?.kind === 'STOP') return [`the campaign has stopped for ${pause.code} although nothing went wrong`];
    const declared = deployedNow(run, id)?.declared;
    if (!declared) return [];
    const organization = organizationIn(run.sandbox);
    const { handshakes } = run.sandbox.organizations;
    const waiting = declared.rows.flatMap((row) => {
      const { state, expired = 0, since = 0 } = kept.entryOf(row) ?? {};
      const isDue = state === 'QUEUED' || (state === 'EXPIRED' && expired <= declared.reinvitations);
      return isDue && since < run.time.now() - 1.5 * declared.hours * HOUR ? [`${targetOf(row)} is ${state}`] : [];
    });
    const lastRun = run.time.now() - declared.hours * HOUR;
    const since = run.time.now() - DAY - declared.hours * HOUR - 10 * MINUTE;
    // One that was accepted since counted then.
    const isFree = (end: Handshake['end']): boolean => end?.state === 'ACCEPTED' && end.at <= lastRun;
    const used = run.witness.sent.filter(({ at, handshake }) => at > since && !isFree(handshake.end)).length;
    const left = Math.min(declared.invitationsPerDay ?? Infinity, organization.dailyInvitations) - used;
    // One that has ended since took a place then.
    const taken = handshakes.all.filter(({ organizationId, action, expiresAt, end }) =>
      organizationId === organization.id && action === 'INVITE' && expiresAt > lastRun && (end === undefined || end.at > lastRun)).length;
    const places = organization.accountQuota - organization.members.size - taken;
    return left > 0 && places > 0 ? waiting.map((each) => `${each} although ${left} invitations were left`) : [];
  },
};
