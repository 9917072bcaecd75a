import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** An event that reached a function, once. */
export interface Delivery {
  readonly event: CloudFormationCustomResourceEvent;
  readonly started: number;
  ended?: number;
  end?: 'RETURNED' | 'THROWN' | 'KILLED' | 'TIMED_OUT';
  /** What the function sent to the signed URL. */
  readonly bodies: string[];
  /** What went wrong with its calls and answers, as `identitystore:CreateGroup KILLED AFTER`. */
  readonly faults: string[];
}
