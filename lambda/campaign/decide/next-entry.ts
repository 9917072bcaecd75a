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
  const entry = inGeneration(remembered, seen);
  const { invitation, member, now } = seen;
  if (entry.state === 'LEFT' || (entry.state === 'SKIPPED' && entry.code === DUPLICATE)) return entry;
  const known = member === 'UNKNOWN' ? undefined : member;
  if (entry.state === 'JOINED' || entry.state === 'PLACED') return member === undefined && now - entry.since > LAG ? moved(entry, 'LEFT', now) : entry;
  if (known) return moved(entry, 'JOINED', now, { accountId: known.accountId });
  if (!invitation) return withoutInvitation(entry, seen);
  if (invitation.state === 'PENDING') return invited(entry, invitation, now);
  return invitation.id !== entry.endedId && isOwn(entry, invitation) ? ended(entry, invitation, seen) : withoutInvitation(entry, seen);
}

/** The second row for one account. */
export const DUPLICATE = 'DUPLICATE';

/** Whether nothing can be said of a row before the accounts are listed: its invitation is gone, or accepted by somebody who may have left since. */
export function needsMembers({ state, handshakeId }: Entry, invitation: SeenInvitation | undefined): boolean {
  return state === 'INVITED' && (invitation === undefined || invitation.id !== handshakeId || (invitation.state === 'ACCEPTED' && invitation.accountId === undefined));
}

/** Another generation begins anew, except with an account that is invited, or was a member. */
function inGeneration(entry: Entry, { generation, now }: SeenOfRow): Entry {
  const { generation: before, ...others } = entry;
  if (before === generation) return entry;
  const again: Entry = { ...others, ...(generation !== undefined && { generation }) };
  const isKept = KEPT_IN_GENERATIONS.includes(entry.state) || entry.code === DUPLICATE || generation === undefined;
  return isKept ? again : moved({ ...again, queuedAt: now, expired: 0 }, 'QUEUED', now);
}

const KEPT_IN_GENERATIONS: readonly RowState[] = ['INVITED', 'JOINED', 'PLACED', 'LEFT'];

function invited(entry: Entry, { id, expiresAt, requestedAt }: SeenInvitation, now: number): Entry {
  const isSent = (entry.isSent && entry.handshakeId === id) || isIntended(entry, requestedAt);
  const isSame = entry.state === 'INVITED' && entry.handshakeId === id;
  if (isSame && entry.intendedAt === undefined) return entry;
  return moved(entry, 'INVITED', now, { handshakeId: id, until: expiresAt, ...(isSent && { isSent: true as const }) });
}

/** Whether a run that has told nothing of it may have sent an invitation. What is sent later, somebody else sends. */
function isIntended({ intendedAt }: Entry, requestedAt: number): boolean {
  return intendedAt !== undefined && requestedAt >= intendedAt - CLOCKS && requestedAt <= intendedAt + INTENDED + CLOCKS;
}

/** Whether the end of an invitation is one of this row, and not of an earlier time. Whoever has declined isn't asked again without another generation. */
function isOwn({ handshakeId, queuedAt, state, generation }: Entry, { id, requestedAt, state: end }: SeenInvitation): boolean {
  return id === handshakeId || requestedAt >= queuedAt - CLOCKS || (end === 'DECLINED' && state === 'QUEUED' && generation === undefined);
}

function ended(entry: Entry, { id, state, accountId }: SeenInvitation, seen: SeenOfRow): Entry {
  const { now } = seen;
  switch (state) {
    case 'ACCEPTED':
      // The accounts are listed, and it isn't among them.
      if (seen.member === undefined && now - entry.since > LAG) return moved(entry, 'LEFT', now, { endedId: id });
      return accountId === undefined ? entry : moved(entry, 'JOINED', now, { endedId: id, accountId });
    case 'DECLINED': return moved(entry, 'DECLINED', now, { endedId: id });
    case 'CANCELED': return moved(entry, 'BLOCKED', now, { endedId: id, code: 'INVITATION_CANCELED' });
    case 'EXPIRED': return moved(entry, 'EXPIRED', now, { endedId: id, expired: entry.expired + 1 });
    case 'PENDING': return entry;
  }
}

/** An invitation that isn't listed any more has expired long ago. Before that the list has only missed it: it gets shorter while its pages are read. */
function withoutInvitation(entry: Entry, { member, now }: SeenOfRow): Entry {
  if (entry.state !== 'INVITED' || member === 'UNKNOWN' || now - entry.since < LAG || now < (entry.until ?? 0)) return entry;
  return moved(entry, 'EXPIRED', now, { expired: entry.expired + 1, ...(entry.handshakeId !== undefined && { endedId: entry.handshakeId }) });
}
