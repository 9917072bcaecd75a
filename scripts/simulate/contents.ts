import { ContentsFailure, simplestContents, simulateContents } from '../../test/simulation/contents/simulate-contents';
import { History } from '../../test/simulation/history';
import { duration } from '../../test/simulation/report';
import { seedOf, Which } from '../../test/simulation/simulate';
import { Tally } from '../../test/simulation/tally';
import type { Options, Share } from './options';
import { progressLine } from './progress-line';
import { tellProgress, Workers } from './workers';

/** Runs between two messages of a worker. */
const BATCH = 10;
/** After so many failures the rest isn't worth the time. */
const MOST_FAILURES = 10;

interface Progress {
  readonly done: number;
  readonly tally: Tally;
  readonly failures: readonly ContentsFailure[];
}

/** Deploys random contents under random faults. Tells whether everything held that has to. */
export async function playManyContents({ runs, seed, workers: count }: Pick<Options, 'runs' | 'seed' | 'workers'>): Promise<boolean> {
  const [started, tally] = [Date.now(), new Tally()];
  const failures: ContentsFailure[] = [];
  let done = 0;
  const workers = new Workers<Progress>(count, { runs, seed, traced: false, plans: false, contents: true });
  await workers.ended((progress) => {
    done += progress.done;
    tally.add(progress.tally);
    failures.push(...progress.failures);
    for (const { seed: broken, violations: [first] } of progress.failures) process.stderr.write(`\nseed ${broken}: ${first?.invariant}: ${first?.what}\n`);
    if (done % (BATCH * 20) === 0) process.stderr.write(`${progressLine(done, runs, failures.length, (Date.now() - started) / 1000)}\n`);
    if (failures.length >= MOST_FAILURES) workers.stop();
  });
  const sections = { stacks: tally.operations, events: tally.results, calls: tally.calls, faults: tally.disturbances, others: tally.acts, 'excused, in so many runs': tally.excuses };
  for (const [title, counts] of Object.entries(sections)) {
    console.log(`\n${title}`);
    for (const [name, number] of Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1))) console.log(`${String(number).padStart(9)}  ${name}`);
  }
  const [first] = failures;
  if (first) await show(await simplestContents(first));
  for (const failure of failures) console.log(`npm run simulate -- --contents --replay ${failure.seed}   # ${failure.violations[0]?.invariant}: ${failure.violations[0]?.what}`);
  console.log(`\n${failures.length} of ${done} runs of seed ${seed} broke an invariant; ${duration((Date.now() - started) / 1000)}`);
  return failures.length === 0;
}

/** In a worker: every so many-th run. */
export async function workOnContents({ first, runs, step, seed }: Share): Promise<void> {
  // Refusals are daily business here, and their traces a tenth of the time.
  Error.stackTraceLimit = 0;
  for (let from = first; from < runs; from += step * BATCH) {
    const tally = new Tally();
    const failures: ContentsFailure[] = [];
    let done = 0;
    for (let index = from; index < Math.min(runs, from + step * BATCH); index += step, done++) {
      const failure = await simulateContents({ seed: seedOf(seed, index) }, { tally });
      if (failure) failures.push(failure);
    }
    await tellProgress({ done, tally, failures } satisfies Progress);
  }
  process.disconnect();
}

/** Makes one run again, and tells everything that happens in it. */
export async function replayContents(which: Which, asItIs: boolean): Promise<void> {
  const history = new History();
  const failure = await simulateContents(which, { history });
  if (failure) return show(which.path === undefined && !asItIs ? await simplestContents(failure) : failure);
  console.log(`${history.lines.join('\n')}\n\nseed ${which.seed}: no invariant is broken`);
}

/** Runs it once more, and writes down what happens. */
async function show(failure: ContentsFailure): Promise<void> {
  const history = new History();
  await simulateContents(failure, { history });
  console.log(`\n${JSON.stringify(failure.plan)}\n${history.lines.join('\n')}\n`);
  for (const { invariant, what } of failure.violations) console.log(`${invariant}: ${what}`);
  console.log(`npm run simulate -- --contents --replay ${failure.seed} --path ${failure.path}`);
}
