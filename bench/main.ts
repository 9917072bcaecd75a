/** Measures and writes the page: `npm run bench -- [--quick] [--only start,deployment,…]`; `--help` names the parts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { atLeastOne, commandLine } from '../scripts/command-line';
import { circumstances } from './machine';
import type { Measure, MeasureOptions } from './measure';
import { measureCalls } from './measures/calls';
import { measureCampaign } from './measures/campaign';
import { measureContents } from './measures/contents';
import { measureDeployment } from './measures/deployment';
import { measureLargeStack } from './measures/large-stack';
import { measureLimit } from './measures/limit';
import { measureManyMemberships } from './measures/many-memberships';
import { measureMemory } from './measures/memory';
import { measurePlan } from './measures/plan';
import { measureStart } from './measures/start';
import { measureSynthesis } from './measures/synthesis';
import { PAGE, PLOT, WORK } from './paths';
import { limitPlot } from './report/limit-section';
import { number } from './report/format';
import { page } from './report/page';
import { Part, PartName, readResults, ResultOf, Results, writeResults } from './results';
import { boundText, Verdict, verdictsOn } from './verdict';

const MEASURES: { readonly [Name in PartName]: Measure<ResultOf[Name]> } = {
  start: measureStart, deployment: measureDeployment, calls: measureCalls, limit: measureLimit, 'large-stack': measureLargeStack, contents: measureContents,
  campaign: measureCampaign, 'many-memberships': measureManyMemberships, memory: measureMemory, plan: measurePlan, synthesis: measureSynthesis,
};

type Repetitions = Omit<MeasureOptions, 'progress'>;

interface Options {
  readonly quick: boolean;
  readonly only: readonly PartName[];
  readonly rounds: number;
  readonly reportOnly: boolean;
}

async function main({ quick, only, rounds, reportOnly }: Options): Promise<void> {
  if (reportOnly) return writeReport(readResults());
  mkdirSync(WORK, { recursive: true });
  const measured = await measure(only, { scale: quick ? 'quick' : 'full', mostRounds: rounds });
  const verdicts = verdictsOn(measured, quick ? 'quick' : 'full');
  if (!quick) {
    const results = { ...readResults(), ...measured };
    writeResults(results);
    writeReport(readResults());
  }
  verdicts.forEach(tell);
  if (quick && verdicts.some(({ met }) => !met)) process.exitCode = 1;
}

async function measure(parts: readonly PartName[], repetitions: Repetitions): Promise<Results> {
  let results: Results = {};
  for (const name of parts) results = { ...results, [name]: await measurePart(name, repetitions) };
  return results;
}

async function measurePart<Name extends PartName>(name: Name, repetitions: Repetitions): Promise<Part<Name>> {
  const started = performance.now();
  const progress = (text: string): void => console.log(`${name}: ${text}`);
  progress('begins');
  const where = circumstances();
  const result = await MEASURES[name]({ ...repetitions, progress });
  return { circumstances: where, scale: repetitions.scale, seconds: (performance.now() - started) / 1_000, result };
}

function writeReport(results: Results): void {
  writeFileSync(PAGE, page(results));
  if (results.limit) writeFileSync(PLOT, limitPlot(results.limit.result));
}

function tell({ part, what, figure, bound, unit, met }: Verdict): void {
  console.log(`${met ? 'ok    ' : 'MISSED'} ${part}: ${what}: ${number(figure)} ${unit}`.trimEnd() + ` (${boundText(bound)})`);
}

function partNames(text: string): PartName[] {
  return text.split(',').map((name) => {
    if (!Object.hasOwn(MEASURES, name)) throw new InvalidArgumentError(`${JSON.stringify(name)} is not one of ${Object.keys(MEASURES).join(', ')}.`);
    return name as PartName;
  });
}

const program = commandLine('npm run bench --', 'Measures how light the library is, beside the alternatives. Writes bench/results.json and docs/benchmarks.md.')
  .option('--quick', 'in less than a minute, with few repetitions and tolerant bounds; writes nothing, and exits with 1 if one is missed', false)
  .option('--only <parts>', `some of ${Object.keys(MEASURES).join(', ')}, separated by commas; what was measured of the others before is kept`, partNames, Object.keys(MEASURES) as PartName[])
  .option('--rounds <number>', 'repeats nothing more often than this, for a try', atLeastOne, Infinity)
  .option('--report-only', 'measures nothing and writes the page again from bench/results.json', false);
program.parse();
void main(program.opts<Options>());
