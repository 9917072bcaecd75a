import type { Rate } from '../time/token-buckets';

/** The operations that only read, and that therefore are called in loops. */
export const READING_OPERATIONS = [
  'DescribeStacks', 'DescribeStackEvents', 'DescribeStackResources', 'ListStackResources', 'GetTemplate', 'DescribeChangeSet', 'ListChangeSets',
] as const;

export type ReadingOperation = (typeof READING_OPERATIONS)[number];

/** Behaviour of CloudFormation that isn't documented, or differs from time to time. A library has to be right either way, so tests run both. */
export interface Switches {
  /** The id in a rollback's Update of a resource that the failed update had replaced. */
  readonly rollbackPhysicalId: 'NEW' | 'OLD';
  /** Whether the signed URL for an answer tells when it was made. */
  readonly datedAnswerUrl: boolean;
  /** Which template GetTemplate gives while a stack is being updated. */
  readonly templateDuringUpdate: 'NEW' | 'OLD';
  /** How often the deletion of a resource is tried when its stack is deleted, or goes away because it couldn't be created. */
  readonly stackDeletionAttempts: number;
  /** What a nested stack does whose creation failed: it rolls back itself, or waits for its parent to delete it. */
  readonly failedNestedStack: 'ROLLS_BACK' | 'WAITS';
  /** Whether outputs of other stacks can be read also where AWS documents that it fails for now. */
  readonly stackOutputsAnywhere: boolean;
  /** Whether resources of other types can be refactored in a stack that also has some that can't be, such as custom resources. */
  readonly refactorsBesideUnsupported: boolean;
  /** How a request that names a stack by its id is authorized: for that id, or for any stack of its name. */
  readonly namedStack: 'ID' | 'NAME';
  /** How many items a page of a list has. */
  readonly pageSize: number;
  /** The request rate of each operation, for all callers of an account together. An operation that isn't here takes any number. */
  readonly requestRates: Readonly<Partial<Record<ReadingOperation, Rate>>>;
}

const READING: Rate = { perSecond: 10, burst: 10 };

export const DEFAULT_SWITCHES: Switches = {
  rollbackPhysicalId: 'NEW',
  datedAnswerUrl: true,
  templateDuringUpdate: 'NEW',
  stackDeletionAttempts: 1,
  failedNestedStack: 'ROLLS_BACK',
  stackOutputsAnywhere: false,
  refactorsBesideUnsupported: false,
  namedStack: 'ID',
  pageSize: 100,
  requestRates: {
    DescribeStacks: { perSecond: 5, burst: 5 },
    DescribeStackEvents: READING,
    DescribeStackResources: READING,
    ListStackResources: READING,
    GetTemplate: READING,
    DescribeChangeSet: READING,
    ListChangeSets: READING,
  },
};
