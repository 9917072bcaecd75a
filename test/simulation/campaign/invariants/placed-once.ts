import { numberOf } from '../declared';
import type { CampaignInvariant } from './invariant';
import { isBy } from '../witness';

/** Whoever was placed is left where somebody moves it, as long as it is a member. */
export const placedOnce: CampaignInvariant = {
  name: 'placed once',
  holds: 'no account is moved by the campaign of which was told that it is in its place, and that has not left since.',
  afterQuiet(run, _kept, { id }) {
    // A row without a unit is in its place wherever its account is, and another row of it may have one.
    const withUnits = new Set(run.successes(id).flatMap(({ declared }) => declared?.rows.filter(({ hasUnit }) => hasUnit).map(numberOf) ?? []));
    const placed = run.toldOf(id).filter(({ to, row }) => to === 'PLACED' && withUnits.has(row));
    return run.witness.moved.flatMap(({ at, by, accountId }) => {
      const told = placed.find((each) => each.accountId === accountId && each.at < at && !run.witness.hasLeft(accountId, each.at, at));
      return isBy(by, id) && told ? [`${accountId} is moved again after it was placed`] : [];
    });
  },
};
