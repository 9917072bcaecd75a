import type { PlannedAccount } from './plan';
import { ACCOUNT, PLAN } from './small-plan';
import { playCampaign } from './simulate-campaign';

/** What the simulation found, or was found with it, that was the fault of the function. */

test('whoever has declined isn\'t invited again because of a generation that is rolled back', async () => {
  const accounts = PLAN.accounts.map((): PlannedAccount => ({ ...ACCOUNT, answer: 'DECLINES' }));
  const steps = [62, 86].map((hour) => ({ hour, meetsRun: true, edits: [{ does: 'RAISE_ALL' as const }], failsAfter: 400_000 }));
  const plan = { ...PLAN, accounts, campaign: { ...PLAN.campaign, hours: 6 }, stretches: [{ days: 6, acts: [], steps }] };
  expect(await playCampaign(plan)).toEqual([]);
});
