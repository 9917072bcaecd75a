import type { Operation, Run } from '../run';

/** Something that has to hold in every run. Each check tells, in words, what is wrong. */
export interface Invariant {
  readonly name: string;
  /** In a sentence, for people. */
  readonly holds: string;
  /** When a create, update or deletion of a stack has ended; others may be under way. */
  afterOperation?(run: Run, operation: Operation): readonly string[];
  /** When every event, retry and delay is over, before everything is deployed once more. */
  afterQuiet?(run: Run): readonly string[];
  /** When everything has been deployed once more and then removed. */
  afterAll?(run: Run): readonly string[];
}

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}
