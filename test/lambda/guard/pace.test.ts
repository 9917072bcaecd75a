import { Pace, Paced } from '../../../lambda/guard/pace';
import { OwnTime } from '../../support/own-time';

const PACED: Paced = { gap: 1_000, firstPause: 2_000, longestPause: 30_000, ofTimeLeft: 0.1 };

/** Makes calls, one right after the other, that are refused so often. */
async function waitsFor(refusals: readonly number[], { time = new OwnTime(), left = Infinity } = {}): Promise<{ pace: Pace; waits: number[] }> {
  const pace = new Pace(PACED);
  const waits: number[] = [];
  for (const each of refusals) {
    const session = time.session(left);
    const before = time.now();
    await pace.turn(session);
    waits.push(time.now() - before);
    pace.called(session, each);
  }
  return { pace, waits };
}

test('the first call is made at once, and the next ones keep the same distance while none is refused', async () => {
  expect((await waitsFor([0, 0, 0])).waits).toEqual([0, 1_000, 1_000]);
});

test('time that has passed anyway isn\'t waited for', async () => {
  const time = new OwnTime();
  const pace = new Pace(PACED);
  pace.called(time.session(), 0);
  time.pass(600);
  await pace.turn(time.session());
  time.pass(1_000);
  await pace.turn(time.session());
  expect(time.pauses).toEqual([400]);
});

test.each([
  { refusals: [2], firstPause: 2_000, wait: 1_000 },
  { refusals: [3], firstPause: 4_000, wait: 1_500 },
  { refusals: [5], firstPause: 16_000, wait: 6_000 },
  { refusals: [9], firstPause: 30_000, wait: 22_500 },
  { refusals: [5, 0], firstPause: 4_000, wait: 1_500 },
  { refusals: [5, 1], firstPause: 8_000, wait: 3_000 },
  { refusals: [100, 0, 0], firstPause: 4_000, wait: 1_500 },
  { refusals: [5, 0, 0, 0], firstPause: 2_000, wait: 1_000 },
])('after $refusals refusals the next call waits $wait ms, and $firstPause ms at most if it is refused', async ({ refusals, firstPause, wait }) => {
  const { pace } = await waitsFor(refusals);
  expect(pace.schedule).toEqual({ ...PACED, firstPause });
  expect((await waitsFor([...refusals, 0])).waits.at(-1)).toBe(wait);
});

test('half of a longer wait is random, so that calls refused together are repeated apart', async () => {
  const waits = await Promise.all([0, 0.5, 0.999].map(async (random) => (await waitsFor([4, 0], { time: new OwnTime(undefined, random) })).waits[1]));
  expect(waits).toEqual([2_000, 3_000, 3_998]);
});

test('nobody waits for more than a part of the time that is left', async () => {
  expect((await waitsFor([9, 0], { left: 10_000 })).waits[1]).toBe(750);
});

test('calls that share a limit are made in turn', async () => {
  const time = new OwnTime();
  const first = new Pace(PACED);
  const further = new Pace(PACED, first);
  first.called(time.session(), 9);
  await further.turn(time.session());
  expect(time.pauses).toEqual([1_000]);
});
