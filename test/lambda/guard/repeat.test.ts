import { again, Attempt, givenUp, pause, repeat, Schedule, settled, Tries } from '../../../lambda/guard/repeat';
import { OwnTime } from '../../support/own-time';

const STEADY: Schedule = { attempts: 3, firstPause: 1_000, longestPause: 1_000, isSteady: true };
const GROWING: Schedule = { firstPause: 100, longestPause: 10_000 };

const told = ({ attempts, seconds }: Tries): string => `${attempts} attempts in ${seconds} s`;
const refusedAgain = async (): Promise<Attempt<string>> => again(told);

test('what is settled is tried once', async () => {
  const time = new OwnTime();
  expect(await repeat(time.session(), GROWING, async () => settled('it'))).toBe('it');
  expect(time.pauses).toEqual([]);
});

test('a failure that stays the same is not tried again, and the number of attempts is told', async () => {
  const attempts = [again(told), givenUp(told)];
  expect(await repeat(new OwnTime().session(), STEADY, async () => attempts.shift() ?? settled('it'))).toBe('2 attempts in 1 s');
});

test.each([
  { attempt: 1, limit: 100 },
  { attempt: 2, limit: 200 },
  { attempt: 3, limit: 400 },
  { attempt: 7, limit: 6_400 },
  { attempt: 8, limit: 10_000 },
  { attempt: 50, limit: 10_000 },
])('the pause after attempt $attempt is a random part of $limit ms', async ({ attempt, limit }) => {
  for (const random of [0, 0.25, 0.5]) {
    const time = new OwnTime(undefined, random);
    await repeat(time.session(), { ...GROWING, attempts: attempt + 1 }, refusedAgain);
    expect(time.pauses.at(-1)).toBe(random * limit);
  }
});

test('a pause is no longer than its part of the time that is left', async () => {
  const time = new OwnTime(undefined, 0.999);
  await repeat(time.session(10_000), { firstPause: 60_000, longestPause: 60_000, ofTimeLeft: 0.1, attempts: 3 }, refusedAgain);
  expect(time.pauses).toEqual([999, 900]);
});

test.each([{}, { ofTimeLeft: 0.1 }])('nothing is tried again once no time is left: %j', async (part) => {
  for (const left of [0, -1_000]) expect(await repeat(new OwnTime().session(left), { ...GROWING, ...part }, refusedAgain)).toBe('1 attempts in 0 s');
});

test('a pause is whole milliseconds, and never shorter than the random number says', async () => {
  const time = new OwnTime(undefined, 0.001);
  await repeat(time.session(), { ...GROWING, attempts: 2 }, refusedAgain);
  expect(time.pauses).toEqual([1]);
});

test('a steady pause is as long as it may be', async () => {
  const time = new OwnTime(undefined, 0);
  expect(await repeat(time.session(), STEADY, refusedAgain)).toBe('3 attempts in 2 s');
  expect(time.pauses).toEqual([1_000, 1_000]);
});

test('what the service asks for comes on top of the random part', async () => {
  const time = new OwnTime();
  const answers = [again(told, { retryAfterSeconds: 3 }), settled('it')];
  await repeat(time.session(), GROWING, async () => answers.shift() ?? settled('it'));
  expect(time.pauses).toEqual([3_050]);
});

test.each([
  { obstacle: { attempts: 2 }, said: '2 attempts in 1 s' },
  { obstacle: { within: 2_999 }, said: '3 attempts in 2 s' },
  { obstacle: { within: 3_000 }, said: '4 attempts in 3 s' },
  { obstacle: {}, said: '5 attempts in 4 s' },
])('an obstacle has limits of its own: $obstacle', async ({ obstacle, said }) => {
  expect(await repeat(new OwnTime().session(), { ...STEADY, attempts: 5 }, async () => again(told, obstacle))).toBe(said);
});

test('an obstacle that is first met when its own attempts are over is given up at once', async () => {
  let tried = 0;
  const said = await repeat(new OwnTime().session(), GROWING, async () => again(told, ++tried > 3 ? { attempts: 2 } : {}));
  expect(said).toBe('4 attempts in 0 s');
});

test.each([
  { remaining: 1_000, attempts: 1 },
  { remaining: 1_001, attempts: 2 },
])('no pause uses up the time: with $remaining ms there are $attempts attempts', async ({ remaining, attempts }) => {
  const time = new OwnTime();
  let tried = 0;
  await repeat(time.session(remaining), STEADY, async () => {
    tried++;
    return again(told);
  });
  expect({ attempts: tried, pauses: time.pauses.length }).toEqual({ attempts, pauses: attempts - 1 });
});

test.each([
  { remaining: 2_000, pauses: [] },
  { remaining: 2_001, pauses: [2_000] },
])('a single pause is left out when there is no time for it: $remaining ms', async ({ remaining, pauses }) => {
  const time = new OwnTime();
  await pause(time.session(remaining), 2_000);
  expect(time.pauses).toEqual(pauses);
});
