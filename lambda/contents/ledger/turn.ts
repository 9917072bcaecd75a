import { HEAD, nameOfEntries } from '../../../lib/contract/ledger-names';
import type { Answer } from '../../custom-resource/answer';
import { callFailure } from '../../guard/call-failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import { compressed } from '../file/lines';
import type { Versions } from '../outcome';
import type { Notebook } from '../pass/tasks';
import { Change, Entries, Intent } from './entry';
import { Head, isHead, Wanted } from './head';
import { parsedHead, readHead } from './head-object';
import type { Noted, Recovered } from './journal';
import type { LedgerObjects } from './ledger-objects';

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

/** What the ledger remembers of the event beside its entries. */
export interface Settlement {
  readonly versions: Versions;
  /** What is answered, or was. */
  readonly answer?: Answer | undefined;
  /** Whether the next call of the function goes on with the event. */
  readonly goesOn: boolean;
}

/**
 * What became of writing it. `GOES_ON`: so does the next call of the function, perhaps only because CloudFormation has said meanwhile that those may leave
 * who are left out. `OVERTAKEN`: another event came.
 */
export type Settled = 'SETTLED' | 'GOES_ON' | 'OVERTAKEN';

/** The only writer of a ledger, as long as nobody else wants it. */
export class Turn {
  /** Why nothing may be done any more. */
  private stopped?: Exclude<Noted, { kind: 'NOTED' }>;
  private renewing?: Promise<Noted>;

  constructor(private readonly objects: LedgerObjects, public head: Head, private entityTag: string, public readonly recovered: Recovered) {}

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
    const stopped = (): typeof this.stopped => this.stopped;
    return {
      note: (intents) => this.note(session, intents),
      withdraw: (intents) => this.recovered.journal.withdraw(intents),
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

  /** Whether CloudFormation has said that those may leave whom the update has left out. */
  public async mayRemove(session: Session): Promise<boolean> {
    const live = await readHead(session, this.objects);
    return live.kind === 'DONE' && this.isOwn(live.output?.head) && live.output?.head?.wanted.mayRemove === true;
  }

  /** Writes all entries into a new list, and a head that says so. What contents have kept that have gone isn't theirs any more, also if they come back. */
  public async settle(session: Session, settlement: Settlement): Promise<Result<Settled>> {
    const number = this.head.entries + 1;
    const { entries: known, journal } = this.recovered;
    const entries = haveGone(settlement) ? new Entries() : known;
    const unsettled = journal.unsettled(session.now()).filter(({ kind, key }) => !entries.get(kind, key));
    const hold = (): Promise<void> => this.hold(session);
    const listed = await this.objects.write(session, 'ledger', nameOfEntries(number), compressed(both(entries, unsettled)), hold);
    if (listed.kind !== 'DONE') return this.unwritten(listed);
    return this.writeHead(session, number, settlement, hold);
  }

  private async writeHead(session: Session, number: number, settlement: Settlement, hold: () => Promise<void>): Promise<Result<Settled>> {
    const { versions, answer, goesOn } = settlement;
    const { goesOn: _before, ...wanted } = this.head.wanted;
    const now: Wanted = { ...wanted, ...(answer && { answer }), ...(answer && goesOn && { goesOn: true }) };
    const head = { ...this.head, ...versions, entries: number, wanted: now };
    const written = await this.objects.writeIf(session, 'head', HEAD, JSON.stringify(head), { over: this.entityTag }, hold);
    if (written.kind !== 'DONE') return this.unwritten(written);
    if (written.output.kind === 'WRITTEN') return done(goesOn ? 'GOES_ON' : 'SETTLED');
    return this.writeHeadAgain(session, number, settlement, hold);
  }

  /** The clean-up of an update whose additions go on writes one thing into the head: that those may leave who are left out. */
  private async writeHeadAgain(session: Session, number: number, settlement: Settlement, hold: () => Promise<void>): Promise<Result<Settled>> {
    const live = await readHead(session, this.objects);
    if (live.kind === 'REFUSED') return live;
    const { head, entityTag } = live.output ?? {};
    if (!head || entityTag === undefined || !this.isOwn(head) || this.head.wanted.mayRemove || !head.wanted.mayRemove) return done('OVERTAKEN');
    this.entityTag = entityTag;
    this.head = { ...this.head, wanted: { ...this.head.wanted, mayRemove: true } };
    const isOwing = [...this.recovered.entries].some(({ state }) => state === 'owed');
    return this.writeHead(session, number, { ...settlement, goesOn: settlement.goesOn || isOwing }, hold);
  }

  private isOwn(head: Head | undefined): boolean {
    return head?.wanted.requestId === this.head.wanted.requestId;
  }

  private unwritten(failed: Parameters<typeof callFailure>[0]): Result<Settled> {
    if (!this.stopped) return callFailure(failed, 'writing the ledger of the contents');
    return this.stopped.kind === 'OVERTAKEN' ? done('OVERTAKEN') : this.stopped;
  }
}

function haveGone({ versions }: Settlement): boolean {
  return 'version' in versions && versions.version === undefined;
}

function* both(entries: Iterable<unknown>, others: Iterable<unknown>): Iterable<unknown> {
  yield* entries;
  yield* others;
}
