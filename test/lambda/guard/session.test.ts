import { Session } from '../../../lambda/guard/session';
import { OwnTime } from '../../support/own-time';

test('a session knows when it began and how much time is left for its calls', () => {
  const time = new OwnTime(5_000);
  const session = new Session(time, 65_000);
  time.pass(1_000);
  expect({ started: session.started, now: session.now(), remaining: session.remaining, calls: session.calls, mayHaveMade: session.mayHaveMade })
    .toEqual({ started: 5_000, now: 6_000, remaining: 59_000, calls: 0, mayHaveMade: false });
});

test('a session sleeps and draws as its surroundings do', async () => {
  const time = new OwnTime();
  const session = new Session(time, Infinity);
  await session.sleep(700);
  expect(time.pauses).toEqual([700]);
  expect(session.random()).toBe(0.5);
});

test.each([
  { left: 1, remaining: 1 },
  { left: 0, remaining: 8_000 },
  { left: -500, remaining: 7_500 },
])('with $left ms left a last look may take until $remaining ms from now', ({ left, remaining }) => {
  const time = new OwnTime();
  const session = new Session(time, time.now() + left);
  session.allowLastLook();
  expect(session.remaining).toBe(remaining);
});
