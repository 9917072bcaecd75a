import { beginningOfJournal, nameOfEntries, nameOfPiece, numbersOfPiece } from '../../../lib/contract/ledger-names';
import { callFailure } from '../../guard/call-failure';
import { Failure, failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import type { Unanswered } from '../../guard/unanswered';
import { eachLine } from '../file/lines';
import { Change, Entries, Entry, Intent } from './entry';
import type { Head } from './head';
import type { LedgerObjects } from './ledger-objects';

/** A piece of the journal, which is written once: what is about to be done, and what was done since the piece before. */
interface Segment {
  /** The call of the function that has written it. */
  readonly holder: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly intents: readonly Intent[];
  readonly changes: readonly Change[];
  /** Whether the holder does nothing more. */
  readonly isLast: boolean;
}

/** How long nothing may come from a holder before it counts as dead, in milliseconds: a dozen times as long as a piece takes. */
const SILENCE = 40_000;
const LOOK_AGAIN = 2_000;

/** Why a part of a ledger is lost that is there. */
const UNREADABLE = 'not one that this version can read';

type HeadOfEntries = Pick<Head, 'entries' | 'beginning'>;

/** A call that nobody knows the effect of: it was made at the earliest, and at the latest. */
export interface Attempt extends Intent, Unanswered {}

/** What was about to be done when the function ended, by the keys of the entries. */
export type Uncertain = ReadonlyMap<string, Attempt>;

/** What a list has. */
interface Listed {
  readonly entries: Entries;
  /** Of events before, which have ended without knowing. */
  readonly attempts: readonly Attempt[];
}

/** What is known once nobody else writes any more. */
export interface Recovered {
  readonly entries: Entries;
  readonly uncertain: Uncertain;
  readonly journal: Journal;
}

/** What came of taking the place of the writer. */
export interface Taken {
  /** Whether somebody else has written meanwhile, so that more may have changed than the journal says. */
  readonly hasWaited: boolean;
  /** Nothing if somebody else has written the piece with which this one was to begin. */
  readonly recovered?: Recovered;
}

/** What became of writing a piece. `OVERTAKEN`: another call of the function goes on with the ledger. */
export type Noted = { readonly kind: 'NOTED' } | { readonly kind: 'OVERTAKEN' } | Failure;

/** The journal of the calls that are made on top of a list of entries. Its pieces have numbers, so two holders can't both go on. */
export class Journal {
  /** When the last piece was written, in milliseconds since 1970. */
  public notedAt = -Infinity;
  /** What was done since the last piece. */
  private changes: Change[] = [];
  private isOvertaken = false;
  /** What was about to be done, by the keys of the entries, as long as nobody has said what became of it. */
  private readonly open: Map<string, Attempt>;

  private constructor(
    private readonly objects: LedgerObjects, private readonly entriesNumber: number, private readonly holder: string, private next: number,
    private readonly uncertain: Uncertain,
  ) {
    this.open = new Map(uncertain);
  }

  /** Waits until no other holder writes, and takes its place with a piece of its own. */
  public static async take(session: Session, objects: LedgerObjects, head: HeadOfEntries, holder: string): Promise<Result<Taken>> {
    const entriesNumber = head.entries;
    const entries = await readEntries(session, objects, head);
    if (entries.kind === 'REFUSED') return entries;
    const read = await readUntilQuiet(session, objects, entriesNumber);
    if (read.kind === 'REFUSED') return read;
    const { pieces, hasWaited } = read.output;
    const known = replayed(entries.output, pieces.segments, session.now());
    const journal = new Journal(objects, entriesNumber, holder, pieces.last + 1, known.uncertain);
    const fenced = await journal.note(session, []);
    if (fenced.kind === 'REFUSED') return fenced;
    return done({ hasWaited, ...(fenced.kind === 'NOTED' && { recovered: { ...known, journal } }) });
  }

  /** The entries as they are by now, of a ledger that somebody else may be writing. */
  public static async look(session: Session, objects: LedgerObjects, head: HeadOfEntries): Promise<Result<Entries>> {
    const entries = await readEntries(session, objects, head);
    if (entries.kind === 'REFUSED') return entries;
    const pieces = new Pieces(objects, head.entries);
    const read = await pieces.readOn(session);
    return read.kind === 'REFUSED' ? read : done(replayed(entries.output, pieces.segments, session.now()).entries);
  }

  /** Remembers what was done, for the next piece. */
  public record(change: Change): void {
    this.changes.push(change);
    this.open.delete(change.key);
  }

  /** Forgets what was about to be done and wasn't: what nobody knew before is as uncertain as it was. */
  public withdraw(intents: readonly Intent[]): void {
    for (const { key } of intents) {
      const before = this.uncertain.get(key);
      if (before) this.open.set(key, before);
      else this.open.delete(key);
    }
  }

  /** Creates of which nobody knows what became of them: those that failed may have taken effect all the same. */
  public unsettled(now: number): readonly Attempt[] {
    return [...this.open.values()].filter(({ does }) => does === 'create').map((attempt) => ({ ...attempt, returned: Math.min(attempt.returned, now) }));
  }

  /** Says what was done in the end, and that this holder does nothing more: nobody has to wait for it, or to guess. */
  public async leave(session: Session): Promise<void> {
    if (!this.isOvertaken) await this.note(session, [], true);
  }

  /** Writes what is about to be done, and what was done since the last piece. Nothing may be done before this has come back. */
  public async note(session: Session, intents: readonly Intent[], isLast = false): Promise<Noted> {
    const { changes } = this;
    this.changes = [];
    // The service tells whole milliseconds of what a call has made right after this.
    const segment: Segment = { holder: this.holder, at: Math.floor(session.now()), intents, changes, isLast };
    const written = await this.objects.writeIf(session, 'journal', nameOfPiece(this.entriesNumber, this.next), JSON.stringify(segment), 'ABSENT');
    this.next += 1;
    if (written.kind !== 'DONE') return callFailure(written, 'writing the journal of the contents');
    this.notedAt = segment.at;
    for (const intent of intents) this.open.set(intent.key, { ...intent, sent: this.open.get(intent.key)?.sent ?? segment.at, returned: Infinity });
    this.isOvertaken = written.output.kind !== 'WRITTEN';
    return { kind: this.isOvertaken ? 'OVERTAKEN' : 'NOTED' };
  }
}

/** The first number that no journal has, also if the head that named the others is lost. */
export async function unusedNumber(session: Session, objects: LedgerObjects): Promise<Result<number>> {
  const names = await objects.names(session, 'journal', '');
  if (names.kind !== 'DONE') return callFailure(names, 'reading the journal of the contents');
  const last = names.output.at(-1);
  return done(last === undefined ? 0 : numbersOfPiece(last)[0] + 1);
}

async function readEntries(session: Session, objects: LedgerObjects, { entries, beginning }: HeadOfEntries): Promise<Result<Listed>> {
  if (entries === beginning) return done({ entries: new Entries(), attempts: [] });
  const name = nameOfEntries(entries);
  const read = await objects.find(session, 'ledger', name);
  if (read.kind !== 'DONE') return callFailure(read, 'reading the ledger of the contents');
  if (!read.output) return lost(objects.uriOf('ledger', name), 'gone');
  const { body } = read.output;
  return readable(objects.uriOf('ledger', name), () => {
    const entries = new Entries();
    const attempts: Attempt[] = [];
    eachLine(body, (text) => {
      const line = JSON.parse(text) as Entry | Attempt;
      if ('does' in line) attempts.push(line);
      else entries.apply(line);
    });
    return { entries, attempts };
  });
}

function lost(ledger: string, problem: string): Failure {
  return failure('LEDGER_LOST', { ledger, problem });
}

/** What was read, if it is what a ledger has. */
function readable<Read>(uri: string, read: () => Read): Result<Read> {
  try {
    return done(read());
  } catch {
    return lost(uri, UNREADABLE);
  }
}

async function readUntilQuiet(
  session: Session, objects: LedgerObjects, entriesNumber: number,
): Promise<Result<{ readonly pieces: Pieces; readonly hasWaited: boolean }>> {
  const pieces = new Pieces(objects, entriesNumber);
  let quietSince = session.now();
  let hasWaited = false;
  for (;;) {
    const more = await pieces.readOn(session);
    if (more.kind === 'REFUSED') return more;
    if (more.output > 0) quietSince = session.now();
    const isQuiet = pieces.segments.at(-1)?.isLast ?? pieces.last === 0;
    if (isQuiet || session.now() - quietSince >= SILENCE || session.remaining <= LOOK_AGAIN) return done({ pieces, hasWaited });
    hasWaited = true;
    await session.sleep(LOOK_AGAIN);
  }
}

/** What is there of a journal. */
class Pieces {
  public readonly segments: Segment[] = [];
  /** The number of the last one, or 0. The first ones may be gone: the bucket forgets them after a while. */
  public last = 0;

  constructor(private readonly objects: LedgerObjects, private readonly entriesNumber: number) {}

  /** Reads those that have come since. @returns how many */
  public async readOn(session: Session): Promise<Result<number>> {
    const names = await this.objects.names(session, 'journal', beginningOfJournal(this.entriesNumber));
    if (names.kind !== 'DONE') return callFailure(names, 'reading the journal of the contents');
    const more = names.output.filter((name) => name > nameOfPiece(this.entriesNumber, this.last));
    for (const name of more) {
      const segment = await this.read(session, name);
      if (segment.kind === 'REFUSED') return segment;
      if (segment.output) this.segments.push(segment.output);
      [, this.last] = numbersOfPiece(name);
    }
    return done(more.length);
  }

  private async read(session: Session, name: string): Promise<Result<Segment | undefined>> {
    const read = await this.objects.read(session, 'journal', name);
    if (read.kind !== 'DONE') return callFailure(read, 'reading the journal of the contents');
    if (!read.output) return done(undefined);
    const { body } = read.output;
    return readable(this.objects.uriOf('journal', name), () => JSON.parse(Buffer.from(body).toString('utf8')) as Segment);
  }
}

/** The entries with everything that the journal says was done, and what it only says was about to be done. */
function replayed({ entries, attempts }: Listed, segments: readonly Segment[], now: number): Pick<Recovered, 'entries' | 'uncertain'> {
  const uncertain = new Map(attempts.map((attempt) => [attempt.key, attempt]));
  // Whoever has written nothing for so long has had no call under way any more.
  const ends = new Map(segments.map(({ holder, at, isLast }) => [holder, isLast ? at : Math.min(at + SILENCE, now)]));
  for (const { holder, at, intents, changes } of segments) {
    for (const change of changes) {
      uncertain.delete(change.key);
      entries.apply(change);
    }
    const returned = ends.get(holder) ?? now;
    for (const intent of intents) uncertain.set(intent.key, { ...intent, sent: uncertain.get(intent.key)?.sent ?? at, returned });
  }
  return { entries, uncertain };
}
