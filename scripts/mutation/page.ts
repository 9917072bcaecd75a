import { percentage, Report, ReportedFile, Score, scoreOf, Unnoticed, unnoticedIn } from './report';
import { Survivor } from './survivors';

/** What the page says of the run. */
export interface RunFacts {
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * The page about a run of the mutation tests, in Markdown.
 *
 * @throws when a mutant lives without a reason, or a reason has no mutant
 */
export function mutationPage(report: Report, { commit, versions }: RunFacts, survivors: readonly Survivor[]): string {
  const unnoticed = unnoticedIn(report);
  const unexplained = unnoticed.filter((mutant) => !survivors.some((survivor) => isOf(survivor, mutant)));
  const outdated = survivors.filter((survivor) => !unnoticed.some((mutant) => isOf(survivor, mutant)));
  if (unexplained.length > 0) throw new Error(`no reason is given why these mutants live:\n${unexplained.map(asData).join('\n')}`);
  if (outdated.length > 0) throw new Error(`these mutants don't live any more:\n${outdated.map(asData).join('\n')}`);

  return [
    '# What the tests of the guard and the protocol notice',
    'Stryker changes the code of the guard, the protocol, the tables of errors and what decides in one place at a time, and runs the tests that import the\nchanged '
    + 'module. A change that no test notices is a behaviour that nobody has written down, or code that could be simpler.\n'
    + 'Stryker leaves what is `as const` alone, as the catalogue is: `docs/reasons.md` repeats it, and a test compares the two.',
    '<!-- Written by `npm run mutation`. -->',
    `Command \`npm run mutation\`, commit \`${commit}\`, ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}.`,
    table(report.files),
    '## Changes that no test notices',
    unnoticed.length === 0 ? 'None.' : unnoticed.map((mutant) => explanation(mutant, survivors)).join('\n'),
  ].join('\n\n') + '\n';
}

function table(files: Readonly<Record<string, ReportedFile>>): string {
  const changed = Object.entries(files).filter(([, { mutants }]) => mutants.length > 0).toSorted(([one], [other]) => one < other ? -1 : 1);
  const rows = changed.map(([name, file]) => row(`\`${name}\``, scoreOf([file])));
  return [
    '| file | score | killed | timed out | survived | not covered |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
    row('**all**', scoreOf(Object.values(files))),
  ].join('\n');
}

function row(name: string, score: Score): string {
  const { killed, timedOut, survived, notCovered } = score;
  return `| ${[name, `${percentage(score).toFixed(1)} %`, killed, timedOut, survived, notCovered].join(' | ')} |`;
}

function explanation(mutant: Unnoticed, survivors: readonly Survivor[]): string {
  const { file, lineNumber, line, mutator, replacement } = mutant;
  const why = survivors.find((survivor) => isOf(survivor, mutant))?.why;
  return `- \`${file}\` line ${lineNumber}, \`${line}\`, ${mutator} \`${replacement}\`: ${why}`;
}

function isOf(survivor: Survivor, mutant: Unnoticed): boolean {
  return (['file', 'line', 'mutator', 'replacement'] as const).every((part) => survivor[part] === mutant[part]);
}

function asData({ file, line, mutator, replacement }: Survivor | Unnoticed): string {
  return JSON.stringify({ file, line, mutator, replacement });
}
