import { agreement } from './agreement';
import { confidential } from './confidential';
import { dailyInvitations } from './daily-invitations';
import { deleted } from './deleted';
import { deployed } from './deployed';
import { ends } from './ends';
import type { CampaignInvariant } from './invariant';
import { noWaste } from './no-waste';
import { notAgain } from './not-again';
import { observing } from './observing';
import { oneInvitation } from './one-invitation';
import { ownInvitations } from './own-invitations';
import { placedOnce } from './placed-once';
import { reinvitations } from './reinvitations';
import { told } from './told';

/** Everything that has to hold in every run of a campaign. */
export const CAMPAIGN_INVARIANTS: readonly CampaignInvariant[] = [
  oneInvitation, notAgain, ends, dailyInvitations, ownInvitations, placedOnce, reinvitations, observing,
  agreement, told, noWaste, confidential, deployed, deleted,
];
