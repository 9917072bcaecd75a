import { DOMAINS } from '../domains';
import { seedOf } from '../simulate';
import { PlanTally } from './plan-tally';
import { simulatePlans } from './simulate-plans';

/** A small, fixed set of runs; `npm run simulate -- --plans` does as many as one likes. */

jest.setTimeout(600_000);

const RUNS = 8;

test.each(DOMAINS.map(({ domain }) => domain))(`what is deployed of $name is what was planned, in ${RUNS} runs`, async (domain) => {
  const tally = new PlanTally();
  const different: unknown[] = [];
  for (let index = 0; index < RUNS; index++) {
    const mismatch = await simulatePlans({ seed: seedOf(11, index) }, { domain, tally });
    if (mismatch) different.push({ seed: mismatch.seed, differences: mismatch.differences });
  }
  expect(different).toEqual([]);
  expect(Object.keys(tally.verbs).length).toBeGreaterThan(5);
});
