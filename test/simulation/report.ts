import { cellsOf, Disturbance, Fault, FAULTS, momentsOf } from './disturbances';
import type { Domain } from './domain';
import { EXCUSES } from './excuses';
import { findings } from './found';
import { INVARIANTS } from './invariants';
import { PROMISES, Promised } from './promises';
import { Counts, MISTAKEN, Tally } from './tally';

/** What many runs came to. */
export interface Outcome {
  readonly runs: number;
  readonly seed: number;
  readonly seconds: number;
  readonly workers: number;
  /** In words. */
  readonly machine: string;
  /** How many runs broke something. */
  readonly failures: number;
  /** The name of an invariant for every run that broke it. */
  readonly broken: readonly string[];
  readonly tally: Tally;
}

/** In so many runs every excuse has to be needed. */
export const RUNS_OF_REPORT = 100_000;

type Column = readonly [Fault, Disturbance['moment']];

/** What could have gone wrong with an operation and never did. */
export function emptyCells({ operations }: Domain, { disturbances }: Tally): string[] {
  return cellsOf(operations).map(({ operation, fault, moment }) => `${operation} ${fault} ${moment}`).filter((cell) => !disturbances[cell]);
}

/** What no run needed to be excused. */
export function neverExcused({ excuses }: Tally): string[] {
  return EXCUSES.map(({ name }) => name).filter((name) => !excuses[name]);
}

/** Why the report fails, in a line; nothing if it doesn't. */
export function shortcomingOf({ runs, failures, tally }: Pick<Outcome, 'runs' | 'failures' | 'tally'>): string | undefined {
  if (failures > 0) return `${failures} of ${runs} runs broke an invariant`;
  const unneeded = runs < RUNS_OF_REPORT ? [] : neverExcused(tally);
  return unneeded.length === 0 ? undefined : `in ${runs} runs nothing needed to be excused as: ${unneeded.join(', ')}. Take it out of test/simulation/excuses, or play what needs it`;
}

/** The page that tells what was shown. */
export function reliabilityPage(domain: Domain, outcome: Outcome): string {
  const { runs, seed, seconds, workers, machine, failures, broken, tally } = outcome;
  const cells = FAULTS.flatMap((fault): Column[] => (['BEFORE', 'AFTER'] as const)
    .filter((moment) => domain.operations.some((operation) => momentsOf(fault, operation).includes(moment)))
    .map((moment) => [fault, moment]));
  const shown = (operation: string, [fault, moment]: Column): string =>
    (momentsOf(fault, operation).includes(moment) ? String(tally.disturbances[`${operation} ${fault} ${moment}`] ?? 0) : '–');
  return `# What is shown under faults

<!-- Written by \`npm run simulate -- --runs ${runs} --seed ${seed} --report\`. -->

**${failures === 0 ? 'No invariant was broken' : `${failures} runs broke an invariant`} in ${runs.toLocaleString('en')} runs** of seed ${seed}:
${duration(seconds)} with ${workers} processes on ${machine}.

A run deploys, changes, rolls back and deletes one or two random stacks of users, groups, memberships, invitations and what follows
them, through the functions' own code, that of the provider framework and the real clients, against the sandbox in virtual time.
Meanwhile others change the same entities, invited accounts accept or decline, calls fail before or after their effect, events arrive
twice or late, and functions are killed between any two calls. A seed stands for a run, call by call.

All in all there were ${shownSum(tally.operations)} creates, updates and deletions of stacks, ${shownSum(tally.results)} events, ${shownSum(tally.calls)} calls and answers,
${shownSum(tally.disturbances)} faults, and ${shownSum(tally.acts)} changes by others.

## What has to hold

${table(['invariant', 'says that', 'runs that broke it'], INVARIANTS.map(({ name, holds }) => [name, holds, String(broken.filter((each) => each === name).length)]))}

Each of them is shown able to fail: \`test/simulation/broken.test.ts\` breaks the handler, or \`npm run reversions\` takes a mending back, and the
simulation notices.

## What was broken once

What the library did wrong when it was tried as users and attackers would try it, before the simulation could see it. Each is a test now, and an
act, a fault or a limit here. With the mending taken back (\`npm run reversions\`), a run of those above breaks an invariant.

${table(['what happened', 'the test', 'how the simulation meets it', 'without the mending'], PROMISES.map(shownPromise))}

${MISTAKEN.charAt(0).toUpperCase()}${MISTAKEN.slice(1)}: ${tally.risks[MISTAKEN] ?? 0} times in these runs. It is a known risk
([decision 28](decisions/0028-recognising-own-creations.md)).

## How often each fault happened

Before (B) or after (A) the effect of the call; a dash where a fault can't happen. ${filled(domain, tally)}

${table(['operation', ...cells.map(([fault, moment]) => `${fault.toLowerCase().replaceAll('_', ' ')} ${moment.charAt(0)}`)],
  domain.operations.map((operation) => [operation.replace('identitystore:', ''), ...cells.map((cell) => shown(operation, cell))]))}

## What was found

What the simulation found and was the library's fault is a test each, \`found-by-simulation.test.ts\` in \`test/lambda\`. A seed stands
for a run of the simulation as it was then.

${table(['seed', 'what the test is about'], findings().map(({ seed: found, what }) => [found, what]))}

## What was excused

What nothing that a function can ask or do would help against is left out of the invariants, as narrowly as possible:
[decision 16](decisions/0016-what-the-simulation-excuses.md) says why. An excuse is asked only where an invariant would be broken without it. ${neededExcuses(tally)}

${table(['excuse', 'runs that needed it'], EXCUSES.map(({ name }) => [name, String(tally.excuses[name] ?? 0)]))}

## How the operations and events ended

${countsTable('stack', tally.operations)}

${countsTable('event', tally.results)}

${countsTable('what others did', tally.acts)}
`;
}

function shownPromise({ fault, test, title, met, reversion }: Promised): string[] {
  const held = `\`${test.split('/').pop()}\`: ${title}`;
  return [fault, held, met, reversion ? `run ${reversion.seed} breaks "${reversion.invariant}"` : '–'];
}

function filled(domain: Domain, tally: Tally): string {
  const [possible, empty] = [cellsOf(domain.operations).length, emptyCells(domain, tally)];
  return empty.length === 0 ? `Each of the ${possible} that can happen did.` : `Of the ${possible} that can happen, these never did: ${empty.join(', ')}.`;
}

function neededExcuses(tally: Tally): string {
  const unneeded = neverExcused(tally);
  return unneeded.length === 0 ? `Each of the ${EXCUSES.length} was needed.` : `Of the ${EXCUSES.length}, these weren't needed: ${unneeded.join(', ')}.`;
}

function countsTable(title: string, counts: Counts): string {
  return table([title, 'how often'], Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, count]) => [name, String(count)]));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function shownSum(counts: Counts): string {
  return Object.values(counts).reduce((total, count) => total + count, 0).toLocaleString('en');
}

export function duration(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
