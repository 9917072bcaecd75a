import { call } from '../../guard/call';
import type { Unanswered } from '../../guard/unanswered';
import type { CallFailed } from '../../guard/result';
import type { Session } from '../../guard/session';
import { partyOf } from '../../organizations/target';
import { tryRole } from '../../organizations/acceptance';
import { dueInvitations, invitationsLeft, KnownRow, nextInvitationAt } from '../decide/due';
import { columnOf } from '../decide/refusal-column';
import { moved } from '../ledger/entry';
import { targetOf } from '../roster';
import { roleIn } from './role';
import { forOneRow } from './row-time';
import type { Work } from './work';

const DAY = 24 * 60 * 60_000;

/** When a row is tried again, in milliseconds: about a day later, so that it is due in the run at the same hour. */
const LATER = DAY - 5 * 60_000;

/** How long a run waits for the first invitation of yesterday to be a day old, in milliseconds: the next run would be an hour late every day. */
const PATIENCE = 90_000;

/** How many more accounts are planned than may be invited, for those that AWS refuses: they use up nothing. */
const SPARE = 10;

/**
 * The accounts that are to be invited now, and some more in case that AWS refuses any.
 *
 * @param sentToday when everybody's invitations of the last day were sent that weren't accepted, oldest first
 */
export function plannedInvitations(work: Work, sentToday: readonly number[]): readonly KnownRow[] {
  if (work.pause) return [];
  const due = dueInvitations(work.rows, work.settings, work.session.now());
  // Those that become free while the run waits for them are planned, too.
  const left = invitationsLeft(work.settings, sentToday, work.session.now() + PATIENCE);
  return left > 0 ? due.slice(0, left + SPARE) : [];
}

/** Invites accounts until the day's invitations are used up, AWS refuses, or somebody else has taken the campaign. */
export async function invite(work: Work, planned: readonly KnownRow[], sentToday: readonly number[]): Promise<void> {
  const sent = [...sentToday];
  const { session, settings } = work;
  for (const { row, entry } of planned) {
    if (work.pause) break;
    const wait = invitationsLeft(settings, sent, session.now()) > 0 ? 0 : nextInvitationAt(settings, sent, session.now()) - session.now() + 1;
    if (wait > PATIENCE || session.remaining - wait < PATIENCE) break;
    if (wait > 0) await session.sleep(wait);
    if (!await work.turn.isHeld(session)) break;
    if (await forOneRow(session, (ofRow) => inviteOne(work, ofRow, { row, entry }))) sent.push(session.now());
  }
  forgetIntents(work, planned);
}

/** What was certainly not sent isn't what somebody else may send. */
function forgetIntents(work: Work, planned: readonly KnownRow[]): void {
  const keys = new Set(planned.map(({ row }) => row.key));
  for (const { row, entry } of work.rows) {
    const { intendedAt, ...others } = entry;
    if (intendedAt !== undefined && keys.has(row.key) && !work.uncertain.has(row.key)) work.record(row, others);
  }
}

/** @returns whether an invitation was sent, or may have been */
async function inviteOne(work: Work, session: Session, { row, entry }: KnownRow): Promise<boolean> {
  const { settings: { notes, externalId }, surroundings: { organizations, roles } } = work;
  const role = roleIn(work, row);
  const acceptor = { Target: targetOf(row), ...(role !== undefined && { RoleArn: role }), ...(externalId !== undefined && { ExternalId: externalId }) };
  const unable = role === undefined ? undefined : await tryRole(roles, session, acceptor);
  if (unable) {
    const column = columnOf(unable.code);
    if (column === 'NEXT_RUN') busy(work, { row, entry }, unable.code);
    else if (column === 'LATER') later(work, { row, entry }, unable.code);
    else work.failed(unable);
    return false;
  }
  const unanswered: Unanswered[] = [];
  const sent = await call(session, 'organizations:InviteAccountToOrganization', () => organizations.inviteAccount({
    Target: partyOf(targetOf(row)), ...(notes !== undefined && { Notes: notes }), ...(row.tags && { Tags: [...row.tags] }),
  }), unanswered);
  if (unanswered.length > 0) work.uncertain.add(row.key);
  switch (sent.kind) {
    case 'DONE': {
      const { Id: handshakeId = '', ExpirationTimestamp: expires } = sent.output;
      work.succeeded();
      work.record(row, moved(entry, 'INVITED', session.now(), { handshakeId, isSent: true, ...(expires && { until: expires.getTime() }) }));
      return true;
    }
    case 'CONFLICT': {
      // It may be with what an attempt without an answer has sent. The next run sees whose it is.
      const intended = entry.intendedAt === undefined ? {} : { intendedAt: entry.intendedAt };
      work.record(row, { ...moved(entry, 'BLOCKED', session.now(), { code: 'DUPLICATE_HANDSHAKE_UNMATCHED', retryAt: session.now() + LATER }), ...intended });
      return unanswered.length > 0;
    }
    case 'MISSING':
      work.failed(sent);
      return false;
    case 'FAILED':
      await refused(work, session, { row, entry }, sent);
      return unanswered.length > 0;
  }
}

async function refused(work: Work, session: Session, { row, entry }: KnownRow, failed: CallFailed): Promise<void> {
  const { code } = failed;
  switch (columnOf(code)) {
    case 'WAIT': return work.wait(code);
    case 'STOP': return work.stop(code);
    case 'SKIP': return work.record(row, moved(entry, 'SKIPPED', session.now(), { code }));
    case 'LATER': return code === 'ALREADY_IN_AN_ORGANIZATION' ? tryLater(work, session, { row, entry }, code) : later(work, { row, entry }, code);
    case 'NEXT_RUN': return busy(work, { row, entry }, code);
    case 'OWN': return work.failed(failed);
  }
}

function busy(work: Work, { row, entry }: KnownRow, code: string): void {
  work.setBack(row, entry, code);
  work.wait(code);
}

function later(work: Work, { row, entry }: KnownRow, code: string): void {
  work.record(row, moved(entry, 'BLOCKED', work.session.now(), { code, retryAt: work.session.now() + LATER }));
}

/** It may be in this organization, which only the list of accounts tells of an address. */
async function tryLater(work: Work, session: Session, known: KnownRow, code: string): Promise<void> {
  const { organizations } = work.surroundings;
  const { account } = known.row;
  if (account === undefined) work.asksForMembers = true;
  const described = account === undefined ? undefined : await call(session, 'organizations:DescribeAccount', () => organizations.describeAccount({ AccountId: account }));
  if (described?.kind === 'DONE') work.record(known.row, moved(known.entry, 'JOINED', session.now(), { accountId: described.output.Id ?? '' }));
  else later(work, known, code);
}
