import type { RowState } from './campaign';

export const CAMPAIGN_STATUS_FORMAT = 1;

/** How many rows a status names of each list. All are in the events. */
export const MOST_NAMED_ROWS = 50;

/** What a campaign is doing: `WAITING` for something that passes by itself, `STOPPED` until the next deployment, `FINISHED` when every row is at its end. */
export const CAMPAIGN_CONDITIONS = ['RUNNING', 'OBSERVING', 'WAITING', 'STOPPED', 'FINISHED'] as const;
export type CampaignCondition = (typeof CAMPAIGN_CONDITIONS)[number];

/** How far a campaign is, for people to read. Times are in milliseconds since 1970. */
export interface CampaignStatus {
  readonly format: typeof CAMPAIGN_STATUS_FORMAT;
  readonly kind: 'campaign';
  readonly condition: CampaignCondition;
  /** Why it waits or has stopped: a code of the catalogue. */
  readonly code?: string;
  readonly updated: number;
  readonly rows: number;
  readonly counts: Readonly<Record<RowState, number>>;
  /** How many of them aren't at their end. */
  readonly remaining: number;
  readonly lastDay: LastDay;
  /** Until when runs have certainly nothing to do. */
  readonly restsUntil?: number;
  /** How many rows came into a state on each day, of the last days, oldest first. */
  readonly days: readonly CampaignDay[];
  /** The first of those that were invited and haven't answered, by the end of their invitation. */
  readonly unanswered: readonly UnansweredRow[];
  /** The first of those that nothing more happens to, or nothing for now. */
  readonly stuck: readonly StuckRow[];
}

/** Everybody's invitations of the last 24 hours that count: accepted ones don't. */
export interface LastDay {
  readonly invitations: number;
  /** How many the campaign sends at most; as many as AWS takes without it. */
  readonly most?: number;
}

export interface CampaignDay {
  /** In ISO 8601. */
  readonly day: string;
  readonly counts: { readonly [State in RowState]?: number };
}

/** The account, or its e-mail address with most of it left out. */
interface NamedRow {
  readonly row: number;
  readonly name: string;
}

export interface UnansweredRow extends NamedRow {
  readonly until: number;
}

export interface StuckRow extends NamedRow {
  readonly state: RowState;
  readonly code: string;
}

/** The events that tell what happens in a campaign. */
export const STATE_CHANGE = { source: 'cdk-org-guard', detailType: 'Invitation State Change' } as const;
export const CAMPAIGN_CHANGE = { source: 'cdk-org-guard', detailType: 'Invitation Campaign Change' } as const;

interface InCampaign {
  readonly format: typeof CAMPAIGN_STATUS_FORMAT;
  readonly stackId: string;
  readonly logicalResourceId: string;
}

/** The detail of the event that a row has come into another state. */
export interface StateChangeDetail extends InCampaign, NamedRow {
  readonly from: RowState;
  readonly to: RowState;
  readonly code?: string;
  readonly accountId?: string;
  readonly handshakeId?: string;
}

/** The detail of the event that the campaign itself is in another condition. */
export interface CampaignChangeDetail extends InCampaign {
  readonly condition: CampaignCondition;
  readonly code?: string;
}

/** What CloudWatch calls the number of rows that aren't at their end. */
export const REMAINING_METRIC = 'Remaining';
export const METRIC_NAMESPACE = 'CdkOrgGuard';
