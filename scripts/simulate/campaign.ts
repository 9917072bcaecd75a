import { CampaignTally } from '../../test/simulation/campaign/campaign-tally';
import { CampaignFailure, simplestCampaign, simulateCampaign } from '../../test/simulation/campaign/simulate-campaign';
import { History } from '../../test/simulation/history';
import { duration } from '../../test/simulation/report';
import { Which } from '../../test/simulation/simulate';
import { printCounts } from './counts';
import type { Options, Share } from './options';
import { progressLine } from './progress-line';
import { Workers, workOn } from './workers';

/** Runs between two messages of a worker. */
const BATCH = 4;
/** After so many failures the rest isn't worth the time. */
const MOST_FAILURES = 10;

interface Progress {
  readonly done: number;
  readonly tally: CampaignTally;
  readonly failures: readonly CampaignFailure[];
}

/** Plays random campaigns of weeks under random faults. Tells whether everything held that has to. */
export async function playManyCampaigns({ runs, seed, workers: count }: Pick<Options, 'runs' | 'seed' | 'workers'>): Promise<boolean> {
  const [started, tally] = [Date.now(), new CampaignTally()];
  const failures: CampaignFailure[] = [];
  let done = 0;
  const workers = new Workers<Progress>(count, { runs, seed, traced: false, plans: false, contents: false, campaign: true });
  await workers.ended((progress) => {
    done += progress.done;
    tally.add(progress.tally);
    failures.push(...progress.failures);
    for (const { seed: broken, violations: [first] } of progress.failures) process.stderr.write(`\nseed ${broken}: ${first?.invariant}: ${first?.what}\n`);
    if (done % (BATCH * 20) === 0) process.stderr.write(`${progressLine(done, runs, failures.length, (Date.now() - started) / 1000)}\n`);
    if (failures.length >= MOST_FAILURES) workers.stop();
  });
  const { stacks, events, calls, faults, others, days } = tally;
  printCounts({ stacks, events, calls, faults, others });
  const [first] = failures;
  if (first) await show(await simplestCampaign(first));
  for (const failure of failures) console.log(`npm run simulate -- --campaign --replay ${failure.seed}   # ${failure.violations[0]?.invariant}: ${failure.violations[0]?.what}`);
  const seconds = (Date.now() - started) / 1000;
  console.log(`\n${failures.length} of ${done} runs of seed ${seed} broke an invariant; ${Math.round(days)} days of campaigns, ${(days / seconds).toFixed(1)} a second; ${duration(seconds)}`);
  return failures.length === 0;
}

/** In a worker: every so many-th run. */
export function workOnCampaigns(share: Share): Promise<void> {
  return workOn(share, BATCH, () => ({ tally: new CampaignTally(), failures: [] as CampaignFailure[] }), async (seed, { tally, failures }) => {
    const failure = await simulateCampaign({ seed }, { tally });
    if (failure) failures.push(failure);
  });
}

/** Makes one run again, and tells everything that happens in it. */
export async function replayCampaign(which: Which, asItIs: boolean): Promise<void> {
  const history = new History();
  const failure = await simulateCampaign(which, { history });
  if (failure) return show(which.path === undefined && !asItIs ? await simplestCampaign(failure) : failure);
  console.log(`${history.lines.join('\n')}\n\nseed ${which.seed}: no invariant is broken`);
}

/** Runs it once more, and writes down what happens. */
async function show(failure: CampaignFailure): Promise<void> {
  const history = new History();
  await simulateCampaign(failure, { history });
  console.log(`\n${JSON.stringify(failure.plan)}\n${history.lines.join('\n')}\n`);
  for (const { invariant, what } of failure.violations) console.log(`${invariant}: ${what}`);
  console.log(`npm run simulate -- --campaign --replay ${failure.seed} --path ${failure.path}`);
}
