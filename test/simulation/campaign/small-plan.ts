import type { CampaignPlan, PlannedAccount, PlannedRow } from './plan';

/** Who never answers. */
export const ACCOUNT: PlannedAccount = { begins: 'FREE', answer: 'SILENT', answersAfter: 0, leavesAfter: null };
export const ROW: PlannedRow = { account: 0, by: 'ID', hasUnit: false, hasTags: false, priority: null, generation: 0 };

/** A few days in which nothing goes wrong, from which tests make the runs that they need. */
export const PLAN: CampaignPlan = {
  seed: 1, latency: 0, atCalls: [], disturbances: [],
  organization: { featureSet: 'ALL', accountQuota: 60, dailyInvitations: null, duplicatesAcrossTargetTypes: false, emptyPages: false, readLag: 0 },
  accounts: Array.from({ length: 4 }, () => ACCOUNT),
  campaign: {
    rows: [0, 1, 2, 3].map((account) => ({ ...ROW, account })), invitationsPerDay: 2, reinvitations: 0, mostFailures: 5,
    cancelsRemoved: false, isDestroyed: false, byRole: false, hours: 12, generation: 0,
  },
  stretches: [{ days: 4, steps: [], acts: [] }],
};
