import { isRenewed, rowsFor } from '../rows';
import { CampaignSimulation, SEEN_AFTER } from '../run';
import type { CampaignInvariant } from './invariant';

/** How long a list shows an invitation that has ended, in milliseconds. */
const SHOWN = 30 * 24 * 60 * 60_000;

/** Whoever has declined, or has joined and left, isn't asked again. */
export const notAgain: CampaignInvariant = {
  name: 'not again',
  holds: 'nobody is invited who has declined and has no other generation since, or who has accepted once and left.',
  afterSending(run, { by, handshake }) {
    if (by === 'OTHERS') return [];
    const rows = rowsFor(run, by.event.StackId, handshake);
    const before = run.witness.to(handshake).filter((each) => each.handshake !== handshake).at(-1)?.handshake;
    // What happens while a run is under way it can't know.
    if (!before?.end || before.end.at > by.started - SEEN_AFTER) return [];
    const { state, at } = before.end;
    const wasDeclining = rows.some(({ from }) => from < at);
    // A list shows for thirty days what has ended, and no ledger has what ended before there was a row.
    if (state === 'DECLINED' && (wasDeclining || by.started - at < SHOWN) && !isRenewed(rows, lastLook(run, at))) return [`${handshake.recipient?.id} has declined and is invited again`];
    const wasInRoster = rows.some(({ from }) => from < before.requestedAt);
    return state === 'ACCEPTED' && wasInRoster ? [`${handshake.recipient?.id} has accepted, has left, and is invited again`] : [];
  },
};

/** No answer has a date: what comes before the first look at a generation may as well have been there before it. */
function lastLook({ log }: CampaignSimulation, before: number): number {
  return log.findLast(({ at, line }) => at <= before && line.requestType === 'Run' && line.result === 'DONE')?.at ?? -Infinity;
}
