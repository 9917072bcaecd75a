import type { StoreProperties } from '../../../lib/contract/identity-store';
import type { Answer } from '../../custom-resource/answer';
import { callFailure } from '../../guard/call-failure';
import { Failure, failure } from '../../guard/failure';
import { again, repeat, settled } from '../../guard/repeat';
import { done, Result } from '../../guard/result';
import { HEAD_TAKEN } from '../../guard/schedules';
import type { Session } from '../../guard/session';
import { Head, isHead, LEDGER_FORMAT, wanting, Wanted } from './head';
import type { Versions } from '../outcome';
import type { Notebook } from '../pass/tasks';
import type { Change } from './entry';
import { Journal, nameOfEntries, Recovered } from './journal';
import { newSecret } from './keys';
import { compressed, LedgerObjects } from './ledger-objects';

const HEAD = 'head.json';

/** The event that wants the ledger. */
export type Claim = Pick<Wanted, 'requestId' | 'requestType' | 'signed'> & {
  readonly store: StoreProperties;
  /** With which sequence a ledger begins if there is none; nothing if there has to be one. */
  readonly beginsAfter?: number;
  /** Of this call of the function. */
  readonly holder: string;
};

/** What a claim came to. */
export type Claimed =
  | { readonly kind: 'TURN'; readonly turn: Turn }
  /** Another event came after this one. */
  | { readonly kind: 'OVERTAKEN' }
  | { readonly kind: 'ANSWERED'; readonly answer: Answer }
  | { readonly kind: 'NO_LEDGER' }
  | Failure;

/** The only writer of a ledger, as long as nobody else wants it. */
export class Turn {
  constructor(private readonly objects: LedgerObjects, public readonly head: Head, private entityTag: string, public readonly recovered: Recovered) {}

  /** Whether the event is still the newest one. */
  private async isWanted(session: Session): Promise<boolean> {
    const live = await this.objects.read(session, 'head', HEAD);
    const head = live.kind === 'DONE' && live.output ? parsed(live.output.body) : undefined;
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

/** Says in the head that this event is the newest one, and waits until whoever worked for an earlier one has stopped. */
export async function claim(session: Session, objects: LedgerObjects, wish: Claim): Promise<Claimed> {
  let claimed = await claimHead(session, objects, wish);
  while (claimed.kind === 'HEAD') {
    const { head, entityTag } = claimed;
    const taken = await Journal.take(session, objects, head.entries, wish.holder);
    if (taken.kind === 'REFUSED') return taken;
    const { recovered, hasWaited } = taken.output;
    if (recovered && !hasWaited) return { kind: 'TURN', turn: new Turn(objects, head, entityTag, recovered) };
    // Whoever wrote meanwhile may have come to its end, and another event may have come.
    claimed = await claimHead(session, objects, wish);
    if (recovered && claimed.kind === 'HEAD' && claimed.entityTag === entityTag) return { kind: 'TURN', turn: new Turn(objects, head, entityTag, recovered) };
  }
  return claimed;
}

function claimHead(session: Session, objects: LedgerObjects, wish: Claim): Promise<ClaimedHead> {
  return repeat<ClaimedHead>(session, HEAD_TAKEN, async () => {
    const attempt = await claimOnce(session, objects, wish);
    return attempt === 'AGAIN' ? again(({ attempts, seconds }) => headContested(attempts, seconds)) : settled(attempt);
  });
}

type ClaimedHead = { readonly kind: 'HEAD'; readonly head: Head; readonly entityTag: string } | Exclude<Claimed, { kind: 'TURN' }>;

async function claimOnce(session: Session, objects: LedgerObjects, wish: Claim): Promise<ClaimedHead | 'AGAIN'> {
  const read = await readHead(session, objects);
  if (read.kind === 'REFUSED') return read;
  const live = read.output;
  if (!live && wish.beginsAfter === undefined) return { kind: 'NO_LEDGER' };
  if (live && isOvertaken(live.head, wish)) return { kind: 'OVERTAKEN' };
  const { requestId } = wish;
  if (live?.head.wanted.requestId === requestId) {
    const { head, entityTag } = live;
    return head.wanted.answer ? { kind: 'ANSWERED', answer: head.wanted.answer } : { kind: 'HEAD', head, entityTag };
  }
  const head = live ? wanting(live.head, wish) : newHead(wish);
  const written = await objects.writeIf(session, 'head', HEAD, JSON.stringify(head), live ? { over: live.entityTag } : 'ABSENT');
  if (written.kind !== 'DONE') return callFailure(written, 'writing the ledger of the contents');
  return written.output.kind === 'WRITTEN' ? { kind: 'HEAD', head, entityTag: written.output.entityTag } : 'AGAIN';
}

/** Of two events of one second, the one that came later counts: CloudFormation only sends another one when it has given up the one before. */
function isOvertaken({ wanted, past }: Head, { requestId, signed }: Claim): boolean {
  return past.includes(requestId) || wanted.signed > signed;
}

function newHead({ requestId, requestType, signed, store, beginsAfter = 0 }: Claim): Head {
  const sequence = beginsAfter + 1;
  return {
    format: LEDGER_FORMAT, store, secret: newSecret(), wanted: { requestId, requestType, signed, sequence }, past: [], lastSequence: sequence, entries: 0,
    files: [{ sequence, slot: 0 }], ...(requestType === 'Create' && { creating: sequence }),
  };
}

async function readHead(session: Session, objects: LedgerObjects): Promise<Result<{ readonly head: Head; readonly entityTag: string } | undefined>> {
  const read = await objects.find(session, 'head', HEAD);
  if (read.kind !== 'DONE') return callFailure(read, 'reading the ledger of the contents');
  if (!read.output) return done(undefined);
  const head = parsed(read.output.body);
  if (!isHead(head)) return failure('LEDGER_LOST', { ledger: objects.uriOf('head', HEAD), problem: 'not one that this version can read' });
  return done({ head, entityTag: read.output.entityTag });
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

function headContested(attempts: number, seconds: number): Failure {
  return failure('CONCURRENT_MODIFICATION', { doing: 'taking the ledger of the contents', attempts: String(attempts), seconds: String(seconds) });
}
