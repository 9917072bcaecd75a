import type { StackReading } from '../guard/stack-reading';
import type { EventCalls, ObjectCalls } from './contents-calls';
import type { StoreCalls } from './pass/paced-calls';

/** What the handling of contents takes from outside. */
export interface ContentsSurroundings {
  readonly objects: ObjectCalls;
  readonly events: EventCalls;
  /** Writes a line of metrics into the log as it is, with nothing around it. */
  readonly writeMetrics: (line: string) => void;
  /** The calls to the Identity Store of a Region, or of that of the function. */
  readonly storeCalls: (region: string | undefined) => StoreCalls;
  readonly ownStack: StackReading;
  /** Of the function's own role. */
  readonly roleName: string | undefined;
  /** A name for one call of the function, which no other has. */
  readonly newHolder: () => string;
  /** Where the documentation of the reasons is. */
  readonly homepage: string;
}
