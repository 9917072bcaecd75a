import type { AccountMembershipProperties } from '../../../lib/contract/organizations';
import type { Failure } from '../../guard/failure';
import type { Session } from '../../guard/session';
import { accept } from '../../organizations/acceptance';
import { organizationsFailure } from '../../organizations/invitation-failure';
import type { Member } from '../../organizations/member';
import { place } from '../../organizations/placement';
import { applyTags } from '../../organizations/tags';
import { KnownRow, needsPlacement } from '../decide/due';
import { columnOf } from '../decide/refusal-column';
import type { SeenMember } from '../decide/seen';
import { Entry, moved } from '../ledger/entry';
import { Row, targetOf } from '../roster';
import { handshakeArn, roleIn } from './role';
import { forOneRow } from './row-time';
import type { Work } from './work';

/** When something is tried again that was refused, in milliseconds. */
const LATER = 23 * 60 * 60_000;

/** Accepts pending invitations by the role that the campaign has for it. */
export async function acceptInvitations(work: Work): Promise<void> {
  for (const { row, entry } of work.rows) {
    const role = entry.state === 'INVITED' && isDue(work, entry) ? roleIn(work, row) : undefined;
    if (role === undefined || entry.handshakeId === undefined) continue;
    if (!work.hasTime || work.pause?.kind === 'STOP' || !await work.turn.isHeld(work.session)) return;
    const properties: AccountMembershipProperties = {
      Target: targetOf(row), HandshakeId: entry.handshakeId, HandshakeArn: handshakeArn(work, entry.handshakeId), RoleArn: role,
      ...(work.settings.externalId !== undefined && { ExternalId: work.settings.externalId }),
    };
    const { session, asker, surroundings: { organizations: calls, roles } } = work;
    const accepted = await forOneRow(session, (ofRow) => accept({ calls, roles }, { session: ofRow, asker, properties }));
    if (accepted.kind === 'DONE') {
      work.succeeded();
      work.record(row, moved(entry, 'JOINED', session.now(), { accountId: accepted.output || (row.account ?? ''), endedId: entry.handshakeId }));
    } else if (isBusy(accepted)) return work.setBack(row, entry, accepted.code);
    else delay(work, { row, entry }, accepted);
  }
}

/**
 * Gives those who have joined their tags, and moves them into their unit. That happens once for an account, also if it is in another row later.
 *
 * @param members by the keys of rows, as far as the accounts were listed
 */
export async function placeMembers(work: Work, members: ReadonlyMap<string, SeenMember> | undefined): Promise<void> {
  for (const { row, entry } of work.rows) {
    const { accountId } = entry;
    if (entry.state !== 'JOINED' || accountId === undefined || !needsPlacement(row) || !isDue(work, entry)) continue;
    if (!work.hasTime || work.pause?.kind === 'STOP' || !await work.turn.isHeld(work.session)) return;
    const { arn = '', state } = members?.get(row.key) ?? {};
    const member: Member = { id: accountId, arn, ...(state !== undefined && { state }) };
    const wasMoved = work.wasMoved(accountId);
    const unit = wasMoved ? undefined : row.unit;
    const refused = await forOneRow(work.session, (ofRow) => settle(work, ofRow, { tags: row.tags, unit }, member));
    if (!refused) {
      work.succeeded();
      work.record(row, moved(entry, 'PLACED', work.session.now(), { ...((wasMoved || unit !== undefined) && { isMoved: true }) }));
    } else if (refused.code === 'ACCOUNT_NOT_IN_ORGANIZATION') work.asksForMembers = true;
    else if (isBusy(refused)) return work.setBack(row, entry, refused.code);
    else delay(work, { row, entry }, refused);
  }
}

async function settle({ asker, surroundings }: Work, session: Session, { tags, unit }: { [Name in 'tags' | 'unit']: Row[Name] | undefined }, member: Member): Promise<Failure | undefined> {
  const { organizations: calls } = surroundings;
  const context = { calls, session, asker };
  const tagged = await applyTags(calls, session, member, tags);
  if (tagged.kind === 'REFUSED') return tagged;
  if (tagged.kind !== 'DONE') return organizationsFailure(context, tagged, `tagging account ${member.id}`);
  return unit === undefined ? undefined : place(context, member, unit);
}

/** The row stays where it is, and says why. */
function delay(work: Work, { row, entry }: KnownRow, failed: Failure): void {
  work.failed(failed);
  work.record(row, { ...entry, code: failed.code, retryAt: work.session.now() + LATER });
}

/** Whether all others would meet the same, too. */
function isBusy({ code }: Failure): boolean {
  return columnOf(code) === 'NEXT_RUN';
}

function isDue({ session }: Work, { retryAt = 0 }: Entry): boolean {
  return retryAt <= session.now();
}
