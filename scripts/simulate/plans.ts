import { History } from '../../test/simulation/history';
import { PlanTally } from '../../test/simulation/plans/plan-tally';
import { Mismatch, simplestMismatch, simulatePlans, Which } from '../../test/simulation/plans/simulate-plans';
import { duration } from '../../test/simulation/report';
import { printCounts } from './counts';
import type { Options, Share } from './options';
import { progressLine } from './progress-line';
import { Workers, workOn } from './workers';

/** Runs between two messages of a worker. */
const BATCH = 10;
/** After so many differences the rest isn't worth the time. */
const MOST_MISMATCHES = 10;

interface Progress {
  readonly done: number;
  readonly tally: PlanTally;
  readonly mismatches: readonly Mismatch[];
}

/** Plans random deployments and carries them out. Tells whether all of them were as planned. */
export async function comparePlans({ runs, seed, workers: count }: Pick<Options, 'runs' | 'seed' | 'workers'>): Promise<boolean> {
  const [started, tally] = [Date.now(), new PlanTally()];
  const mismatches: Mismatch[] = [];
  let done = 0;
  const workers = new Workers<Progress>(count, { runs, seed, traced: false, plans: true, contents: false, campaign: false });
  await workers.ended((progress) => {
    done += progress.done;
    tally.add(progress.tally);
    mismatches.push(...progress.mismatches);
    for (const { seed: different, differences: [first] } of progress.mismatches) process.stderr.write(`\nseed ${different}: ${first}\n`);
    if (done % (BATCH * 20) === 0) process.stderr.write(`${progressLine(done, runs, mismatches.length, (Date.now() - started) / 1000)}\n`);
    if (mismatches.length >= MOST_MISMATCHES) workers.stop();
  });
  printCounts({ planned: tally.verbs, plans: tally.plans, deployments: tally.deployments });
  const [first] = mismatches;
  if (first) await show(await simplestMismatch(first));
  for (const mismatch of mismatches) console.log(`npm run simulate -- --plans --replay ${mismatch.seed}   # ${mismatch.differences[0]}`);
  console.log(`\n${mismatches.length} of ${done} deployments of seed ${seed} were not as planned; ${duration((Date.now() - started) / 1000)}`);
  return mismatches.length === 0;
}

/** In a worker: every so many-th run. */
export function workOnPlans(share: Share): Promise<void> {
  return workOn(share, BATCH, () => ({ tally: new PlanTally(), mismatches: [] as Mismatch[] }), async (seed, { tally, mismatches }) => {
    const mismatch = await simulatePlans({ seed }, { tally });
    if (mismatch) mismatches.push(mismatch);
  });
}

/** Makes one run again, and tells everything that happens in it. */
export async function replayPlan(which: Which, asItIs: boolean): Promise<void> {
  const history = new History();
  const mismatch = await simulatePlans(which, { history });
  if (mismatch) return show(which.path === undefined && !asItIs ? await simplestMismatch(mismatch) : mismatch);
  console.log(`${history.lines.join('\n')}\n\nseed ${which.seed}: the deployments are as planned`);
}

/** Runs it once more, and writes down what happens. */
async function show(mismatch: Mismatch): Promise<void> {
  const history = new History();
  await simulatePlans(mismatch, { history });
  console.log(`\n${JSON.stringify(mismatch.scenario)}\n${history.lines.join('\n')}\n\n${mismatch.differences.join('\n')}`);
  console.log(`npm run simulate -- --plans --replay ${mismatch.seed} --path ${mismatch.path}`);
}
