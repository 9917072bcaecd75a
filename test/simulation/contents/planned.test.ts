import fc from 'fast-check';
import { seedOf } from '../simulate';
import { contentsPlans } from './plan';
import { PlannedContentsRun } from './planned-run';

/** A small, fixed set of runs: random files in random directories. What the plan says by group and kind is what the deployment then does. */

jest.setTimeout(600_000);

const RUNS = Number(process.env.RUNS ?? 12);

test(`what is deployed of contents is what was planned, in ${RUNS} runs`, async () => {
  const different: unknown[] = [];
  const verbs = new Set<string>();
  for (let index = 0; index < RUNS; index++) {
    const seed = seedOf(Number(process.env.SEED ?? 21), index);
    const [plan] = fc.sample(contentsPlans, { seed, numRuns: 1 });
    if (!plan) continue;
    const run = new PlannedContentsRun(plan);
    await run.execute().catch((thrown: Error) => run.differences.push(thrown.stack ?? ''));
    run.verbs.forEach((_, verb) => verbs.add(verb));
    if (run.differences.length > 0) different.push({ seed, differences: run.differences });
  }
  expect(different).toEqual([]);
  expect([...verbs]).toEqual(expect.arrayContaining(['creates', 'adopts', 'deletes', 'keeps', 'refused']));
});
