import { CAMPAIGN_RESOURCE_TYPE, CampaignRun } from '../../../lib/contract/campaign';
import { LedgerObjects } from '../../contents/ledger/ledger-objects';
import { callFailure } from '../../guard/call-failure';
import type { Failure } from '../../guard/failure';
import type { Session } from '../../guard/session';
import { accountOf, Asker } from '../../guard/stack-view';
import type { CampaignSurroundings } from '../campaign-surroundings';
import { sentInDay } from '../decide/due';
import { mayAct } from '../decide/may-act';
import type { Seen } from '../decide/seen';
import { asksForMembers, changesBetween, departedIn, takeIn, takeInGone } from '../decide/take-in';
import { CampaignLedger } from '../ledger/campaign-ledger';
import { CampaignTurn, HeadChange } from '../ledger/campaign-turn';
import type { Entries } from '../ledger/entries';
import type { Change, Entry } from '../ledger/entry';
import { Row, rowsWithKeys } from '../roster';
import { RowKeys } from '../row-keys';
import { cancelInvitations } from './cancel';
import { invite, plannedInvitations } from './invite';
import { lookAtInvitations, lookAtMembers, SeenInvitations, withMissedMembers } from './look';
import { acceptInvitations, placeMembers } from './settle-members';
import { conditionOf, daysWith, remainingIn, statusOf } from './status';
import { remainingLine, tellChanges, tellCondition } from './tell';
import { Work } from './work';

/** How long the list of all accounts serves, in milliseconds: a run that comes a little early lists them as well. */
const ACCOUNTS_SERVE = 24 * 60 * 60_000 - 5 * 60_000;

/** How a run has ended, in one word for the log. */
export type RunResult = 'DONE' | 'OBSERVED' | 'STOPPED' | 'NO_CAMPAIGN' | 'DELETED' | 'BUSY' | 'RESTS' | 'OVERTAKEN' | Failure['code'];

/**
 * Goes on with a campaign: looks at what has become of each row, and does what is due.
 *
 * @param until when this call of the function has certainly ended, in milliseconds since 1970
 */
export async function runCampaign(
  { stackId, logicalResourceId, bucket }: CampaignRun, session: Session, until: number, surroundings: CampaignSurroundings,
): Promise<RunResult> {
  const stackUuid = stackId.split('/').at(-1) ?? '';
  const ledger = new CampaignLedger(new LedgerObjects(surroundings.objects, { bucket, stackUuid, logicalResourceId }));
  const taken = await CampaignTurn.take(session, ledger, surroundings.newHolder(), until);
  if (taken.kind === 'REFUSED') return taken.code;
  if (taken.kind !== 'TURN') return taken.kind;
  const run = new CampaignRunning({ stackId, logicalResourceId, resourceType: CAMPAIGN_RESOURCE_TYPE }, session, surroundings, ledger, taken.turn);
  return run.toItsEnd();
}

/** One run, which has the turn. */
class CampaignRunning {
  private readonly keys: RowKeys;

  constructor(
    private readonly asker: Asker, private readonly session: Session, private readonly surroundings: CampaignSurroundings,
    private readonly ledger: CampaignLedger, private readonly turn: CampaignTurn,
  ) {
    this.keys = new RowKeys(turn.head.secret);
  }

  public async toItsEnd(): Promise<RunResult> {
    const { session, ledger, turn: { head } } = this;
    const [roster, entries] = [await ledger.readRoster(session, head.roster), await ledger.readEntries(session, head)];
    if (roster.kind === 'REFUSED') return this.leave(roster.code);
    if (entries.kind === 'REFUSED') return this.leave(entries.code);
    // What is remembered is what keeps an account from being asked or moved twice.
    if (!entries.output) return this.stop('CAMPAIGN_LEDGER_LOST');
    if (!roster.output) return this.stop('CAMPAIGN_ROSTER_LOST');
    const looked = await this.look(entries.output);
    return looked.kind === 'REFUSED' ? this.leaveUnseen(looked.code) : this.goOn(rowsWithKeys(roster.output, this.keys), entries.output, looked);
  }

  private async goOn(rows: readonly Row[], entries: Entries, { seen, accounts }: Looked): Promise<RunResult> {
    const { session, turn, surroundings } = this;
    const isObserving = !await this.mayAct();
    const before = new Map(entries.byKey);
    // A generation that is rolled back must not have begun.
    const followed = isObserving ? rows.map((row) => withGeneration(row, before.get(row.key))) : rows;
    const work = new Work(session, this.asker, surroundings, turn, takeIn(followed, before, seen, accounts, session.now()), movedIn(before));
    work.changes.push(...changesBetween(before, work.rows));
    const others = [...takeInGone(rows, before, seen, session.now())];
    if (!isObserving) {
      const canceled = turn.head.settings.cancelsRemoved ? await cancelInvitations(session, surroundings, others, () => turn.isHeld(session)) : undefined;
      for (const entry of canceled?.ended ?? []) others.splice(others.findIndex(({ key }) => key === entry.key), 1, entry);
      await acceptInvitations(work);
      await placeMembers(work, seen.members);
      const sent = sentInDay(seen, [...work.rows.map(({ entry }) => entry), ...others], session.now());
      const planned = plannedInvitations(work, sent);
      if (planned.length > 0) {
        // Who comes after a run that was ended knows what it may have sent.
        for (const { row, entry } of planned) work.record(row, { ...entry, intendedAt: session.now() });
        const written = await this.write(work, others, entries, {});
        if (written !== 'DONE') return written;
        await invite(work, plannedAgain(work, planned.map(({ row }) => row.key)), sent);
        await acceptInvitations(work);
        await placeMembers(work, seen.members);
      }
    }
    return this.end(work, others, entries, seen, isObserving);
  }

  private async end(work: Work, others: readonly Entry[], entries: Entries, seen: Seen, isObserving: boolean): Promise<RunResult> {
    const { session, turn, asker, surroundings: { events, writeMetrics } } = this;
    const { rows, settings, pause, failures } = work;
    const { condition, code } = conditionOf({ rows, settings, pause, isObserving });
    const is = { is: condition, ...(code !== undefined && { code }) };
    const isTold = turn.head.condition?.is === condition && turn.head.condition.code === code;
    const accountsListed = work.asksForMembers ? undefined : seen.members ? session.now() : turn.head.accountsListed;
    const written = await this.write(work, others, entries, { failures, pause });
    if (written !== 'DONE') return written;
    const untold = await tellChanges(events, session, asker, entries.untold);
    const isNowTold = isTold || await tellCondition(events, session, asker, is);
    // Who has joined may leave, which the list of accounts shows once a day.
    const restsUntil = condition === 'FINISHED' && accountsListed !== undefined ? accountsListed + ACCOUNTS_SERVE : undefined;
    const now = session.now();
    const invitations = sentInDay(seen, [...rows.map(({ entry }) => entry), ...others], now).length;
    await this.ledger.writeStatus(session, statusOf({ rows, settings, pause, isObserving, days: entries.days, invitations, restsUntil, now }));
    if (settings.hasMetrics) writeMetrics(remainingLine(asker, remainingIn(rows, settings), session.now()));
    const changed = { turn: undefined, pause, failures, accountsListed, restsUntil, ...(isNowTold && { condition: is }) };
    const isUnchanged = untold.length === entries.untold.length;
    const settled = isUnchanged
      ? await turn.writeHead(session, changed)
      : await turn.write(session, { ...entries, untold }, changed);
    if (settled.kind === 'REFUSED') return settled.code;
    if (!settled.output) return 'OVERTAKEN';
    return isObserving ? 'OBSERVED' : pause?.kind === 'STOP' ? 'STOPPED' : 'DONE';
  }

  /** Writes what is known by now, with what is to be told. */
  private async write(work: Work, others: readonly Entry[], entries: Entries, changed: HeadChange): Promise<'DONE' | RunResult> {
    const changes: Change[] = work.changes.splice(0);
    const present = [...work.rows.map(({ entry }) => entry), ...others];
    if (present.length === entries.byKey.size && present.every((entry) => entries.byKey.get(entry.key) === entry)) return 'DONE';
    entries.untold = [...entries.untold, ...changes];
    entries.days = daysWith(entries.days, changes, this.session.now());
    entries.byKey.clear();
    for (const entry of present) entries.byKey.set(entry.key, entry);
    const written = await this.turn.write(this.session, entries, changed);
    if (written.kind === 'REFUSED') return written.code;
    return written.output ? 'DONE' : 'OVERTAKEN';
  }

  private async look(entries: Entries): Promise<Looked | Failure> {
    const { session, surroundings: { organizations }, keys, turn: { head: { accountsListed = 0 } } } = this;
    const invitations = await lookAtInvitations(organizations, session, keys, accountOf(this.asker));
    if (invitations.kind !== 'DONE') return callFailure(invitations, 'listing the invitations of the organization');
    const { byKey, sentToday, accounts } = invitations.output;
    const isDue = session.now() - accountsListed >= ACCOUNTS_SERVE || asksForMembers(entries.byKey, byKey);
    const listed = isDue ? await lookAtMembers(organizations, session, keys) : undefined;
    const members = listed?.kind === 'DONE' ? await withMissedMembers(organizations, session, listed.output, departedIn(entries.byKey, listed.output)) : listed;
    if (members && members.kind !== 'DONE') return callFailure(members, 'listing the accounts of the organization');
    return { kind: 'LOOKED', seen: { invitations: byKey, sentToday, members: members?.output }, accounts };
  }

  private async mayAct(): Promise<boolean> {
    const { session, asker: { stackId }, turn: { head }, surroundings: { ownStack } } = this;
    const described = await ownStack.describe(session, head.settings.rootStackId ?? stackId);
    return described.kind === 'DONE' && mayAct(described.output.what.status);
  }

  /** Without having seen the organization nothing can be done. Otherwise nobody would hear of a permission that is missing. */
  private async leaveUnseen(code: Failure['code']): Promise<RunResult> {
    const { session, asker, turn: { head: { condition, pause } }, surroundings: { events } } = this;
    const isTold = pause?.kind === 'STOP' || (condition?.is === 'WAITING' && condition.code === code);
    const waits = { is: 'WAITING' as const, code };
    return this.leave(code, !isTold && await tellCondition(events, session, asker, waits) ? { condition: waits } : {});
  }

  private stop(code: Failure['code']): Promise<RunResult> {
    return this.leave(code, { pause: { kind: 'STOP', code } });
  }

  private async leave(result: RunResult, changed: HeadChange = {}): Promise<RunResult> {
    await this.turn.writeHead(this.session, { turn: undefined, ...changed });
    return result;
  }
}

/** The ids of accounts that the campaign has moved into a unit, as far as they haven't left since. */
function movedIn(entries: ReadonlyMap<string, Entry>): ReadonlySet<string> {
  return new Set([...entries.values()].flatMap(({ isMoved, state, accountId }) => (isMoved && state !== 'LEFT' && accountId !== undefined ? [accountId] : [])));
}

/** A row in the generation in which it was followed last. */
function withGeneration(row: Row, entry: Entry | undefined): Row {
  const { generation: _declared, ...others } = row;
  return !entry ? row : { ...others, ...(entry.generation !== undefined && { generation: entry.generation }) };
}

interface Looked {
  readonly kind: 'LOOKED';
  readonly seen: Seen;
  readonly accounts: SeenInvitations['accounts'];
}

/** The same rows as they are now. */
function plannedAgain(work: Work, keys: readonly string[]): Work['rows'] {
  const byKey = new Map(work.rows.map((known) => [known.row.key, known]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}
