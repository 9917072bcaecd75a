import { unitsOf } from '../../rehearsal/contents/contents-plan';
import { Plan, PlanMade, StackPlan, Verb, VERBS } from '../../rehearsal/plan';
import { printable } from './printable';
import { isUnitAdoptedAsItIs } from './sections';
import { capitalized, counted, inFigures } from './wording';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What became of so many resources. */
const OUTCOMES: Readonly<Record<Verb, string>> = {
  refused: 'refused',
  lost: 'lost',
  'not reached': 'not reached',
  unknown: 'unknown',
  deletes: 'deleted',
  replaces: 'replaced',
  changes: 'changed',
  'waits for the other side': 'waiting for the other side',
  ended: 'ended',
  creates: 'created',
  adopts: 'adopted',
  leaves: 'leaving the stack',
  keeps: 'kept',
};

/** The whole plan in a line, for example `2 refused, 1 lost, 3 adopted. No plan of 1 of 3 stacks.` */
export function headline({ totals, stacks, isDrift = false }: Plan): string {
  const unplanned = stacks.filter(({ noPlan }) => noPlan !== undefined).length;
  if (unplanned > 0 && unplanned === stacks.length) return unplanned === 1 ? 'No plan of the stack.' : `No plan of any of ${unplanned} stacks.`;
  const sentences = [changesNothing(totals) && unplanned === 0 ? nothing({ totals, stacks, isDrift }) : `${capitalized(totalsInWords(totals))}.`];
  if (onlyAdopts(stacks)) sentences.push('Nothing about them changes.');
  if (isDrift && !changesNothing(totals)) sentences.push('That is what a deployment would do that looks again at everything (another generation).');
  if (unplanned > 0) sentences.push(`No plan of ${unplanned} of ${stacks.length} stacks.`);
  return sentences.join(' ');
}

/** How many there are of each verb, of those of which there are any. */
export function totalsInWords(totals: Readonly<Record<Verb, number>>): string {
  const counted = VERBS.filter((verb) => totals[verb] > 0).map((verb) => `${inFigures(totals[verb])} ${OUTCOMES[verb]}`);
  return counted.length === 0 ? 'nothing' : counted.join(', ');
}

/** Where and when the plan comes from. */
export function origin({ version, at, snapshot: { endedAt, region, endpoint } }: PlanMade, caller: string): string {
  const place = `in ${printable(region)}${endpoint === undefined ? '' : `, at ${printable(endpoint)}`}`;
  return `Made at ${toMinutes(at)} by cdk-org-guard ${version}, from what was read ${age(Date.parse(at) - Date.parse(endedAt))} as ${caller} ${place}.`;
}

/** For example `People (111122223333, eu-central-1)`. */
export function nameOf({ stackName, account, region }: StackPlan): string {
  return printable(`${stackName} (${account}, ${region})`);
}

/** What an app is to come to that was written from what is there. */
function onlyAdopts(stacks: readonly StackPlan[]): boolean {
  const changing = stacks.flatMap(({ resources }) => resources).flatMap(unitsOf).filter(({ verb }) => verb !== 'keeps');
  return changing.length > 0 && changing.every(isUnitAdoptedAsItIs);
}

function changesNothing(totals: Readonly<Record<Verb, number>>): boolean {
  return VERBS.every((verb) => verb === 'keeps' || totals[verb] === 0);
}

/** What a plan isn't about may change all the same. */
function nothing({ totals: { keeps: kept }, stacks, isDrift = false }: Pick<Plan, 'totals' | 'stacks' | 'isDrift'>): string {
  if (kept === 0) return isDrift ? 'No stack with resources of this library was found, so that nothing was compared.' : 'No stack has resources that a plan knows, so that nothing is planned.';
  if (isDrift) return `Nothing differs from what is deployed: ${inFigures(kept)} as declared.`;
  const what = stacks.some(({ others }) => others > 0) ? 'Nothing of this library would change' : 'Nothing would change';
  return `${what}: ${inFigures(kept)} kept.`;
}

/** A time as people read it, for example `2026-11-29 12:00 UTC`. */
export function toMinutes(time: string): string {
  return time.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC');
}

function age(milliseconds: number): string {
  if (milliseconds < MINUTE) return 'just before';
  if (milliseconds < HOUR) return `${counted(Math.floor(milliseconds / MINUTE), 'minute')} before`;
  if (milliseconds < DAY) return `${counted(Math.floor(milliseconds / HOUR), 'hour')} before`;
  return `${counted(Math.floor(milliseconds / DAY), 'day')} before`;
}
