import { isDenialOrOutage } from '../../guard/decide/rollback';
import type { Failure } from '../../guard/failure';
import type { AnyLine } from '../file/declared-contents';

/** A row that couldn't be brought about. */
export interface FailedRow {
  readonly line: AnyLine;
  /** Of the entry that it would have had. */
  readonly key: string;
  readonly failure: Failure;
}

/** An entry that couldn't be removed. */
export interface FailedRemoval {
  readonly key: string;
  readonly failure: Failure;
}

/** What became of the rows that were looked at. */
export class RowLog {
  public readonly failures: FailedRow[];
  /** A failure that concerns every row: it's no use to go on. */
  public obstacle?: Failure;
  private readonly byKey: Map<string, Failure>;

  /**
   * @param before what calls of the function before have found out
   */
  constructor(before: readonly FailedRow[] = []) {
    this.failures = [...before];
    this.byKey = new Map(before.map(({ key, failure }) => [key, failure]));
  }

  public failed(line: AnyLine, key: string, failure: Failure): void {
    this.failures.push({ line, key, failure });
    this.byKey.set(key, failure);
    // The answer may be read by more people than the report, so it has no names.
    const doing = `bringing about ${line.kind} ${line.row} of the file`;
    if (isDenialOrOutage(failure)) this.obstacle ??= { ...failure, words: { ...failure.words, doing } };
  }

  /** Why the row with a key failed, if it did. */
  public failureOf(key: string): Failure | undefined {
    return this.byKey.get(key);
  }
}
