import { ROW_STATES, RowState } from '../../../lib/contract/campaign';
import { CampaignStatus, MOST_NAMED_ROWS } from '../../../lib/contract/campaign-status';
import { CATALOGUE } from '../../../lambda/reasons/catalogue';
import { counted, finished, inFigures } from '../../plan/wording';
import { timeOf } from '../lines';
import type { CampaignProgress } from './read-campaign';

const HOUR = 60 * 60_000;

/** How many rows and days are told. */
const MOST_TOLD = { rows: 5, days: 3 };

/** How a campaign is, in a few words. */
export function campaignHeadline({ condition, code, status }: CampaignProgress): string {
  const why = code === undefined ? '' : `: ${code}`;
  switch (condition) {
    case 'STARTING': return 'a roster was taken, which the next run follows';
    case 'CHANGING': return 'the stack is being deployed; meanwhile runs only look';
    case 'OBSERVING': return 'only looks, since the last deployment of the stack didn\'t come to its end';
    case 'RUNNING': return 'goes on';
    case 'WAITING': return `waits${why}`;
    case 'STOPPED': return `stopped${why}`;
    case 'FINISHED': return 'finished';
    case 'SILENT': return status ? 'no run has ended for hours' : 'no run has come for hours';
    case 'UNKNOWN': return 'nothing is known';
  }
}

/** How many accounts are at their end, from 0 to 1. */
export function shareAtEnd({ rows, remaining }: CampaignStatus): number {
  return rows === 0 ? 1 : (rows - remaining) / rows;
}

/** For example `3 of 45 accounts are at their end`. */
export function atEnd({ rows, remaining }: CampaignStatus): string {
  return `${inFigures(rows - remaining)} of ${counted(rows, 'account')} at their end`;
}

/** The states that have any rows, for example `30 queued, 10 invited`. */
export function statesOf(counts: { readonly [State in RowState]?: number }): string {
  return ROW_STATES.flatMap((state) => (counts[state] ?? 0) > 0 ? [`${inFigures(counts[state] ?? 0)} ${state.toLowerCase()}`] : []).join(', ');
}

/** How much of the day's allowance is used. */
export function lastDayOf({ lastDay: { invitations, most } }: CampaignStatus): string {
  return most === undefined
    ? `${counted(invitations, 'invitation')} in 24 hours, as many as AWS takes.`
    : `${inFigures(invitations)} of at most ${counted(most, 'invitation')} in 24 hours.`;
}

/** What became of rows on the last days. */
export function lastDays({ days }: CampaignStatus): string[] {
  return days.slice(-MOST_TOLD.days).map(({ day, counts }) => `${day}: ${statesOf(counts)}`);
}

/** Who hasn't answered, first who has to do so first. */
export function unansweredIn({ counts: { INVITED: count }, unanswered }: CampaignStatus): string[] {
  const told = unanswered.slice(0, MOST_TOLD.rows);
  const others = count - told.length;
  if (told.length === 0) return [];
  return [
    `${count === 1 ? '1 account hasn\'t' : `${counted(count, 'account')} haven't`} answered:`,
    ...told.map((row) => row.until > 0 ? `${nameIn(row)} until ${timeOf(row.until)}` : nameIn(row)), ...(others > 0 ? [`and ${inFigures(others)} more`] : []),
  ];
}

/** Who can't go on, by state and code. */
export function stuckIn({ stuck }: CampaignStatus): string[] {
  const groups = new Map<string, string[]>();
  for (const row of stuck) {
    const what = `${row.state.toLowerCase()} with ${row.code}`;
    groups.set(what, [...groups.get(what) ?? [], nameIn(row)]);
  }
  const texts = [...groups].map(([what, names]) => `${inFigures(names.length)} ${what}: ${[...names.slice(0, MOST_TOLD.rows), ...(names.length > MOST_TOLD.rows ? ['…'] : [])].join(', ')}`);
  return stuck.length < MOST_NAMED_ROWS ? texts : [...texts, `Perhaps more: the first ${MOST_NAMED_ROWS} are counted.`];
}

/** With its row where an address is masked: many begin with the same letter. */
function nameIn({ name, row }: CampaignStatus['unanswered'][number] | CampaignStatus['stuck'][number]): string {
  return name.includes('@') ? `${name} (row ${row})` : name;
}

/** Why it doesn't go on, and what to do. */
export function reasonOf({ condition, code }: CampaignProgress): string[] {
  if (condition === 'SILENT') return ['The log of the function tells how its runs have ended.'];
  if (code === undefined || (condition !== 'WAITING' && condition !== 'STOPPED')) return [];
  const { cause = '', remedy = '' } = Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code as keyof typeof CATALOGUE] : {};
  const explained = `npx cdk-org-guard explain ${code} tells more.`;
  return condition === 'WAITING'
    ? [`Why: ${withoutBraces(cause)} Nothing has to be deployed: each run tries again. ${explained}`]
    : [`What to do: ${finished(withoutBraces(remedy))} Another generation of the campaign is enough for a deployment. ${explained}`];
}

/** When a run was there last, and when the next one comes. */
export function runsOf({ status, isRunUnderWay }: CampaignProgress, now: number): string {
  if (isRunUnderWay) return status ? `A run is under way; the last one ended at ${timeOf(status.updated)}.` : 'A run is under way.';
  if (!status) return 'Runs come every hour.';
  const { updated, restsUntil = 0 } = status;
  const next = updated + Math.max(1, Math.ceil((restsUntil - updated) / HOUR)) * HOUR;
  return `The last run ended at ${timeOf(updated)}; the next one ${next > now ? `begins by ${timeOf(next)}` : 'is due'}.`;
}

/** What is filled in in a message stands in braces. */
function withoutBraces(text: string): string {
  return text.replace(/\{(\w+)\}/g, 'the $1');
}
