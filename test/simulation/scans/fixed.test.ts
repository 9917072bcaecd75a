import fc from 'fast-check';
import { goTheLoop, Tally } from './scan-run';
import { worlds } from './worlds';

/**
 * A small, fixed set of random worlds, in each of which the loop is gone: scan, plan, deployment, drift, scan. The variables `SCANS` and `SCANS_SEED` make it
 * another one.
 */

jest.setTimeout(600_000);

const RUNS = Number(process.env.SCANS ?? 10);

test(`in ${RUNS} random worlds scan writes apps that adopt everything and change nothing`, async () => {
  const tally: Tally = {};
  await fc.assert(fc.asyncProperty(worlds, fc.constantFrom(undefined, 'memberships' as const), async (world, own) => {
    expect(await goTheLoop(world, own, tally)).toEqual([]);
  }), { numRuns: RUNS, seed: Number(process.env.SCANS_SEED ?? 7), endOnFailure: process.env.SCANS === undefined });
  for (const each of ['DECLARED', 'LOOKED_UP', 'BY_ID', 'MEMBERSHIPS', 'NO_EMAIL', 'ATTRIBUTE']) expect(tally[each]).toBeGreaterThan(0);
});
