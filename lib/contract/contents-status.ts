/** The names of what people read in the ledger's bucket; both are of the kind `report`. */
export const STATUS = 'status.json';
export const REPORT = 'report.csv';

export const STATUS_FORMAT = 1;

/** What the function does: looks at what is there, then users and groups, memberships, and whoever leaves. */
export const CONTENTS_PHASES = ['CHECKING', 'ENTITIES', 'MEMBERSHIPS', 'REMOVALS'] as const;
export type ContentsPhase = (typeof CONTENTS_PHASES)[number];

/** `OVERTAKEN`: another event came, which goes on in place of this one. */
export type ContentsState = 'RUNNING' | 'DONE' | 'FAILED' | 'OVERTAKEN';

/** How far the handling of one event about contents is. Nothing in it is personal. Times are in milliseconds since 1970. */
export interface ContentsStatus {
  readonly format: typeof STATUS_FORMAT;
  readonly requestId: string;
  readonly requestType: 'Create' | 'Update' | 'Delete';
  readonly state: ContentsState;
  readonly phase: ContentsPhase;
  /** When CloudFormation made the event. */
  readonly signed: number;
  /** When the first call of the function began with it. */
  readonly started: number;
  readonly updated: number;
  /** How many calls of the function have worked on it. */
  readonly passes: number;
  /** Rows that had to be looked at. For a Delete they are those of the event before. */
  readonly rows: TaskCounts;
  /** How many rows failed, by their codes. */
  readonly failedByCode: Readonly<Record<string, number>>;
  readonly removals: TaskCounts;
  /** How many have still to leave, as the ledger says when a call of the function begins or ends. */
  readonly owed: number;
  /** Of the last seconds. */
  readonly requestsPerSecond: number;
  /** How many rows and removals a second, of the last seconds. */
  readonly tasksPerSecond: number;
  /** What CloudFormation is told, once that is known. */
  readonly answer?: AnswerStatus;
  /** Why it failed. */
  readonly code?: string;
}

export interface TaskCounts {
  readonly toDo: number;
  readonly done: number;
  readonly failed: number;
}

export interface AnswerStatus {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly code?: string;
}

/** The event that tells that a run of the workflow has ended. */
export const FINISHED = { source: 'cdk-org-guard', detailType: 'Identity Store Contents Finished' } as const;

/** The detail of that event. */
export interface FinishedDetail extends Pick<ContentsStatus, 'requestId' | 'requestType' | 'state' | 'rows' | 'failedByCode' | 'removals' | 'owed' | 'code'> {
  readonly format: typeof STATUS_FORMAT;
  readonly stackId: string;
  readonly logicalResourceId: string;
}
