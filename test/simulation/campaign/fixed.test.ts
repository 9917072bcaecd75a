import { seedOf } from '../simulate';
import { CampaignTally } from './campaign-tally';
import { PLAN } from './small-plan';
import { playCampaign, simulateCampaign } from './simulate-campaign';

/** A small, fixed set of runs; `npm run simulate -- --campaign` does as many as one likes. */

jest.setTimeout(600_000);

const RUNS = 2;

test(`no invariant of campaigns is broken in ${RUNS} runs`, async () => {
  const broken: unknown[] = [];
  const tally = new CampaignTally();
  for (let index = 0; index < RUNS; index++) {
    const failure = await simulateCampaign({ seed: seedOf(7, index) }, { tally });
    if (failure) broken.push({ seed: failure.seed, violations: failure.violations });
  }
  expect(broken).toEqual([]);
  expect(tally.days).toBeGreaterThan(40);
});

test('a plan of a campaign stands for one run, call by call', async () => {
  const tallies = [new CampaignTally(), new CampaignTally()];
  for (const tally of tallies) await playCampaign({ ...PLAN, latency: 400 }, { tally });
  expect(tallies[1]).toEqual(tallies[0]);
  expect(Object.keys(tallies[0]?.calls ?? {})).toContain('organizations:InviteAccountToOrganization');
});
