import type { ConflictPolicyName, GroupProperties, NamedProperties, StoreProperties, UserProperties } from './identity-store';

/** The CloudFormation type of contents. It can never change once it is deployed. */
export const CONTENTS_RESOURCE_TYPE = 'Custom::IdentityStoreContents';

/** How long CloudFormation waits for contents, in seconds: the longest that it waits for any custom resource. */
export const CONTENTS_SERVICE_TIMEOUT_SECONDS = 3600;

/** The requests a second that contents make of each operation of a store, unless told otherwise: the service takes 20. */
export const REQUESTS_PER_SECOND = { default: 18, maximum: 20 };

/** `ResourceProperties` of contents. Numbers and flags are texts once CloudFormation has passed them on. */
export interface ContentsProperties extends StoreProperties {
  readonly Source: SourceProperties;
  /** Groups whose members are exactly those in the file, by their names. */
  readonly Exclusive?: readonly ExclusiveProperties[];
  readonly ConflictPolicy: ConflictPolicyName;
  readonly MembershipConflictPolicy: ConflictPolicyName;
  readonly Protection: ProtectionProperties;
  /** How many rows may fail. */
  readonly MostFailures: number;
  /** How long the deployment waits, in minutes; nothing if it goes on once everything is checked. */
  readonly WaitMinutes?: number;
  /** The ARN of the state machine in which events are handled, if one call of the function may not be enough. */
  readonly StateMachine?: string;
  readonly RequestsPerSecond: number;
  /** What becomes of what was created when the construct or the stack goes. */
  readonly RemovalPolicy: 'RETAIN' | 'DESTROY';
  /** What becomes of users and groups whose row has gone; they stay by default. */
  readonly RemovedUsers?: 'DELETE';
  readonly RemovedGroups?: 'DELETE';
  readonly Ledger: LedgerProperties;
  /** The groups and users whose ids other resources ask for. */
  readonly LookedUp?: readonly LookedUpProperties[];
  /** Whether the function writes metrics into its log. */
  readonly Metrics?: boolean;
  readonly Generation?: string;
}

/** Where the file is, and what is in it. */
export interface SourceProperties {
  readonly Bucket: string;
  readonly Key: string;
  /** The version of an object that isn't an asset, if one is wanted. */
  readonly VersionId?: string;
  /**
   * The hash of the file's lines without their rows: the same for files that declare the same, in whatever order. Of what isn't an asset it is that of its
   * bytes.
   */
  readonly Hash: string;
  /** The hash that the file's bytes must have, in hexadecimal digits, if it isn't an asset: whose name says it. */
  readonly Sha256?: string;
}

export interface ExclusiveProperties {
  readonly Group: string;
  /** Whether all of those who are in it may leave at once. */
  readonly MayBeEmptied?: boolean;
}

export interface ProtectionProperties {
  readonly MostRemovals: number;
  readonly MostRemovalsPercent: number;
}

export interface LedgerProperties {
  readonly Bucket: string;
}

/** One of the two. */
export interface LookedUpProperties {
  readonly Group?: string;
  readonly User?: string;
}

/** `Data` of the answer: what `Fn::GetAtt` can read. Counts are of what the file declares. */
export interface ContentsAttributes {
  readonly Users: string;
  readonly Groups: string;
  readonly Memberships: string;
  /** Of all of these. */
  readonly Created: string;
  readonly Adopted: string;
  readonly Failed: string;
  /** Of those who leave with the next event of these contents. */
  readonly Owed: string;
  /** Changes only when the id of a group or user in `LookedUp` changes. */
  readonly LookedUpIds: string;
  /** Where the report is, as an S3 URI. */
  readonly Report: string;
}

/**
 * The file: one JSON document a line, compressed with gzip. The first line says how it is written; then come users, groups and memberships, each sorted by
 * name. What a line has in `attributes` is what a construct has in its `ResourceProperties`.
 */
export type ContentsLine = ContentsHeader | UserLine | GroupLine | MembershipLine;

export const CONTENTS_FORMAT = 1;

export interface ContentsHeader {
  readonly kind: 'contents';
  readonly format: typeof CONTENTS_FORMAT;
  readonly users: number;
  readonly groups: number;
  readonly memberships: number;
}

/** Where a person finds what a line declares: the line of the table of its kind, or the place in the list, from 1. */
interface Row {
  readonly row: number;
}

export interface UserLine extends Row {
  readonly kind: 'user';
  /** The name until now, if the user is to be renamed. */
  readonly formerName?: string;
  readonly attributes: Omit<UserProperties, keyof NamedProperties>;
}

export interface GroupLine extends Row {
  readonly kind: 'group';
  readonly formerName?: string;
  readonly attributes: Omit<GroupProperties, keyof NamedProperties>;
}

export interface MembershipLine extends Row {
  readonly kind: 'membership';
  readonly group: string;
  readonly userName: string;
}

/**
 * What is kept in the ledger's bucket. A key begins with its kind: rules of a life cycle and permissions can only tell objects apart by how their keys begin.
 * Nothing is ever deleted but by these rules, so that the function needs no permission to.
 */
export const LEDGER_KINDS = ['head', 'ledger', 'journal', 'report', 'file', 'event'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** How long a workflow goes on at most, in days. */
export const WORKFLOW_DAYS = 7;

/** After how many days objects expire, by their kind; the others stay. An event is read as long as its workflow goes on. */
export const LEDGER_EXPIRY_DAYS: { readonly [Kind in LedgerKind]?: number } = { journal: 30, report: 30, event: WORKFLOW_DAYS + 1 };

/** After how many days it expires what was overwritten. */
export const LEDGER_NONCURRENT_DAYS = 30;

/**
 * How all keys of a kind begin that belong to a stack: what its function may read, write and list. The logical id of the contents follows.
 *
 * @param stackUuid the last part of the stack's id
 */
export function ledgerPrefix(kind: LedgerKind, stackUuid: string): string {
  return `${kind}/${stackUuid}/`;
}

/** What each state of a workflow is given: where an event is kept. The event itself is in no history, since whoever has its URL can answer it. */
export interface WorkflowInput {
  readonly bucket: string;
  readonly stackUuid: string;
  readonly logicalResourceId: string;
  readonly requestId: string;
}

/** The name under which a state gets to know that the one before has failed for good. */
export const ABANDONED = 'abandoned';

/** What a call of the function tells the workflow. */
export interface PassOutput {
  /** Whether the next call goes on. */
  readonly isMore: boolean;
}
