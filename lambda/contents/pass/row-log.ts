import { isDenialOrOutage } from '../../guard/decide/rollback';
import type { Failure } from '../../guard/failure';
import type { AnyLine } from '../file/declared-contents';

/** A row that couldn't be brought about. */
export interface FailedRow {
  readonly line: AnyLine;
  readonly failure: Failure;
}

/** What became of the rows that were looked at. */
export class RowLog {
  public readonly failures: FailedRow[] = [];
  /** A failure that concerns every row: it's no use to go on. */
  public obstacle?: Failure;
  private readonly byKey = new Map<string, Failure>();

  public failed(line: AnyLine, key: string, failure: Failure): void {
    this.failures.push({ line, failure });
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
