import { callFailure } from '../../guard/call-failure';
import type { Failure } from '../../guard/failure';
import type { Unsuccessful } from '../../guard/result';
import type { Session } from '../../guard/session';
import type { Asker } from '../../guard/stack-view';
import type { CampaignSurroundings } from '../campaign-surroundings';
import { changeOf } from '../decide/take-in';
import type { KnownRow } from '../decide/due';
import { columnOf } from '../decide/refusal-column';
import type { CampaignTurn } from '../ledger/campaign-turn';
import type { Change, Entry } from '../ledger/entry';
import type { Pause } from '../ledger/head';
import type { Row } from '../roster';
import type { Settings } from '../settings';
import { ENDING } from './row-time';

/** How long after the beginning of a run the campaign waits for what passes by itself, in milliseconds: until the next one, which may come a little early. */
const UNTIL_NEXT_RUN = 55 * 60_000;

/** What a run does, and what it has come to so far. */
export class Work {
  public readonly changes: Change[] = [];
  public failures: number;
  public pause: Pause | undefined;
  /** Whether the accounts are to be listed in the next run. */
  public asksForMembers = false;
  /** The keys of rows of which nobody knows whether they were invited. */
  public readonly uncertain = new Set<string>();
  private readonly byKey: Map<string, KnownRow>;

  /** @param movedAccounts the ids of those that the campaign has moved into a unit, for this row or another one */
  constructor(
    public readonly session: Session, public readonly asker: Asker, public readonly surroundings: CampaignSurroundings, public readonly turn: CampaignTurn,
    rows: readonly KnownRow[], private readonly movedAccounts: ReadonlySet<string>,
  ) {
    this.byKey = new Map(rows.map((known) => [known.row.key, known]));
    const { failures, pause } = turn.head;
    this.failures = failures;
    this.pause = pause?.until !== undefined && pause.until <= session.now() ? undefined : pause;
  }

  public get rows(): readonly KnownRow[] {
    return [...this.byKey.values()];
  }

  public get settings(): Settings {
    return this.turn.head.settings;
  }

  /** Whether there is time for something else. */
  public get hasTime(): boolean {
    return this.session.remaining > ENDING;
  }

  /** Whether an account was moved into a unit. It is left where somebody has moved it since. */
  public wasMoved(accountId: string): boolean {
    return this.movedAccounts.has(accountId);
  }

  /** Puts what is known of a row into the ledger. */
  public record(row: Row, entry: Entry): void {
    const from = this.byKey.get(row.key)?.entry.state ?? 'QUEUED';
    this.byKey.set(row.key, { row, entry });
    if (from !== entry.state) this.changes.push(changeOf(row, from, entry));
  }

  public wait(code: string): void {
    this.pause = { kind: 'WAIT', code, until: this.session.started + UNTIL_NEXT_RUN };
  }

  public stop(code: string): void {
    this.pause = { kind: 'STOP', code };
  }

  /** The service is busy, perhaps only with this row: the next run goes on without it, and the one after that tries it again. */
  public setBack(row: Row, entry: Entry, code: string): void {
    this.record(row, { ...entry, code, retryAt: this.session.now() + 2 * UNTIL_NEXT_RUN });
  }

  /** Something went well. */
  public succeeded(): void {
    this.failures = 0;
  }

  /** Counts a failure if it is of the own side. Several of them in a row stop the campaign. */
  public failed(refused: Failure | Unsuccessful): void {
    const { code } = refused.kind === 'REFUSED' ? refused : callFailure(refused, '');
    if (columnOf(code) !== 'OWN') return;
    this.failures += 1;
    if (this.failures >= this.settings.mostFailures) this.stop(code);
  }
}
