import { monthlyDollars } from '../../bench/figures';
import { playedMonth } from '../../bench/subjects/campaign-month';

test('a campaign that invites every day costs at most 0.10 US dollars a month', async () => {
  const month = await playedMonth(40, 2);
  expect(Object.values(month.counts).reduce((sum, count) => sum + count, 0)).toBe(40);
  expect(month.usage).toMatchObject({ schedulerInvocations: 2 * 24 + 1, lambdaRequests: 2 * 24 + 2 });
  expect(monthlyDollars(month)).toBeLessThanOrEqual(0.1);
});
