import type { LedgerProperties, SourceProperties } from './contents';
import type { TagProperties } from './organizations';

/** The CloudFormation type of a campaign. It can never change once it is deployed. */
export const CAMPAIGN_RESOURCE_TYPE = 'Custom::OrganizationsInvitationCampaign';

/** `ResourceProperties` of a campaign. Numbers and flags are texts once CloudFormation has passed them on. */
export interface CampaignProperties {
  readonly Source: SourceProperties;
  readonly Ledger: LedgerProperties;
  /** How many invitations are sent in 24 hours; as many as AWS takes without it. */
  readonly InvitationsPerDay?: number;
  /** How often an account is invited again after its invitation has expired. */
  readonly Reinvitations: number;
  /** After how many failures in a row that are of the own side nothing more is done. */
  readonly MostFailures: number;
  readonly Notes?: string;
  /** The role that accepts, in each invited account. */
  readonly RoleName?: string;
  readonly ExternalId?: string;
  /** Whether the pending invitation of a row that has gone is taken back. */
  readonly CancelRemoved?: boolean;
  /** What becomes of pending invitations when the construct or the stack goes. */
  readonly RemovalPolicy: 'RETAIN' | 'DESTROY';
  /** The root stack of a nested stack. It knows whether a deployment is under way. */
  readonly RootStackId?: string;
  readonly Metrics?: boolean;
  readonly Generation?: string;
}

/** `Data` of the answer: how many rows are in which state, as far as that was known. */
export interface CampaignAttributes extends Record<CountAttribute, string> {
  readonly Rows: string;
}

/** Where an account is on its way. */
export const ROW_STATES = ['QUEUED', 'INVITED', 'JOINED', 'PLACED', 'DECLINED', 'EXPIRED', 'BLOCKED', 'SKIPPED', 'LEFT'] as const;
export type RowState = (typeof ROW_STATES)[number];

type CountAttribute = Capitalize<Lowercase<RowState>>;

/** The name of the attribute that counts the rows in a state. */
export function countAttribute(state: RowState): CountAttribute {
  return `${state.charAt(0)}${state.slice(1).toLowerCase()}` as CountAttribute;
}

export const ROSTER_FORMAT = 1;

/** The file: one JSON document a line, compressed with gzip. The first line says how it is written; the rows follow in their order. */
export type RosterLine = RosterHeader | RosterRowLine;

export interface RosterHeader {
  readonly kind: 'roster';
  readonly format: typeof ROSTER_FORMAT;
  readonly rows: number;
}

/** One account, by one of the two. */
export interface RosterRowLine {
  readonly kind: 'row';
  /** Where a person finds it: the line of the table, or the place in the list, from 1. */
  readonly row: number;
  readonly account?: string;
  readonly email?: string;
  readonly unit?: string;
  readonly tags?: readonly TagProperties[];
  /** Rows with a lower one are invited earlier; those without one come last. */
  readonly priority?: number;
  readonly generation?: string;
}

/** How long a run may take. */
export const RUN_TIMEOUT_SECONDS = 900;

/** What the schedule gives the function: which campaign it is to go on with. */
export interface CampaignRun {
  readonly stackId: string;
  readonly logicalResourceId: string;
  readonly bucket: string;
}
