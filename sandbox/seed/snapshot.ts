/** What the format of a snapshot is called, with its version. */
export const SNAPSHOT_FORMAT = 'cdk-org-guard/snapshot@1';

/**
 * What was really there at a time: identity stores, an organization, deployed stacks. Entities have the members that their services answer with, and dates
 * are texts in ISO 8601.
 */
export interface Snapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly reading: Reading;
  /** What is personal was replaced, so that nothing can be planned from it. */
  readonly isRedacted?: boolean;
  readonly identityStores: readonly StoreSnapshot[];
  /** Those that were asked for, and aren't there. */
  readonly missingStores?: readonly MissingStore[];
  /** That of the caller's account. */
  readonly organization?: OrganizationSnapshot;
  readonly stacks: readonly StackSnapshot[];
  /** Those of the contents in these stacks, as far as there are any. */
  readonly ledgers?: readonly LedgerSnapshot[];
  /** Those of these stacks, as far as there are any. */
  readonly campaigns?: readonly CampaignSnapshot[];
  /** What was to be read and couldn't be, so that nothing is known of it. */
  readonly notRead: readonly NotRead[];
}

/** When it was read, by whom and with what. */
export interface Reading {
  /** The version of the command. */
  readonly version: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly caller: { readonly account: string; readonly arn: string };
  readonly region: string;
  /** The Regions whose stacks were read, in the account of the caller. */
  readonly stackRegions: readonly string[];
  /** Only if it isn't AWS's own. */
  readonly endpoint?: string;
}

export interface NotRead {
  /** For example `the memberships of the group 1234567890-…`. */
  readonly what: string;
  /** What AWS said. */
  readonly why: string;
}

/** An entity as its service answers. */
export type Entity = Readonly<Record<string, unknown>>;

/** One that is in a root or an organizational unit, whose id it has. */
export type PlacedEntity = Entity & { readonly ParentId: string };

/** A Region has no store with this id. */
export interface MissingStore {
  readonly identityStoreId: string;
  readonly region: string;
}

export interface StoreSnapshot {
  readonly identityStoreId: string;
  readonly region: string;
  readonly users: readonly Entity[];
  readonly groups: readonly Entity[];
  readonly memberships: readonly Entity[];
}

export interface OrganizationSnapshot {
  /** As DescribeOrganization answers. */
  readonly organization: Entity;
  readonly roots: readonly Entity[];
  /** Each with the id of what it is in. */
  readonly organizationalUnits: readonly PlacedEntity[];
  /** Each with the id of the root or unit that it is in, and with its tags. */
  readonly accounts: readonly PlacedEntity[];
  /** Those of the last 30 days. */
  readonly handshakes: readonly Entity[];
}

export interface OutputSnapshot {
  readonly key: string;
  readonly value: string;
  readonly exportName?: string;
  /** The names of the stacks that use the export, so that it can be neither changed nor deleted. */
  readonly importedBy?: readonly string[];
}

/** What a ledger has. */
export interface StoredLedger {
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
  /** Their bytes in Base64, by key. */
  readonly objects: Readonly<Record<string, string>>;
}

/** What the ledger of contents says of whose everything is, with the files that it remembers. */
export interface LedgerSnapshot extends StoredLedger {
  readonly stackId: string;
  readonly logicalId: string;
}

/** How far a campaign of invitations was. */
export interface CampaignSnapshot {
  readonly stackId: string;
  readonly logicalId: string;
  /** Nothing if no run has told anything yet. */
  readonly status?: CampaignStatusSnapshot;
  /** What it remembers of each row, with its roster; nothing if that may not be read. */
  readonly ledger?: StoredLedger;
}

/** What the last run of a campaign has told. */
export interface CampaignStatusSnapshot {
  /** For example `RUNNING`. */
  readonly condition: string;
  /** Why it waits or has stopped. */
  readonly code?: string;
  /** Milliseconds since 1970. */
  readonly updated: number;
  /** How many accounts it has. */
  readonly rows: number;
  /** How many of them aren't at their end. */
  readonly remaining: number;
  /** How many of them are in which state, for example `INVITED`. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A stack that holds resources of this library, or is nested in one that does. */
export interface StackSnapshot {
  readonly account: string;
  readonly region: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly status: string;
  readonly lastChangedAt: string;
  readonly rootId?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: readonly OutputSnapshot[];
  /** As it was deployed. */
  readonly template: string;
  readonly resources: readonly {
    readonly logicalId: string; readonly physicalId: string; readonly type: string; readonly status: string;
    /** If an update of the stack failed and was not rolled back. */
    readonly lastChangedAt?: string;
  }[];
}
