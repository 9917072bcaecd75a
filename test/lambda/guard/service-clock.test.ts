import { ServiceClock } from '../../../lambda/guard/service-clock';

/** Answers of a service, by the function's clock and by the date in them. */
function offsetAfter(...answers: readonly (readonly [sent: number, received: number, date: number])[]) {
  const clock = new ServiceClock();
  answers.forEach(([sent, received, date]) => clock.observe(sent, received, date));
  return clock.offset;
}

test('a clock of which nothing is known is the function\'s', () => {
  expect(offsetAfter()).toEqual({ least: 0, most: 0 });
});

test('one date tells the offset to within a second and the time of the answer', () => {
  expect(offsetAfter([10_400, 10_500, 10_000])).toEqual({ least: -500, most: 600 });
});

test('each further date narrows it down', () => {
  expect(offsetAfter([10_400, 10_500, 10_000], [10_900, 10_950, 11_000])).toEqual({ least: 50, most: 600 });
});

test('two dates that fit one offset only tell that offset', () => {
  expect(offsetAfter([10_400, 10_500, 10_000], [10_600, 10_700, 11_300])).toEqual({ least: 600, most: 600 });
});

test('after a clock was set only what came later counts', () => {
  expect(offsetAfter([10_400, 10_500, 10_000], [20_400, 20_500, 21_300])).toEqual({ least: 800, most: 1_900 });
});

test.each([
  { date: 70_000, offset: { least: 2_000, most: 2_000 } },
  { date: 1_000, offset: { least: -2_000, most: -2_000 } },
])('no clock is taken to be off by more than two seconds: $date', ({ date, offset }) => {
  expect(offsetAfter([10_400, 10_500, date])).toEqual(offset);
});
