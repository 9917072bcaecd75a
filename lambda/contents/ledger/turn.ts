import type { Answer } from '../../custom-resource/answer';
import { callFailure } from '../../guard/call-failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import type { Versions } from '../outcome';
import type { Notebook } from '../pass/tasks';
import type { Change } from './entry';
import { Head, isHead } from './head';
import { HEAD, parsedHead } from './head-object';
import { nameOfEntries, Recovered } from './journal';
import { compressed, LedgerObjects } from './ledger-objects';

/** The only writer of a ledger, as long as nobody else wants it. */
export class Turn {
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
    return {
      note: async (intents) => await this.isWanted(session) ? this.recovered.journal.note(session, intents) : { kind: 'OVERTAKEN' },
      record: (change) => this.record(change),
    };
  }

  /** Writes all entries into a new list, and a head that says so. */
  public async settle(session: Session, changes: Versions, answer: Answer): Promise<Result<boolean>> {
    const entries = this.head.entries + 1;
    const listed = await this.objects.write(session, 'ledger', nameOfEntries(entries), compressed(this.recovered.entries));
    if (listed.kind !== 'DONE') return callFailure(listed, 'writing the ledger of the contents');
    const head = { ...this.head, ...changes, entries, wanted: { ...this.head.wanted, answer } };
    return mappedWrite(await this.objects.writeIf(session, 'head', HEAD, JSON.stringify(head), { over: this.entityTag }));
  }
}

type WrittenHead = Awaited<ReturnType<LedgerObjects['writeIf']>>;

function mappedWrite(written: WrittenHead): Result<boolean> {
  return written.kind === 'DONE' ? done(written.output.kind === 'WRITTEN') : callFailure(written, 'writing the ledger of the contents');
}
