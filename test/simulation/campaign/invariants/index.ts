import type { CampaignInvariant } from './invariant';
import { oneInvitation } from './one-invitation';

/** Everything that has to hold in every run of a campaign. */
export const CAMPAIGN_INVARIANTS: readonly CampaignInvariant[] = [oneInvitation];
