import { ContentsFailure, simplestContents, simulateContents } from '../../test/simulation/contents/simulate-contents';
import { History } from '../../test/simulation/history';
import { duration } from '../../test/simulation/report';
import { Which } from '../../test/simulation/simulate';
import { Tally } from '../../test/simulation/tally';
import { printCounts } from './counts';
import type { Options, Share } from './options';
import { progressLine } from './progress-line';
import { Workers, workOn } from './workers';

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
  const workers = new Workers<Progress>(count, { runs, seed, traced: false, plans: false, contents: true, campaign: false });
  await workers.ended((progress) => {
    done += progress.done;
    tally.add(progress.tally);
    failures.push(...progress.failures);
    for (const { seed: broken, violations: [first] } of progress.failures) process.stderr.write(`\nseed ${broken}: ${first?.invariant}: ${first?.what}\n`);
    if (done % (BATCH * 20) === 0) process.stderr.write(`${progressLine(done, runs, failures.length, (Date.now() - started) / 1000)}\n`);
    if (failures.length >= MOST_FAILURES) workers.stop();
  });
  printCounts({ stacks: tally.operations, events: tally.results, calls: tally.calls, faults: tally.disturbances, others: tally.acts, 'excused, in so many runs': tally.excuses });
  const [first] = failures;
  if (first) await show(await simplestContents(first));
  for (const failure of failures) console.log(`npm run simulate -- --contents --replay ${failure.seed}   # ${failure.violations[0]?.invariant}: ${failure.violations[0]?.what}`);
  console.log(`\n${failures.length} of ${done} runs of seed ${seed} broke an invariant; ${duration((Date.now() - started) / 1000)}`);
  return failures.length === 0;
}

/** In a worker: every so many-th run. */
export function workOnContents(share: Share): Promise<void> {
  return workOn(share, BATCH, () => ({ tally: new Tally(), failures: [] as ContentsFailure[] }), async (seed, { tally, failures }) => {
    const failure = await simulateContents({ seed }, { tally });
    if (failure) failures.push(failure);
  });
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
