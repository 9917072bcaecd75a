import { ROW_STATES, RowState } from '../../../lib/contract/campaign';
import { CAMPAIGN_STATUS_FORMAT, CampaignDay, CampaignStatus, MOST_NAMED_ROWS } from '../../../lib/contract/campaign-status';
import { isAtEnd, KnownRow } from '../decide/due';
import type { Change } from '../ledger/entry';
import type { Pause } from '../ledger/head';
import { nameOfRow } from '../roster';
import type { Settings } from '../settings';

const MOST_DAYS = 90;

export interface CampaignFacts {
  readonly rows: readonly KnownRow[];
  readonly settings: Settings;
  readonly pause: Pause | undefined;
  /** Whether the stack is being deployed, or has never been. */
  readonly isObserving: boolean;
  readonly days: readonly CampaignDay[];
  /** How many invitations of the last 24 hours count. */
  readonly invitations: number;
  readonly restsUntil: number | undefined;
  readonly now: number;
}

export function statusOf(facts: CampaignFacts): CampaignStatus {
  const { rows, settings, days, invitations, restsUntil, now } = facts;
  const { invitationsPerDay: most } = settings;
  return {
    format: CAMPAIGN_STATUS_FORMAT, kind: 'campaign', ...conditionOf(facts), updated: Math.floor(now), rows: rows.length, counts: countsOf(rows),
    remaining: remainingIn(rows, settings), lastDay: { invitations, ...(most !== undefined && { most }) },
    ...(restsUntil !== undefined && { restsUntil: Math.floor(restsUntil) }), days,
    unanswered: unansweredIn(rows), stuck: stuckIn(rows),
  };
}

export function conditionOf({ rows, settings, pause, isObserving }: Pick<CampaignFacts, 'rows' | 'settings' | 'pause' | 'isObserving'>): Pick<CampaignStatus, 'condition' | 'code'> {
  if (pause?.kind === 'STOP') return { condition: 'STOPPED', code: pause.code };
  if (isObserving) return { condition: 'OBSERVING' };
  if (rows.every((each) => isAtEnd(each, settings))) return { condition: 'FINISHED' };
  return pause ? { condition: 'WAITING', code: pause.code } : { condition: 'RUNNING' };
}

export function countsOf(rows: readonly KnownRow[]): Record<RowState, number> {
  const counts = Object.fromEntries(ROW_STATES.map((state) => [state, 0])) as Record<RowState, number>;
  for (const { entry: { state } } of rows) counts[state] += 1;
  return counts;
}

/** How many rows aren't at their end. */
export function remainingIn(rows: readonly KnownRow[], settings: Settings): number {
  return rows.filter((each) => !isAtEnd(each, settings)).length;
}

/** The days with what has changed now. */
export function daysWith(days: readonly CampaignDay[], changes: readonly Change[], now: number): readonly CampaignDay[] {
  if (changes.length === 0) return days;
  const day = new Date(now).toISOString().slice(0, 'yyyy-mm-dd'.length);
  const before = days.find((each) => each.day === day)?.counts ?? {};
  const counts: { [State in RowState]?: number } = { ...before };
  for (const { to } of changes) counts[to] = (counts[to] ?? 0) + 1;
  return [...days.filter((each) => each.day !== day), { day, counts }].slice(-MOST_DAYS);
}

function unansweredIn(rows: readonly KnownRow[]): CampaignStatus['unanswered'] {
  return rows.flatMap(({ row, entry: { state, until = 0 } }) => state === 'INVITED' ? [{ row: row.row, name: nameOfRow(row), until }] : [])
    .sort((one, other) => one.until - other.until).slice(0, MOST_NAMED_ROWS);
}

function stuckIn(rows: readonly KnownRow[]): CampaignStatus['stuck'] {
  const all = rows.flatMap(({ row, entry: { state, code } }) => code === undefined ? [] : [{ row: row.row, name: nameOfRow(row), state, code }]);
  return all.slice(0, MOST_NAMED_ROWS);
}
