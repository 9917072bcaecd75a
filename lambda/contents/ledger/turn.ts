import type { Answer } from '../../custom-resource/answer';
import { callFailure } from '../../guard/call-failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import type { Versions } from '../outcome';
import type { Notebook, Stopped } from '../pass/tasks';
import type { Change, Intent } from './entry';
import { Head, isHead } from './head';
import { HEAD, parsedHead } from './head-object';
import { nameOfEntries, Noted, Recovered } from './journal';
import { compressed, LedgerObjects } from './ledger-objects';

/** How long after a piece of the journal something may be changed, in milliseconds: with a call that hangs, half as long as others wait for the next piece. */
const LEASE = 15_000;

/** Another call of the function goes on with the ledger. No service has answered so, and it is no use to try again. */
class FencedOff extends Error {
  public override readonly name = 'FencedOff';
  public readonly $metadata = { httpStatusCode: 409 };

  constructor() {
    super('another call of the function goes on');
  }
}

/** The only writer of a ledger, as long as nobody else wants it. */
export class Turn {
  /** Why nothing may be done any more. */
  private stopped?: Stopped;
  private renewing?: Promise<Noted>;

  constructor(private readonly objects: LedgerObjects, public readonly head: Head, private entityTag: string, public readonly recovered: Recovered) {}

  /** Whether the event is still the newest one. */
  private async isWanted(session: Session): Promise<boolean> {
    const live = await this.objects.read(session, 'head', HEAD);
    const head = live.kind === 'DONE' && live.output ? parsedHead(live.output.body) : undefined;
    // Who can't look goes on: the journal is what keeps two apart.
    return !isHead(head) || head.wanted.requestId === this.head.wanted.requestId;
  }

  /** Puts what is known of an entry into the ledger. */
  public record(change: Change): void {
    this.recovered.entries.apply(change);
    this.recovered.journal.record(change);
  }

  /** Where tasks write what they are about to do, as long as the event is the newest one. */
  public notebook(session: Session): Notebook {
    const stopped = (): Stopped | undefined => this.stopped;
    return {
      note: (intents) => this.note(session, intents),
      record: (change) => this.record(change),
      get stopped() { return stopped(); },
    };
  }

  /**
   * Makes sure that nobody else has taken over, before something is changed: calls that are tried again may go on for long after a piece of the journal, and
   * who takes over only waits for a while.
   *
   * @throws FencedOff
   */
  public async hold(session: Session): Promise<void> {
    if (!this.stopped && session.now() - this.recovered.journal.notedAt >= LEASE) {
      this.renewing ??= this.note(session, []).finally(() => { delete this.renewing; });
      await this.renewing;
    }
    if (this.stopped) throw new FencedOff();
  }

  private async note(session: Session, intents: readonly Intent[]): Promise<Noted> {
    const noted: Noted = await this.isWanted(session) ? await this.recovered.journal.note(session, intents) : { kind: 'OVERTAKEN' };
    if (noted.kind !== 'NOTED') this.stopped ??= noted;
    return noted;
  }

  /** Writes all entries into a new list, and a head that says so. */
  public async settle(session: Session, changes: Versions, answer: Answer): Promise<Result<boolean>> {
    const number = this.head.entries + 1;
    const { entries, journal } = this.recovered;
    const unsettled = journal.unsettled(session.now()).filter(({ kind, key }) => !entries.get(kind, key));
    const hold = (): Promise<void> => this.hold(session);
    const listed = await this.objects.write(session, 'ledger', nameOfEntries(number), compressed([...entries, ...unsettled]), hold);
    if (listed.kind !== 'DONE') return this.unwritten(listed);
    const head = { ...this.head, ...changes, entries: number, wanted: { ...this.head.wanted, answer } };
    const written = await this.objects.writeIf(session, 'head', HEAD, JSON.stringify(head), { over: this.entityTag }, hold);
    return written.kind === 'DONE' ? done(written.output.kind === 'WRITTEN') : this.unwritten(written);
  }

  private unwritten(failed: Parameters<typeof callFailure>[0]): Result<boolean> {
    return this.stopped?.kind === 'OVERTAKEN' ? done(false) : this.stopped ?? callFailure(failed, 'writing the ledger of the contents');
  }
}
