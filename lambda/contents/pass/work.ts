import type { GroupLine, UserLine } from '../../../lib/contract/contents';
import type { Session } from '../../guard/session';
import type { Asker } from '../../guard/stack-view';
import type { Contents } from '../contents-properties';
import type { DeclaredContents } from '../file/declared-contents';
import type { Entries, Entry } from '../ledger/entry';
import type { Uncertain } from '../ledger/journal';
import type { LedgerKeys } from '../ledger/keys';
import type { Carried } from './carried';
import type { RowLog } from './row-log';
import type { TaskTally } from '../progress/task-tally';

/** What one event works on. */
export interface Work {
  readonly session: Session;
  readonly asker: Asker;
  readonly contents: Contents;
  readonly declared: DeclaredContents;
  readonly former: FormerRows;
  readonly entries: Entries;
  readonly uncertain: Uncertain;
  readonly keys: LedgerKeys;
  /** Of what the event brings. */
  readonly sequence: number;
  readonly log: RowLog;
  /** Whether every row is looked at, also those that haven't changed. */
  readonly isVerified: boolean;
  /** What the call of the function before has handed over. */
  readonly carried: Carried | undefined;
  /** Whether an update is taken back: what can't be brought back is left then. */
  readonly isUndoing: boolean;
  readonly tally: Pick<TaskTally, 'expect' | 'counting'>;
}

/** What is noted in an entry whose row may have to be looked at though it hasn't changed, so that it is looked at once. */
export function lookedAt({ isVerified, isUndoing, sequence }: Work): Partial<Entry> {
  return { ...(isUndoing && { isUnsure: true }), ...((isVerified || isUndoing) && { looked: sequence }) };
}

/** The rows of earlier files, found by what tells their declaration from others: those by which an entry was last made so. */
export class FormerRows {
  private readonly rows = new Map<string, UserLine | GroupLine>();
  private readonly wanted: ReadonlySet<string>;

  constructor(private readonly keys: LedgerKeys, entries: Entries) {
    this.wanted = new Set([...entries.of('user').values(), ...entries.of('group').values()].map(({ declared }) => declared));
  }

  /**
   * @param isOfUnknown whether entries may yet be found that the file has declared
   */
  public learn({ users, groups }: DeclaredContents, isOfUnknown: boolean): void {
    for (const lines of [users, groups]) {
      for (const line of lines.values()) {
        const hash = this.keys.of(line.attributes);
        if ((isOfUnknown || this.wanted.has(hash)) && !this.rows.has(hash)) this.rows.set(hash, line);
      }
    }
  }

  /** What was declared of an entry when it was last made so, as far as a file tells. */
  public rowOf({ declared }: Entry): UserLine | GroupLine | undefined {
    return this.rows.get(declared);
  }
}
