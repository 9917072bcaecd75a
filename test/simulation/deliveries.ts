import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** An event that reached a function, once. */
export interface Delivery {
  /**
   * Which of the stack's functions. Those of the provider framework hand an event on, and ask for its result again and again. The passes of a
   * workflow are told where an event is kept. That of a sibling is somebody
   * else's: it fails after a while. A run of a campaign has no event of CloudFormation; it has one that only says which stack it is of.
   */
  readonly part: 'IDENTITY_STORE' | 'ORGANIZATIONS' | 'CONTENTS' | 'PASS' | 'CAMPAIGN' | 'RUN' | 'AWAITING' | 'FRAMEWORK' | 'SIBLING';
  readonly event: CloudFormationCustomResourceEvent;
  readonly started: number;
  /** What the stack was doing when it started: events of a stack may have a later time than they happened at. */
  readonly stackStatus: string;
  ended?: number;
  end?: 'RETURNED' | 'THROWN' | 'KILLED' | 'TIMED_OUT';
  /** What the function sent to the signed URL. */
  readonly bodies: string[];
  /** What went wrong with its calls and answers, as `identitystore:CreateGroup KILLED AFTER`. */
  readonly faults: string[];
}
