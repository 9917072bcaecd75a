/**
 * Runs the simulation: `npm run simulate -- --runs 100000 --seed 1 --report`, or one run again, with everything that happens
 * in it: `npm run simulate -- --replay SEED`.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import * as path from 'node:path';
import { History } from '../../test/simulation/history';
import { duration, emptyCells, neverExcused, Outcome, reliabilityPage, shortcomingOf } from '../../test/simulation/report';
import { DOMAIN, Failure, simplest, simulate, Which } from '../../test/simulation/simulate';
import { Tally } from '../../test/simulation/tally';
import { printCounts } from './counts';
import { Options, optionsOf, Share, Simulated } from './options';
import { CAMPAIGN } from './campaign';
import { CONTENTS } from './contents';
import { PLANS } from './plans';
import { progressLine } from './progress-line';
import { playSeries, replayOne, Simulation, workOnSeries } from './series';
import { Workers, workOn } from './workers';

/** Runs between two messages of a worker. */
const BATCH = 25;
/** After so many failures the rest isn't worth the time. */
const MOST_FAILURES = 10;

interface Progress {
  readonly done: number;
  readonly tally: Tally;
  readonly failures: readonly Failure[];
  readonly traces: readonly Trace[];
}

/** A run, as far as it takes to see whether two versions behave alike in it. */
interface Trace {
  readonly seed: number;
  readonly digest: string;
  readonly calls: number;
}

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  const { share } = options;
  // Whoever replays a run may look for where something was thrown.
  if (options.replay !== undefined) process.env.TRACES ??= '1';
  const isChosen = (simulated: Simulated): boolean => (share ? share.simulated === simulated : options[simulated]);
  if (isChosen('plans')) return carryOut(PLANS, options);
  if (isChosen('contents')) return carryOut(CONTENTS, options);
  if (isChosen('campaign')) return carryOut(CAMPAIGN, options);
  if (share) return work(share);
  return options.replay === undefined ? playStacks(options) : replay(whichOf(options.replay, options), options.asItIs);
}

async function carryOut<Failure extends Which, Counts extends { add(other: Counts): void }>(
  simulation: Simulation<Failure, Counts>, options: Options,
): Promise<void> {
  const { share, replay: seed, asItIs } = options;
  if (share) return workOnSeries(simulation, share);
  if (seed !== undefined) return replayOne(simulation, whichOf(seed, options), asItIs);
  process.exitCode = await playSeries(simulation, options) ? 0 : 1;
}

function whichOf(seed: number, { path: simplified }: Options): Which {
  return { seed, ...(simplified !== undefined && { path: simplified }) };
}

async function playStacks({ runs, seed: series, workers, report, trace }: Options): Promise<void> {
  const { outcome, failures, traces } = await distribute(runs, series, workers, trace !== undefined);
  await tell(outcome, failures);
  if (trace !== undefined) writeFileSync(trace, traces.map((run) => `${run.seed} ${run.digest} ${run.calls}\n`).join(''));
  if (report) writeFileSync(path.join(__dirname, '..', '..', 'docs', 'reliability.md'), reliabilityPage(DOMAIN, outcome));
  process.exitCode = shortcomingOf(outcome) === undefined ? 0 : 1;
}

/** In a worker: every so many-th run. */
function work(share: Share): Promise<void> {
  return workOn(share, BATCH, () => ({ tally: new Tally(), failures: [] as Failure[], traces: [] as Trace[] }), async (seed, { tally, failures, traces }) => {
    const history = share.traced ? new History() : undefined;
    const failure = await simulate({ seed }, { tally, ...(history && { history }) });
    if (failure) failures.push(failure);
    if (history) traces.push(traceOf(seed, history));
  });
}

/** What happens at the same moment is in no order. */
function traceOf(seed: number, { lines, calls }: History): Trace {
  return { seed, digest: createHash('sha256').update(lines.toSorted().join('\n')).digest('hex').slice(0, 16), calls };
}

async function distribute(
  runs: number, seed: number, workers: number, traced: boolean,
): Promise<{ outcome: Outcome; failures: Failure[]; traces: Trace[] }> {
  const [started, tally] = [Date.now(), new Tally()];
  const failures: Failure[] = [];
  const traces: Trace[] = [];
  let done = 0;
  const processes = new Workers<Progress>(workers, { runs, seed, traced });
  await processes.ended((progress) => {
    done += progress.done;
    tally.add(progress.tally);
    failures.push(...progress.failures);
    traces.push(...progress.traces);
    for (const { seed: broken, violations: [first] } of progress.failures) process.stderr.write(`\nseed ${broken}: ${first?.invariant}: ${first?.what}\n`);
    const line = progressLine(done, runs, failures.length, (Date.now() - started) / 1000);
    if (process.stderr.isTTY) process.stderr.write(`\r${line}  `);
    else if (done % (BATCH * 40) === 0) process.stderr.write(`${line}\n`);
    if (failures.length >= MOST_FAILURES) processes.stop();
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node.js ${process.version}`;
  const broken = failures.flatMap(({ violations }) => [...new Set(violations.map(({ invariant }) => invariant))]);
  const outcome = { runs: done, seed, seconds: (Date.now() - started) / 1000, workers, machine, failures: failures.length, broken, tally };
  return { outcome, failures, traces: traces.sort((one, other) => one.seed - other.seed) };
}

async function tell(outcome: Outcome, failures: readonly Failure[]): Promise<void> {
  const { runs, seed, seconds, failures: broken, tally } = outcome;
  printCounts({ stacks: tally.operations, events: tally.results, calls: tally.calls, faults: tally.disturbances, others: tally.acts, 'excused, in so many runs': tally.excuses });
  const empty = emptyCells(DOMAIN, tally);
  console.log(`\nnever happened: ${empty.length === 0 ? 'nothing that is possible' : empty.join(', ')}`);
  console.log(`never excused: ${neverExcused(tally).join(', ') || 'nothing that could be'}`);
  const [first] = failures;
  if (first) await show(await simplest(first));
  for (const failure of failures) console.log(`npm run simulate -- --replay ${failure.seed}   # ${failure.violations[0]?.invariant}: ${failure.violations[0]?.what}`);
  console.log(`\n${broken} of ${runs} runs of seed ${seed} broke an invariant; ${duration(seconds)}`);
  const shortcoming = shortcomingOf(outcome);
  if (broken === 0 && shortcoming !== undefined) console.log(`The report fails: ${shortcoming}.`);
}

async function replay(which: Which, asItIs: boolean): Promise<void> {
  const [history, tally] = [new History(), new Tally()];
  const failure = await simulate(which, { history, tally });
  if (failure) return show(which.path === undefined && !asItIs ? await simplest(failure) : failure);
  console.log(`${history.lines.join('\n')}\n\nseed ${which.seed}: no invariant is broken; excused: ${Object.keys(tally.excuses).join(', ') || 'nothing'}`);
}

/** Runs it once more, and writes down what happens. */
async function show(failure: Failure): Promise<void> {
  const history = new History();
  await simulate(failure, { history });
  console.log(`\n${JSON.stringify(failure.plan)}\n${history.lines.join('\n')}\n`);
  for (const { invariant, what } of failure.violations) console.log(`${invariant}: ${what}`);
  console.log(`npm run simulate -- --replay ${failure.seed} --path ${failure.path}`);
}

void main();
