import type { RowState } from '../../lib/contract/campaign';
import type { NextStep } from '../../lambda/campaign/decide/due';

/** What becomes of a campaign of invitations, as far as it doesn't depend on who answers, and on what AWS refuses. */
export interface CampaignPlan {
  /** Nothing if the campaign goes. */
  readonly roster?: RosterPlan;
  /** Where its rows are when the campaign goes on after the deployment, and what comes next of them. */
  readonly rows: readonly RowsPlan[];
  /** Nothing if the campaign goes. */
  readonly invitations?: InvitationsPlan;
  readonly gone: GonePlan;
  /** Units of accounts that are still to be placed, which aren't in the organization; nothing if all are. */
  readonly missingUnits?: readonly MissingUnitPlan[];
  /** Why the campaign has stopped, if this deployment lets it go on: a code of the catalogue. */
  readonly resumes?: string;
  /** What can't be known, for people to read. */
  readonly unknown: readonly string[];
}

/** How many accounts the roster has, and in what it differs from the one that the campaign follows; nothing of that if that one isn't known. */
export interface RosterPlan {
  readonly rows: number;
  readonly added?: number;
  readonly removed?: number;
  /** Those that have another unit, other tags, another priority or another generation. */
  readonly changed?: number;
}

/** Rows of which the same comes next. */
export interface RowsPlan {
  readonly state: RowState;
  /** Why they are where they are: a code of the catalogue, or one of the campaign's own. */
  readonly code?: string;
  readonly next: NextStep;
  /** Whether somebody else has sent their pending invitation. */
  readonly isOfOthers?: boolean;
  readonly count: number;
  /** The accounts, of addresses the beginning and the end; the first of them. */
  readonly names: readonly string[];
}

/** A unit that isn't there: who is to be placed in it joins, and stays where it is. */
export interface MissingUnitPlan {
  readonly unit: string;
  readonly count: number;
  /** The accounts, of addresses the beginning and the end; the first of them. */
  readonly names: readonly string[];
}

/** The invitations that are sent if nobody is refused. The deployment itself sends none. */
export interface InvitationsPlan {
  readonly count: number;
  /** To how many of the accounts it is the first one. */
  readonly first: number;
  /** How many are sent a day at most; nothing if as many are sent as AWS takes. */
  readonly perDay?: number;
  /** In how many days all are sent, if nobody else invites; nothing if that isn't known. */
  readonly days?: number;
  /** How often one is sent again that has expired. */
  readonly reinvitations: number;
}

/** Pending invitations of rows that go with this deployment, or with the campaign. */
export interface GonePlan {
  /** Those that the campaign has sent and that stay. */
  readonly staying: number;
  /** Those that somebody else has sent, which stay in any case. */
  readonly ofOthers: number;
  /** Those that are canceled: with the campaign, or by its first run after the deployment. */
  readonly canceled: number;
  /** To whom those were sent, the first of them. */
  readonly names: readonly string[];
}
