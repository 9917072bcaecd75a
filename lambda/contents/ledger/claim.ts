import { HEAD } from '../../../lib/contract/ledger-names';
import type { StoreProperties } from '../../../lib/contract/identity-store';
import type { Answer } from '../../custom-resource/answer';
import { callFailure } from '../../guard/call-failure';
import { Failure, failure } from '../../guard/failure';
import { again, repeat, settled } from '../../guard/repeat';
import { HEAD_TAKEN } from '../../guard/schedules';
import type { Session } from '../../guard/session';
import { isMoved } from '../../identity-store/store';
import { Head, LEDGER_FORMAT, wanting, Wanted } from './head';
import { readHead, StoredHead } from './head-object';
import { Journal, unusedNumber } from './journal';
import { newSecret } from './keys';
import type { LedgerObjects } from './ledger-objects';
import { Turn } from './turn';

/** The event that wants the ledger. */
export type Claim = Pick<Wanted, 'requestId' | 'requestType' | 'signed'> & {
  readonly store: StoreProperties;
  /** After which sequence a ledger begins if there is none, or if it is lost; nothing if there has to be one. */
  readonly beginsAfter?: number;
  /** Whether a ledger begins if there is none, so that whoever made an earlier event and comes late sees this one. */
  readonly isFence?: boolean;
  /** Of what a Delete deletes. */
  readonly deletes?: number | undefined;
  /** Of this call of the function. */
  readonly holder: string;
};

/** What a claim came to. */
export type Claimed =
  | { readonly kind: 'TURN'; readonly turn: Turn }
  /** Another event came after this one. */
  | { readonly kind: 'OVERTAKEN' }
  | { readonly kind: 'ANSWERED'; readonly answer: Answer }
  /** Contents that this Delete isn't about are still being brought, and nobody waits for it. */
  | { readonly kind: 'GOES_ON'; readonly stored: Required<StoredHead> }
  | { readonly kind: 'NO_LEDGER' }
  | Failure;

type ClaimedHead = { readonly kind: 'HEAD' } & Required<StoredHead> | Exclude<Claimed, { kind: 'TURN' }>;

/** Says in the head that this event is the newest one, and waits until whoever worked for an earlier one has stopped. */
export async function claim(session: Session, objects: LedgerObjects, wish: Claim): Promise<Claimed> {
  const taken = await claimHead(session, objects, wish);
  if (taken.kind !== 'HEAD') return taken;
  const turn = await takeTurn(session, objects, wish, taken);
  if (turn.kind !== 'REFUSED' || turn.code !== 'LEDGER_LOST' || wish.beginsAfter === undefined) return turn;
  const begun = await beginAnew(session, objects, wish, taken);
  if (begun === 'AGAIN') return { kind: 'OVERTAKEN' };
  return begun.kind === 'HEAD' ? takeTurn(session, objects, wish, begun) : begun;
}

function claimHead(session: Session, objects: LedgerObjects, wish: Claim): Promise<ClaimedHead> {
  return repeat<ClaimedHead>(session, HEAD_TAKEN, async () => {
    const attempt = await claimOnce(session, objects, wish);
    return attempt === 'AGAIN' ? again(({ attempts, seconds }) => headContested(attempts, seconds)) : settled(attempt);
  });
}

async function takeTurn(session: Session, objects: LedgerObjects, wish: Claim, first: ClaimedHead): Promise<Claimed> {
  let claimed = first;
  while (claimed.kind === 'HEAD') {
    const { head, entityTag } = claimed;
    const taken = await Journal.take(session, objects, head, wish.holder);
    if (taken.kind === 'REFUSED') return taken;
    const { recovered, hasWaited } = taken.output;
    const turn = recovered && { kind: 'TURN' as const, turn: new Turn(objects, head, entityTag, recovered) };
    if (turn && !hasWaited) return turn;
    // Whoever wrote meanwhile may have come to its end, and another event may have come.
    claimed = await claimHead(session, objects, wish);
    if (turn && claimed.kind === 'HEAD' && claimed.entityTag === entityTag) return turn;
  }
  return claimed;
}

async function claimOnce(session: Session, objects: LedgerObjects, wish: Claim): Promise<ClaimedHead | 'AGAIN'> {
  const read = await readHead(session, objects);
  if (read.kind === 'REFUSED') return read;
  const live = read.output;
  const { requestId, beginsAfter, isFence } = wish;
  if (!live) return beginsAfter === undefined && !isFence ? { kind: 'NO_LEDGER' } : beginAnew(session, objects, wish);
  const { head, entityTag } = live;
  if (!head) return beginsAfter === undefined ? live.lost : beginAnew(session, objects, wish, live);
  if (isOvertaken(head, wish)) return { kind: 'OVERTAKEN' };
  const { answer, goesOn = false } = head.wanted;
  if (head.wanted.requestId === requestId) return answer && !goesOn ? { kind: 'ANSWERED', answer } : { kind: 'HEAD', head, entityTag };
  if (goesOn && wish.deletes !== undefined && wish.deletes !== head.version?.sequence) return { kind: 'GOES_ON', stored: { head, entityTag } };
  if (isUseless(head, wish)) return beginAnew(session, objects, wish, live);
  return write(session, objects, wanting(head, wish), entityTag);
}

/** Of two events of one second, the one that came later counts: CloudFormation only sends another one when it has given up the one before. */
export function isOvertaken({ wanted, past }: Head, { requestId, signed }: Pick<Claim, 'requestId' | 'signed'>): boolean {
  return past.includes(requestId) || wanted.signed > signed;
}

/** Whether a ledger is older than what CloudFormation has, or of contents that have gone, and that were in another store. */
function isUseless({ lastSequence, store, version }: Head, { beginsAfter, requestType, store: wanted }: Claim): boolean {
  const isOlder = beginsAfter !== undefined && lastSequence < beginsAfter;
  return isOlder || (requestType === 'Create' && !version && isMoved(wanted, store));
}

/** Begins a ledger in which nothing is, whatever is left of an earlier one. */
async function beginAnew(session: Session, objects: LedgerObjects, wish: Claim, live?: StoredHead): Promise<ClaimedHead | 'AGAIN'> {
  const number = await unusedNumber(session, objects);
  return number.kind === 'REFUSED' ? number : write(session, objects, newHead(wish, number.output, live?.head), live?.entityTag);
}

async function write(session: Session, objects: LedgerObjects, head: Head, over: string | undefined): Promise<ClaimedHead | 'AGAIN'> {
  const written = await objects.writeIf(session, 'head', HEAD, JSON.stringify(head), over === undefined ? 'ABSENT' : { over });
  if (written.kind !== 'DONE') return callFailure(written, 'writing the ledger of the contents');
  return written.output.kind === 'WRITTEN' ? { kind: 'HEAD', head, entityTag: written.output.entityTag } : 'AGAIN';
}

function newHead({ requestId, requestType, signed, store, beginsAfter = 0 }: Claim, number: number, { lastSequence = 0, past = [] }: Partial<Head> = {}): Head {
  const sequence = Math.max(beginsAfter, lastSequence) + 1;
  return {
    format: LEDGER_FORMAT, store, secret: newSecret(), wanted: { requestId, requestType, signed, sequence }, past, lastSequence: sequence,
    entries: number, beginning: number, files: [{ sequence, slot: 0 }], ...(requestType === 'Create' && { creating: sequence }),
  };
}

function headContested(attempts: number, seconds: number): Failure {
  return failure('CONCURRENT_MODIFICATION', { doing: 'taking the ledger of the contents', attempts: String(attempts), seconds: String(seconds) });
}
