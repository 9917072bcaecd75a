import { isDeepStrictEqual } from 'node:util';
import { ROW_STATES } from '../../lib/contract/campaign';
import { KnownRow, nextStep } from '../../lambda/campaign/decide/due';
import { ownInvitationOf } from '../../lambda/campaign/decide/own-invitation';
import type { Entry } from '../../lambda/campaign/ledger/entry';
import { nameOfRow, Row } from '../../lambda/campaign/roster';
import type { Settings } from '../../lambda/campaign/settings';
import { MOST_NAMES } from '../contents/contents-plan';
import type { GonePlan, InvitationsPlan, MissingUnitPlan, RosterPlan, RowsPlan } from './campaign-plan';

/**
 * In what a roster differs from the one before.
 *
 * @param before nothing if that isn't known
 */
export function rosterPlan(after: readonly Row[], before: readonly Row[] | undefined): RosterPlan {
  if (!before) return { rows: after.length };
  const known = new Map(before.map((row) => [row.key, row]));
  const present = new Set(after.map(({ key }) => key));
  return {
    rows: after.length,
    added: after.filter(({ key }) => !known.has(key)).length,
    removed: before.filter(({ key }) => !present.has(key)).length,
    changed: after.filter((row) => known.has(row.key) && !isDeepStrictEqual(withoutPlace(row), withoutPlace(known.get(row.key)))).length,
  };
}

/** Another line of the table is no other row. */
function withoutPlace(row: Row | undefined): Omit<Row, 'row'> | undefined {
  if (!row) return undefined;
  const { row: _place, ...others } = row;
  return others;
}

/** The rows of the same state, of which the same comes next, in the order of the states. */
export function rowsPlans(rows: readonly KnownRow[], settings: Settings): RowsPlan[] {
  const groups = new Map<string, { readonly first: Omit<RowsPlan, 'count' | 'names'>; readonly rows: Row[] }>();
  for (const known of rows) {
    const { row, entry: { state, code, isSent } } = known;
    const isOfOthers = state === 'INVITED' && !isSent;
    const first = { state, ...(code !== undefined && { code }), next: nextStep(known, settings), ...(isOfOthers && { isOfOthers: true as const }) };
    const key = JSON.stringify(Object.values(first));
    const group = groups.get(key) ?? { first, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ first, rows: all }): RowsPlan => ({ ...first, count: all.length, names: all.map(nameOfRow).slice(0, MOST_NAMES) }))
    .sort((one, other) => ROW_STATES.indexOf(one.state) - ROW_STATES.indexOf(other.state));
}

/** The units that aren't there, of accounts that are still to be placed, in the order of the rows. */
export function missingUnitsPlan(rows: readonly KnownRow[], settings: Settings, isThere: (unit: string) => boolean): MissingUnitPlan[] {
  const missing = new Map<string, Row[]>();
  for (const known of rows) {
    const { row, row: { unit } } = known;
    if (unit === undefined || nextStep(known, settings) === 'NOTHING' || isThere(unit)) continue;
    missing.set(unit, [...missing.get(unit) ?? [], row]);
  }
  return [...missing].map(([unit, all]) => ({ unit, count: all.length, names: all.map(nameOfRow).slice(0, MOST_NAMES) }));
}

/**
 * The invitations that are still to be sent. In any 24 hours as many are sent as are declared, so that those of the last day only move the others within
 * the first one.
 */
export function invitationsPlan(rows: readonly KnownRow[], settings: Settings): InvitationsPlan {
  const { invitationsPerDay: perDay, reinvitations } = settings;
  const due = rows.filter((known) => nextStep(known, settings) === 'INVITATION');
  const count = due.length;
  return {
    count, first: due.filter(({ entry: { state, endedId } }) => state !== 'EXPIRED' && endedId === undefined).length,
    ...(perDay !== undefined && { perDay, days: Math.ceil(count / perDay) }),
    reinvitations,
  };
}

/**
 * What becomes of the invitations of rows that have gone.
 *
 * @param gone with their entries as they are now
 * @param isLeaving whether a row goes with this deployment, and not with an earlier one
 */
export function gonePlan(gone: readonly Entry[], isLeaving: (entry: Entry) => boolean, cancels: boolean, nameOf: (entry: Entry) => string): GonePlan {
  const isOwn = (entry: Entry): boolean => ownInvitationOf(entry) !== undefined;
  const pending = gone.filter((entry) => entry.state === 'INVITED' || isOwn(entry));
  const canceled = cancels ? pending.filter(isOwn) : [];
  const leaving = pending.filter(isLeaving);
  return {
    staying: cancels ? 0 : leaving.filter(isOwn).length,
    ofOthers: leaving.filter((entry) => !isOwn(entry)).length,
    canceled: canceled.length,
    names: canceled.map(nameOf).filter((name) => name !== '').sort().slice(0, MOST_NAMES),
  };
}
