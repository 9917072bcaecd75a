import { pausedWithinTime } from '../../../lambda/guard/patience';
import { OwnTime } from '../../support/own-time';

test('each pause before another attempt may be twice as long as the one before', async () => {
  const time = new OwnTime();
  for (const attempts of [1, 2, 3]) expect(await pausedWithinTime(time.session(), attempts)).toBe(true);
  expect(time.pauses).toEqual([200, 400, 800]);
});

test('there is no pause that would use up the time of the session', async () => {
  const time = new OwnTime();
  expect(await pausedWithinTime(time.session(200), 1)).toBe(false);
  expect(time.pauses).toEqual([]);
  expect(await pausedWithinTime(time.session(201), 1)).toBe(true);
  expect(time.pauses).toEqual([200]);
});
