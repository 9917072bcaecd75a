import type { Paced } from './pace';
import type { Obstacle, Schedule } from './repeat';

/** A policy that CloudFormation has just created isn't effective at once; in milliseconds. */
export const POLICY_SPREADING = 60_000;

/**
 * A call that the service refuses because of its time. The refusal tells the client the service's time; other clients of the instance may have to learn it too.
 */
export const CLOCK_CORRECTION: Obstacle = { attempts: 3 };

/**
 * A call to AWS. Only the service can ask for a longer pause. With longer pauses, the last of hundreds of functions that share a limit would sleep while it
 * goes unused.
 */
export const CALL: Schedule = { firstPause: 100, longestPause: 4_000 };

/** A call that nothing depends on, and that is made again soon. */
export const ONCE: Schedule = { attempts: 1, firstPause: 0, longestPause: 0 };

/** A question about the own stack. CloudFormation takes few a second, and there may be one for each resource of a large stack at the same time. */
export const STACK_QUESTION: Paced = { gap: 900, firstPause: 2_000, longestPause: 60_000, ofTimeLeft: 0.1 };

/** A further page of a list. It comes before other questions: while others are answered the list gets shorter, and entries are missed. */
export const FURTHER_PAGE: Paced = { gap: 900, firstPause: 1_000, longestPause: 4_000, ofTimeLeft: 0.1 };

/** The answer to CloudFormation. */
export const ANSWER: Schedule = { firstPause: 100, longestPause: 10_000 };

/** An answer that the signed URL refuses. */
export const REFUSED_ANSWER: Obstacle = { attempts: 5 };

/** A create that conflicts with something that isn't found: reads can lag, and somebody may be deleting it. */
export const INVISIBLE_CONFLICT: Schedule = { attempts: 6, firstPause: 400, longestPause: 10_000 };

/** A create that conflicts with what another resource of the stack may have made, until that one has answered. */
export const UNKNOWN_MAKER: Obstacle = { attempts: 9 };

/** What a Create that CloudFormation has given up may still be making. The Delete says how long to wait. */
export const POSSIBLE_ORPHAN: Schedule = { firstPause: 2_000, longestPause: 15_000 };

/** An invitation that conflicts with a pending one that isn't found. */
export const INVISIBLE_INVITATION: Schedule = { within: 30_000, firstPause: 400, longestPause: 10_000 };

/** A membership whose group or user isn't found: both may have been created a moment ago. */
export const MISSING_PARTY: Schedule = { attempts: 6, firstPause: 400, longestPause: 10_000 };

/** A value that another entity has: another declaration may be giving it up. */
export const TAKEN_VALUE: Schedule = { attempts: 4, firstPause: 400, longestPause: 10_000 };

/** An entity that isn't found, before it counts as gone: one answer may come from a read that lags. */
export const MISSING_ENTITY: Schedule = { attempts: 3, firstPause: 400, longestPause: 10_000 };

/** A name that nobody has: its user or group may have been created a moment ago. */
export const UNKNOWN_NAME: Schedule = { attempts: 6, firstPause: 400, longestPause: 10_000 };

/** A call about an account that isn't known, or isn't where it was: it may have joined, or be moved, this moment. */
export const UNKNOWN_MEMBER: Schedule = { attempts: 5, firstPause: 800, longestPause: 10_000 };

/** What must be there by now, and reads don't show yet. */
export const LAGGING_READ: Schedule = { within: 30_000, firstPause: 800, longestPause: 10_000 };

/** A stack that sends a Delete and still says that it creates or updates. Its status can lag. */
export const UNSETTLED_STACK: Schedule = { within: 30_000, firstPause: 800, longestPause: 4_000 };

/** Resources of the own stack that are being created, until they say what they hold. */
export const CREATION_IN_STACK: Schedule = { attempts: 4, firstPause: 1_000, longestPause: 1_000, isSteady: true };

/** The time until a change can be read, in milliseconds. */
export const SETTLING = 2_000;

/** The head of a ledger, which another call of the function has written meanwhile. */
export const HEAD_TAKEN: Schedule = { attempts: 12, firstPause: 200, longestPause: 4_000 };
