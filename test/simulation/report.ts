import { cellsOf, Disturbance, Fault, FAULTS, momentsOf } from './disturbances';
import type { Domain } from './domain';
import { INVARIANTS } from './invariants';
import type { Counts, Tally } from './tally';

/** What many runs came to. */
export interface Outcome {
  readonly runs: number;
  readonly seed: number;
  readonly seconds: number;
  readonly workers: number;
  readonly broken: number;
  readonly tally: Tally;
}

type Column = readonly [Fault, Disturbance['moment']];

/** What could have gone wrong with an operation and never did. */
export function emptyCells({ operations }: Domain, { disturbances }: Tally): string[] {
  return cellsOf(operations).map(({ operation, fault, moment }) => `${operation} ${fault} ${moment}`).filter((cell) => !disturbances[cell]);
}

/** The page that tells what was shown. */
export function reliabilityPage(domain: Domain, outcome: Outcome): string {
  const { runs, seed, seconds, workers, broken, tally } = outcome;
  const cells = FAULTS.flatMap((fault): Column[] => (['BEFORE', 'AFTER'] as const)
    .filter((moment) => domain.operations.some((operation) => momentsOf(fault, operation).includes(moment)))
    .map((moment) => [fault, moment]));
  const shown = (operation: string, [fault, moment]: Column): string =>
    (momentsOf(fault, operation).includes(moment) ? String(tally.disturbances[`${operation} ${fault} ${moment}`] ?? 0) : '–');
  return `# What is shown under faults

<!-- Written by \`npm run simulate -- --runs ${runs} --seed ${seed} --report\`. -->

**${broken} broken invariants in ${runs.toLocaleString('en')} runs**, seed ${seed}, ${duration(seconds)} with ${workers} processes.

A run deploys, changes, rolls back and deletes one or two random stacks of users, groups and memberships, through the functions' own code
and the real clients, against the sandbox in virtual time. Meanwhile others change the same entities, calls fail before or after their
effect, events arrive twice or late, and functions are killed between any two calls. A seed stands for a run, call by call.

${sum(tally.operations)} operations on stacks, ${sum(tally.calls)} calls, ${sum(tally.disturbances)} faults, ${sum(tally.acts)} changes by others.

## What has to hold

${INVARIANTS.map(({ name, holds }) => `- **${name}**: ${holds}`).join('\n')}

Each of them is shown able to fail: \`test/simulation/broken.test.ts\` breaks the handler once for each, and the simulation notices.

## How often each fault happened

Before (B) or after (A) the effect of the call; a dash where a fault can't happen.

${table(['operation', ...cells.map(([fault, moment]) => `${fault.toLowerCase().replaceAll('_', ' ')} ${moment.charAt(0)}`)],
  domain.operations.map((operation) => [operation.replace('identitystore:', ''), ...cells.map((cell) => shown(operation, cell))]))}

## How the operations and events ended

${countsTable('stack', tally.operations)}

${countsTable('event', tally.results)}

${countsTable('what others did', tally.acts)}
`;
}

function countsTable(title: string, counts: Counts): string {
  return table([title, 'how often'], Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, count]) => [name, String(count)]));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function duration(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
