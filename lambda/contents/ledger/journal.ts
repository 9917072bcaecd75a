import { callFailure } from '../../guard/call-failure';
import type { Failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import type { Unanswered } from '../../guard/unanswered';
import { Change, Entries, Entry, Intent } from './entry';
import { decompressed, LedgerObjects } from './ledger-objects';

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

/** A call that nobody knows the effect of: it was made at the earliest, and at the latest. */
export interface Attempt extends Intent, Unanswered {}

/** What was about to be done when the function ended, by the keys of the entries. */
export type Uncertain = ReadonlyMap<string, Attempt>;

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
  /** What was done since the last piece. */
  private changes: Change[] = [];
  private isOvertaken = false;

  private constructor(
    private readonly objects: LedgerObjects, private readonly entriesNumber: number, private readonly holder: string, private next: number,
  ) {}

  /** Waits until no other holder writes, and takes its place with a piece of its own. */
  public static async take(session: Session, objects: LedgerObjects, entriesNumber: number, holder: string): Promise<Result<Taken>> {
    const entries = await readEntries(session, objects, entriesNumber);
    if (entries.kind === 'REFUSED') return entries;
    const read = await readUntilQuiet(session, objects, entriesNumber);
    if (read.kind === 'REFUSED') return read;
    const { segments, hasWaited } = read.output;
    const journal = new Journal(objects, entriesNumber, holder, segments.length + 1);
    const fenced = await journal.note(session, []);
    if (fenced.kind === 'REFUSED') return fenced;
    if (fenced.kind === 'OVERTAKEN') return done({ hasWaited });
    return done({ hasWaited, recovered: { ...replayed(entries.output, segments, session.now()), journal } });
  }

  /** Remembers what was done, for the next piece. */
  public record(change: Change): void {
    this.changes.push(change);
  }

  /** Says what was done in the end, and that this holder does nothing more: nobody has to wait for it, or to guess. */
  public async leave(session: Session): Promise<void> {
    if (!this.isOvertaken) await this.note(session, [], true);
  }

  /** Writes what is about to be done, and what was done since the last piece. Nothing may be done before this has come back. */
  public async note(session: Session, intents: readonly Intent[], isLast = false): Promise<Noted> {
    const { changes } = this;
    this.changes = [];
    const segment: Segment = { holder: this.holder, at: session.now(), intents, changes, isLast };
    const written = await this.objects.writeIf(session, 'journal', nameOf(this.entriesNumber, this.next), JSON.stringify(segment), 'ABSENT');
    this.next += 1;
    if (written.kind !== 'DONE') return callFailure(written, 'writing the journal of the contents');
    this.isOvertaken = written.output.kind !== 'WRITTEN';
    return { kind: this.isOvertaken ? 'OVERTAKEN' : 'NOTED' };
  }
}

/** Lists take turns at two names: the bucket forgets what was overwritten, after a while. */
export function nameOfEntries(number: number): string {
  return `${number % 2}.jsonl.gz`;
}

async function readEntries(session: Session, objects: LedgerObjects, number: number): Promise<Result<Entries>> {
  if (number === 0) return done(new Entries());
  const read = await objects.find(session, 'ledger', nameOfEntries(number));
  if (read.kind !== 'DONE') return callFailure(read, 'reading the ledger of the contents');
  if (!read.output) return lost(objects, number);
  return done(new Entries(decompressed(read.output.body) as readonly Entry[]));
}

function lost(objects: LedgerObjects, number: number): Failure {
  return { kind: 'REFUSED', code: 'LEDGER_LOST', words: { ledger: objects.uriOf('ledger', nameOfEntries(number)), problem: 'gone' } };
}

async function readUntilQuiet(
  session: Session, objects: LedgerObjects, entriesNumber: number,
): Promise<Result<{ readonly segments: readonly Segment[]; readonly hasWaited: boolean }>> {
  const segments: Segment[] = [];
  let quietSince = session.now();
  let hasWaited = false;
  for (;;) {
    const names = await objects.names(session, 'journal', `${padded(entriesNumber)}-`);
    if (names.kind !== 'DONE') return callFailure(names, 'reading the journal of the contents');
    for (const name of names.output.slice(segments.length)) {
      const read = await objects.read(session, 'journal', name);
      if (read.kind !== 'DONE') return callFailure(read, 'reading the journal of the contents');
      if (read.output) segments.push(JSON.parse(Buffer.from(read.output.body).toString('utf8')) as Segment);
      quietSince = session.now();
    }
    const isQuiet = segments.at(-1)?.isLast ?? segments.length === 0;
    if (isQuiet || session.now() - quietSince >= SILENCE || session.remaining <= LOOK_AGAIN) return done({ segments, hasWaited });
    hasWaited = true;
    await session.sleep(LOOK_AGAIN);
  }
}

/** The entries with everything that the journal says was done, and what it only says was about to be done. */
function replayed(entries: Entries, segments: readonly Segment[], now: number): Pick<Recovered, 'entries' | 'uncertain'> {
  const uncertain = new Map<string, Attempt>();
  const ends = new Map(segments.flatMap(({ holder, at, isLast }): [string, number][] => isLast ? [[holder, at]] : []));
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

/** Keys are listed in the order of their texts. */
function nameOf(entriesNumber: number, segment: number): string {
  return `${padded(entriesNumber)}-${padded(segment)}.json`;
}

function padded(number: number): string {
  return String(number).padStart(8, '0');
}
