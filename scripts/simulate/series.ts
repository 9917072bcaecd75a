import { History } from '../../test/simulation/history';
import type { Which } from '../../test/simulation/played';
import { duration } from '../../test/simulation/report';
import type { Options, Share, Simulated } from './options';
import { progressLine } from './progress-line';
import { Workers, workOn } from './workers';

/** After so many failures the rest isn't worth the time. */
const MOST_FAILURES = 10;

interface Summed<Tally> {
  add(other: Tally): void;
}

/** What there is a series of, and how it is told. */
export interface Simulation<Failure extends Which, Tally extends Summed<Tally>> {
  readonly simulated: Simulated;
  /** Runs between two messages of a worker. */
  readonly batch: number;
  readonly newTally: () => Tally;
  readonly simulate: (which: Which, options: { readonly tally?: Tally; readonly history?: History }) => Promise<Failure | undefined>;
  readonly simplest: (failure: Failure) => Promise<Failure>;
  /** What was played. */
  readonly playedIn: (failure: Failure) => unknown;
  /** What went wrong, a line each. */
  readonly linesOf: (failure: Failure) => readonly string[];
  /** What is said of a run in which nothing does. */
  readonly allIsWell: string;
  readonly printTally: (tally: Tally) => void;
  /** What is said in the end, without how long it took. */
  readonly summary: (ended: Ended<Tally>) => string;
}

interface Ended<Tally> {
  /** How many runs. */
  readonly failures: number;
  readonly done: number;
  readonly seed: number;
  readonly tally: Tally;
  readonly seconds: number;
}

interface Progress<Failure, Tally> {
  readonly done: number;
  readonly tally: Tally;
  readonly failures: readonly Failure[];
}

/** Makes many runs, some in each process. Tells whether nothing went wrong. */
export async function playSeries<Failure extends Which, Tally extends Summed<Tally>>(
  simulation: Simulation<Failure, Tally>, { runs, seed, workers: count }: Pick<Options, 'runs' | 'seed' | 'workers'>,
): Promise<boolean> {
  const [started, tally] = [Date.now(), simulation.newTally()];
  const secondsSoFar = (): number => (Date.now() - started) / 1000;
  const failures: Failure[] = [];
  let done = 0;
  const workers = new Workers<Progress<Failure, Tally>>(count, { runs, seed, traced: false, simulated: simulation.simulated });
  await workers.ended((progress) => {
    done += progress.done;
    tally.add(progress.tally);
    failures.push(...progress.failures);
    for (const failure of progress.failures) process.stderr.write(`\nseed ${failure.seed}: ${simulation.linesOf(failure)[0]}\n`);
    if (done % (simulation.batch * 20) === 0) process.stderr.write(`${progressLine(done, runs, failures.length, secondsSoFar())}\n`);
    if (failures.length >= MOST_FAILURES) workers.stop();
  });
  simulation.printTally(tally);
  const [first] = failures;
  if (first) await show(simulation, await simulation.simplest(first));
  for (const failure of failures) console.log(`${replaying(simulation, failure)}   # ${simulation.linesOf(failure)[0]}`);
  const seconds = secondsSoFar();
  console.log(`\n${simulation.summary({ failures: failures.length, done, seed, tally, seconds })}; ${duration(seconds)}`);
  return failures.length === 0;
}

/** In a worker: every so many-th run. */
export function workOnSeries<Failure extends Which, Tally extends Summed<Tally>>(
  { batch, newTally, simulate }: Simulation<Failure, Tally>, share: Share,
): Promise<void> {
  return workOn(share, batch, () => ({ tally: newTally(), failures: [] as Failure[] }), async (seed, { tally, failures }) => {
    const failure = await simulate({ seed }, { tally });
    if (failure) failures.push(failure);
  });
}

/** Makes one run again, and tells everything that happens in it. */
export async function replayOne<Failure extends Which, Tally extends Summed<Tally>>(
  simulation: Simulation<Failure, Tally>, which: Which, asItIs: boolean,
): Promise<void> {
  const history = new History();
  const failure = await simulation.simulate(which, { history });
  if (failure) return show(simulation, which.path === undefined && !asItIs ? await simulation.simplest(failure) : failure);
  console.log(`${history.lines.join('\n')}\n\nseed ${which.seed}: ${simulation.allIsWell}`);
}

/** Runs it once more, and writes down what happens. */
async function show<Failure extends Which, Tally extends Summed<Tally>>(simulation: Simulation<Failure, Tally>, failure: Failure): Promise<void> {
  const history = new History();
  await simulation.simulate(failure, { history });
  console.log(`\n${JSON.stringify(simulation.playedIn(failure))}\n${history.lines.join('\n')}\n\n${simulation.linesOf(failure).join('\n')}`);
  console.log(`${replaying(simulation, failure)} --path ${failure.path}`);
}

function replaying({ simulated }: { readonly simulated: Simulated }, { seed }: Which): string {
  return `npm run simulate -- --${simulated} --replay ${seed}`;
}
