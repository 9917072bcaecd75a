import { RowState, RUN_TIMEOUT_SECONDS } from '../../../lib/contract/campaign';
import { Entry, moved } from '../ledger/entry';
import type { SeenInvitation, SeenMember } from './seen';

/** How long a list may not show yet what has happened, in milliseconds. */
const LAG = 10 * 60_000;

/** How far the clock of the service may be behind or ahead, in milliseconds. */
const CLOCKS = 5 * 60_000;

/** How long after an invitation was about to be sent it may have been, in milliseconds: the run that meant to has ended then. */
const INTENDED = RUN_TIMEOUT_SECONDS * 1000;

/** What is seen of one row. */
export interface SeenOfRow {
  readonly invitation: SeenInvitation | undefined;
  /** `UNKNOWN` if the accounts weren't listed. */
  readonly member: SeenMember | undefined | 'UNKNOWN';
  readonly generation: string | undefined;
  readonly now: number;
}

/** The state in which a row is by what is seen of its account. Where it was by what is remembered decides when both fit. */
export function nextEntry(remembered: Entry, seen: SeenOfRow): Entry {
  const { invitation, member, now } = seen;
  const entry = withUnanswered(inGeneration(remembered, seen), invitation);
  if (entry.state === 'LEFT' || (entry.state === 'SKIPPED' && entry.code === DUPLICATE)) return entry;
  const known = member === 'UNKNOWN' ? undefined : member;
  if (entry.state === 'JOINED' || entry.state === 'PLACED') {
    if (member === undefined && now - entry.since > LAG) return moved(entry, 'LEFT', now);
    return known && entry.accountId === undefined ? { ...entry, accountId: known.accountId } : entry;
  }
  if (known) return moved(entry, 'JOINED', now, { accountId: known.accountId, ...unanswered(entry, invitation) });
  if (!invitation) return withoutInvitation(entry, seen);
  // The list may not show yet that it has ended.
  if (invitation.id === entry.endedId) return withoutInvitation(entry, seen);
  if (invitation.state === 'PENDING') return invited(entry, invitation, now);
  return isOwn(entry, invitation) ? ended(entry, invitation, now) : withoutInvitation(entry, seen);
}

/** The second row for one account. */
export const DUPLICATE = 'DUPLICATE';

/** Whether nothing can be said of a row before the accounts are listed: its invitation is gone, or was accepted by nobody knows whom. */
export function needsMembers({ state, handshakeId, accountId }: Entry, invitation: SeenInvitation | undefined): boolean {
  if (state === 'JOINED') return accountId === undefined;
  return state === 'INVITED' && (invitation === undefined || invitation.id !== handshakeId || (invitation.state === 'ACCEPTED' && invitation.accountId === undefined));
}

/** Another generation begins anew, except with an account that is invited, or was a member. */
function inGeneration(entry: Entry, { generation, now }: SeenOfRow): Entry {
  const { generation: followed, before, ...others } = entry;
  if (followed === generation) return entry;
  const again: Entry = { ...others, ...(generation === undefined ? before && { before } : { generation }) };
  const isKept = KEPT_IN_GENERATIONS.includes(entry.state) || entry.code === DUPLICATE || generation === undefined;
  return isKept ? again : moved({ ...again, queuedAt: now, expired: 0 }, 'QUEUED', now);
}

const KEPT_IN_GENERATIONS: readonly RowState[] = ['INVITED', 'JOINED', 'PLACED', 'LEFT'];

function invited(entry: Entry, invitation: SeenInvitation, now: number): Entry {
  const { id, expiresAt } = invitation;
  const isSame = entry.state === 'INVITED' && entry.handshakeId === id;
  if (isSame && entry.intendedAt === undefined) return entry;
  const known = { handshakeId: id, until: expiresAt };
  return moved(entry, 'INVITED', now, isSent(entry, invitation) ? { ...known, isSent: true } : { ...known, before: whereItWas(entry) });
}

/** What the campaign has sent stays pending when the account joins by another invitation. */
function unanswered(entry: Entry, invitation: SeenInvitation | undefined): Pick<Entry, 'unansweredId'> {
  return invitation?.state === 'PENDING' && isSent(entry, invitation) ? { unansweredId: invitation.id } : {};
}

/** Forgets it once it isn't pending any more. */
function withUnanswered(entry: Entry, invitation: SeenInvitation | undefined): Entry {
  const { unansweredId, ...others } = entry;
  return unansweredId === undefined || (invitation?.id === unansweredId && invitation.state === 'PENDING') ? entry : others;
}

/** Whether the campaign has sent it, or may have without an answer. */
function isSent(entry: Entry, { id, requestedAt }: SeenInvitation): boolean {
  return (entry.isSent === true && entry.handshakeId === id) || isIntended(entry, requestedAt);
}

/** Where it is without an invitation that somebody else has sent. */
function whereItWas({ state, isSent, code, retryAt, before = { state: 'QUEUED' } }: Entry): NonNullable<Entry['before']> {
  // The own one has ended unseen.
  if (state === 'INVITED') return isSent ? { state: 'BLOCKED', code: 'INVITATION_CANCELED' } : before;
  return { state, ...(code !== undefined && { code }), ...(retryAt !== undefined && { retryAt }) };
}

/** Whether a run that has told nothing of it may have sent an invitation. What is sent later, somebody else sends. */
function isIntended({ intendedAt }: Entry, requestedAt: number): boolean {
  return intendedAt !== undefined && requestedAt >= intendedAt - CLOCKS && requestedAt <= intendedAt + INTENDED + CLOCKS;
}

/** Whether the end of an invitation is one of this row, and not of an earlier time. Whoever has declined isn't asked again without another generation. */
function isOwn({ handshakeId, queuedAt, state, generation }: Entry, { id, requestedAt, state: end }: SeenInvitation): boolean {
  return id === handshakeId || requestedAt >= queuedAt - CLOCKS || (end === 'DECLINED' && state === 'QUEUED' && generation === undefined);
}

function ended(entry: Entry, invitation: SeenInvitation, now: number): Entry {
  const { id, state, accountId } = invitation;
  switch (state) {
    case 'ACCEPTED':
      // If no account is listed for it, that may come a moment later, or it has left since. The next look tells.
      return moved(entry, 'JOINED', now, { endedId: id, ...(accountId !== undefined && { accountId }) });
    case 'DECLINED': return moved(entry, 'DECLINED', now, { endedId: id });
    case 'CANCELED': return isSent(entry, invitation) ? moved(entry, 'BLOCKED', now, { endedId: id, code: 'INVITATION_CANCELED' }) : takenBack(entry, id, now);
    case 'EXPIRED': return moved(entry, 'EXPIRED', now, { endedId: id, expired: entry.expired + 1 });
    case 'PENDING': return entry;
  }
}

/** Whoever takes back their own invitation decides nothing about those of the campaign. */
function takenBack(entry: Entry, endedId: string, now: number): Entry {
  const { state, ...known } = whereItWas(entry);
  return moved(entry, state, now, { ...known, endedId });
}

/** An invitation that isn't listed any more has expired long ago. Before that the list has only missed it: it gets shorter while its pages are read. */
function withoutInvitation(entry: Entry, { member, now }: SeenOfRow): Entry {
  if (entry.state !== 'INVITED' || member === 'UNKNOWN' || now - entry.since < LAG || now < (entry.until ?? 0)) return entry;
  return moved(entry, 'EXPIRED', now, { expired: entry.expired + 1, ...(entry.handshakeId !== undefined && { endedId: entry.handshakeId }) });
}
