import type { Entry } from '../../../../lambda/campaign/ledger/entry';
import type { Handshake } from '../../../../sandbox/organizations/handshakes';
import { HOUR } from '../../../support/times';
import { organizationIn } from '../acts';
import { accountIdOf, targetOf } from '../declared';
import type { PlannedCampaign, PlannedRow } from '../plan';
import type { CampaignSimulation } from '../run';
import type { CampaignInvariant } from './invariant';

/** After quiet days the ledger knows what there is. */
export const agreement: CampaignInvariant = {
  name: 'agreement',
  holds: 'after quiet days every row is in the state in which its account is.',
  afterQuiet(run, kept) {
    const declared = run.declaredBy(kept.head.roster);
    if (!declared) return ['nobody has deployed the roster that the campaign follows'];
    return declared.rows.flatMap((row) => {
      const entry = kept.entryOf(row);
      const objection = entry ? objectionTo(run, declared, row, entry) : 'isn\'t in the ledger';
      return objection === undefined ? [] : [`${targetOf(row)} is ${entry?.state} ${entry?.code ?? ''}: ${objection}`];
    });
  },
};

function objectionTo(run: CampaignSimulation, declared: PlannedCampaign, row: PlannedRow, { state, code, handshakeId }: Entry): string | undefined {
  const account = accountIdOf(row.account);
  const organization = organizationIn(run.sandbox);
  const isMember = organization.members.has(account);
  const lastRun = run.time.now() - (declared.hours + 0.5) * HOUR;
  const sent = run.witness.sent.filter(({ handshake: { recipient } }) => recipient?.id.toLowerCase() === targetOf(row));
  // What others take back changes nothing.
  const counting = sent.filter(({ by, handshake: { end } }) => by !== 'OTHERS' || end?.state !== 'CANCELED');
  const invitations = counting.map(({ handshake }) => handshake);
  // It may have been sent again at the moment at which the one before expired.
  const pending = invitations.findLast((handshake) => !handshake.end && handshake.expiresAt > lastRun);
  if (code === 'DUPLICATE') return declared.rows.some((other) => other.account === row.account && other.by !== row.by) ? undefined : 'it has no other row';
  switch (state) {
    case 'JOINED':
    case 'PLACED':
      if (!isMember) return 'its account is no member';
      return state === 'JOINED' && (row.hasUnit || row.hasTags) && !isClosed(run, account) ? 'its account is still to be placed' : undefined;
    case 'INVITED': return pending && pending.id === handshakeId ? undefined : `the pending invitation is ${pending?.id ?? 'none'}`;
    case 'LEFT': return run.witness.departed.has(account) ? undefined : 'its account has never left';
    default:
      if (isMember) return 'its account is a member';
      if (pending && pending.requestedAt < lastRun && pending.expiresAt > run.time.now()) return `${pending.id} is pending`;
      if (code === 'INVITATION_CANCELED' && !counting.some(({ by, handshake: { end } }) => by !== 'OTHERS' && end?.state === 'CANCELED')) return 'nobody has canceled an invitation of it';
      return objectionToEnd(state, invitations.at(-1), lastRun);
  }
}

function objectionToEnd(state: Entry['state'], last: Handshake | undefined, lastRun: number): string | undefined {
  if (state === 'DECLINED' && last?.end?.state !== 'DECLINED') return 'its last invitation isn\'t declined';
  if (state === 'EXPIRED' && (!last || last.end || last.expiresAt > lastRun + 13 * HOUR)) return 'its last invitation hasn\'t expired';
  return undefined;
}

/** Whether nothing is written to the account any more. */
function isClosed({ sandbox }: CampaignSimulation, account: string): boolean {
  return sandbox.organizations.accounts.get(account).state === 'SUSPENDED';
}
