import { numberOf, targetOf } from '../declared';
import type { CampaignInvariant } from './invariant';

/** Who follows the events knows the state of each row. */
export const told: CampaignInvariant = {
  name: 'told',
  holds: 'after quiet days the last that was told of each row is the state in which it is.',
  afterQuiet(run, kept, { id }) {
    const last = new Map(run.toldOf(id).map(({ row, to }) => [row, to]));
    return (run.declaredBy(kept.head.roster)?.rows ?? []).flatMap((row) => {
      const state = kept.entryOf(row)?.state ?? 'QUEUED';
      const toldState = last.get(numberOf(row)) ?? 'QUEUED';
      return state === toldState ? [] : [`${targetOf(row)} is ${state}, and ${toldState} was told last`];
    });
  },
};
