import type { Measure } from '../measure';
import { CampaignMonth, INVITATIONS_PER_DAY, LOG_AROUND, MODEL, playedMonth } from '../subjects/campaign-month';
import type { LatencyModel } from '../subjects/latency';

export interface CampaignResult {
  readonly model: LatencyModel;
  /** In bytes. */
  readonly logAround: number;
  readonly invitationsPerDay: number;
  /** From the deployment on. */
  readonly months: readonly CampaignMonth[];
}

const MONTH = 30;

const CASES: Readonly<Record<'full' | 'quick', readonly (readonly [accounts: number, days: number])[]>> = {
  full: [[100, MONTH], [500, MONTH]],
  quick: [[60, 4]],
};

/** What a campaign uses in its first month, in which it invites the most, in virtual time. */
export const measureCampaign: Measure<CampaignResult> = async ({ scale, progress }) => {
  const months: CampaignMonth[] = [];
  for (const [accounts, days] of CASES[scale]) {
    months.push(await playedMonth(accounts, days));
    progress(`${accounts} accounts for ${days} days`);
  }
  return { model: MODEL, logAround: LOG_AROUND, invitationsPerDay: INVITATIONS_PER_DAY, months };
};
