import type { Entry } from '../ledger/entry';
import type { Row } from '../roster';
import type { Settings } from '../settings';
import type { Seen } from './seen';

const DAY = 24 * 60 * 60_000;

/** A row with what is known of it. */
export interface KnownRow {
  readonly row: Row;
  readonly entry: Entry;
}

/** What comes next of a row by itself: an invitation, the answer to it, its place, or nothing any more. */
export const NEXT_STEPS = ['INVITATION', 'ANSWER', 'PLACE', 'NOTHING'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

export function nextStep({ row, entry: { state, retryAt, expired } }: KnownRow, { reinvitations }: Pick<Settings, 'reinvitations'>): NextStep {
  const afterExpiry = expired > reinvitations ? 'NOTHING' : 'INVITATION';
  switch (state) {
    case 'QUEUED':
    case 'EXPIRED': return afterExpiry;
    case 'BLOCKED': return retryAt === undefined ? 'NOTHING' : afterExpiry;
    case 'INVITED': return 'ANSWER';
    case 'JOINED': return needsPlacement(row) ? 'PLACE' : 'NOTHING';
    case 'PLACED':
    case 'DECLINED':
    case 'SKIPPED':
    case 'LEFT': return 'NOTHING';
  }
}

/** Whether nothing more happens to a row by itself. */
export function isAtEnd(known: KnownRow, settings: Pick<Settings, 'reinvitations'>): boolean {
  return nextStep(known, settings) === 'NOTHING';
}

/** Whether something is left to do once an account has joined. */
export function needsPlacement({ unit, tags = [] }: Row): boolean {
  return unit !== undefined || tags.length > 0;
}

/** The accounts that may be invited now, in the order in which they are: first those that never were, by their priority, then those that are tried again. */
export function dueInvitations(rows: readonly KnownRow[], settings: Pick<Settings, 'reinvitations'>, now: number): readonly KnownRow[] {
  const isDue = (known: KnownRow): boolean => nextStep(known, settings) === 'INVITATION' && (known.entry.retryAt ?? 0) <= now;
  const turnOf = ({ entry: { state } }: KnownRow): number => ['QUEUED', 'BLOCKED', 'EXPIRED'].indexOf(state);
  const priorityOf = ({ row: { priority = Infinity } }: KnownRow): number => priority;
  return rows.filter(isDue).sort((one, other) => turnOf(one) - turnOf(other) || compare(priorityOf(one), priorityOf(other)) || one.row.row - other.row.row);
}

/** How many more invitations may be sent now. Accepted ones don't count. */
export function invitationsLeft({ invitationsPerDay = Infinity }: Settings, sentToday: readonly number[], now: number): number {
  return invitationsPerDay - sentToday.filter((sentAt) => sentAt > now - DAY).length;
}

/** When the invitations of the last 24 hours were sent that count, oldest first: those of the list, and own ones that it doesn't show yet. */
export function sentInDay({ sentToday, invitations }: Pick<Seen, 'sentToday' | 'invitations'>, entries: readonly Entry[], now: number): readonly number[] {
  const unseen = entries.filter(({ key, state, isSent, handshakeId }) => state === 'INVITED' && isSent && invitations.get(key)?.id !== handshakeId);
  return [...sentToday, ...unseen.map(({ since }) => since)].filter((sentAt) => sentAt > now - DAY).sort((one, other) => one - other);
}

/** When one more may be sent, if none may now. */
export function nextInvitationAt({ invitationsPerDay = Infinity }: Settings, sentToday: readonly number[], now: number): number {
  const ofTheDay = sentToday.filter((sentAt) => sentAt > now - DAY);
  return (ofTheDay.at(-invitationsPerDay) ?? now - DAY) + DAY;
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
