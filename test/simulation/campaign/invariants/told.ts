import { numberOf, targetOf } from '../declared';
import type { CampaignInvariant } from './invariant';

/** Who follows the events knows the state of each row. */
export const told: CampaignInvariant = {
  name: 'told',
  holds: 'after quiet days the last that was told of each row is the state in which it is, unless it was out of the roster for a while.',
  afterQuiet(run, kept, { id }) {
    const last = new Map(run.toldOf(id).map(({ row, to }) => [row, to]));
    const rosters = run.successes(id).map(({ declared }) => new Set(declared?.rows.map(targetOf)));
    return (run.declaredBy(kept.head.roster)?.rows ?? []).flatMap((row) => {
      const inRosters = rosters.map((targets) => targets.has(targetOf(row)));
      const wasAbsent = inRosters.slice(inRosters.indexOf(true)).includes(false);
      const state = kept.entryOf(row)?.state ?? 'QUEUED';
      const toldState = last.get(numberOf(row)) ?? 'QUEUED';
      return wasAbsent || state === toldState ? [] : [`${targetOf(row)} is ${state}, and ${toldState} was told last`];
    });
  },
};
