import { DOMAINS } from './domains';
import { seedOf, simulate } from './simulate';
import { Tally } from './tally';

/** A small, fixed set of runs; `npm run simulate` does as many as one likes. */

jest.setTimeout(600_000);

const RUNS = 40;

test(`no invariant is broken in ${RUNS} runs`, async () => {
  const broken: unknown[] = [];
  for (let index = 0; index < RUNS; index++) {
    const failure = await simulate({ seed: seedOf(7, index) });
    if (failure) broken.push({ seed: failure.seed, violations: failure.violations });
  }
  expect(broken).toEqual([]);
});

test.each(DOMAINS.map(({ domain }) => domain))('a seed of $name stands for one run, call by call', async (domain) => {
  const tallies = [new Tally(), new Tally()];
  for (const tally of tallies) for (let index = 0; index < 8; index++) await simulate({ seed: seedOf(8, index) }, { tally, domain });
  expect(tallies[1]).toEqual(tallies[0]);
  expect(Object.keys(tallies[0]?.disturbances ?? {})).not.toHaveLength(0);
});
