import { numberOf } from '../declared';
import { isRenewed, rowsFor } from '../rows';
import type { CampaignInvariant } from './invariant';

/** What was told to be an end is one. */
export const ends: CampaignInvariant = {
  name: 'ends',
  holds: 'nobody is invited of whose row was told that it is JOINED, PLACED or LEFT, or without another generation that it is DECLINED or SKIPPED.',
  afterSending(run, { by, handshake }) {
    if (by === 'OTHERS') return [];
    const rows = rowsFor(run, by.event.StackId, handshake);
    const number = rows[0] && numberOf(rows[0].row);
    const last = run.toldOf(by.event.StackId).filter((each) => each.row === number).at(-1);
    if (!last) return [];
    const isEnd = ['JOINED', 'PLACED', 'LEFT'].includes(last.to) || (['DECLINED', 'SKIPPED'].includes(last.to) && !isRenewed(rows, last.at));
    return isEnd ? [`${handshake.recipient?.id} is ${last.to} and is invited`] : [];
  },
};
