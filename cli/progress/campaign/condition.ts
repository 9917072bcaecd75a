import type { CampaignCondition, CampaignStatus } from '../../../lib/contract/campaign-status';

/**
 * How a campaign is: as its last run has told, or `STARTING`: a roster was taken, and no run has come since. `CHANGING`: the stack is being deployed. `SILENT`:
 * it isn't at its end, and no run has told anything for long.
 */
export type ShownCondition = CampaignCondition | 'STARTING' | 'CHANGING' | 'SILENT' | 'UNKNOWN';

/** What of a campaign's head is of interest. Times are in milliseconds since 1970. */
export interface CampaignHead {
  /** When CloudFormation made the event with which the roster was taken. */
  readonly takenAt: number;
  /** Until when a run has the turn, if one does. */
  readonly runsUntil?: number;
  /** The code of what has stopped it, until the next deployment. */
  readonly stoppedBy?: string;
}

/** What is known of a campaign. */
export interface CampaignFacts {
  readonly isStackChanging: boolean;
  readonly head?: CampaignHead | undefined;
  readonly status?: CampaignStatus | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A run comes every hour and may take a quarter of one: two have failed to come, in milliseconds. */
const LONG = 2.5 * 60 * 60_000;

export function campaignConditionOf({ isStackChanging, head, status, now }: CampaignFacts): ShownCondition {
  if (isStackChanging) return 'CHANGING';
  // A run that can't go on has stopped it without telling the rest.
  if (head?.stoppedBy !== undefined) return 'STOPPED';
  if (!status) return head ? unlessLong('STARTING', head.takenAt, now) : 'UNKNOWN';
  const { condition, updated, restsUntil = 0 } = status;
  if (head && head.takenAt > updated) return unlessLong('STARTING', head.takenAt, now);
  return condition === 'FINISHED' || condition === 'STOPPED' ? condition : unlessLong(condition, Math.max(updated, restsUntil), now);
}

function unlessLong(condition: ShownCondition, since: number, now: number): ShownCondition {
  return now - since > LONG ? 'SILENT' : condition;
}
