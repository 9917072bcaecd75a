import { Tally } from '../tally';
import { seedOf } from '../simulate';
import { simulateContents } from './simulate-contents';

/** A small, fixed set of runs; `npm run simulate -- --contents` does as many as one likes. */

jest.setTimeout(600_000);

const RUNS = 6;

test(`no invariant of contents is broken in ${RUNS} runs`, async () => {
  const broken: unknown[] = [];
  for (let index = 0; index < RUNS; index++) {
    const failure = await simulateContents({ seed: seedOf(7, index) });
    if (failure) broken.push({ seed: failure.seed, violations: failure.violations });
  }
  expect(broken).toEqual([]);
});

test('a seed of contents stands for one run, call by call', async () => {
  const tallies = [new Tally(), new Tally()];
  for (const tally of tallies) for (let index = 0; index < 3; index++) await simulateContents({ seed: seedOf(8, index) }, { tally });
  expect(tallies[1]).toEqual(tallies[0]);
  expect(Object.keys(tallies[0]?.disturbances ?? {})).not.toHaveLength(0);
});
