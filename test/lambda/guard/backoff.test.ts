import { pauseBefore } from '../../../lambda/guard/backoff';

test.each([
  { attempt: 1, limit: 100 },
  { attempt: 2, limit: 200 },
  { attempt: 3, limit: 400 },
  { attempt: 7, limit: 6_400 },
  { attempt: 8, limit: 10_000 },
  { attempt: 50, limit: 10_000 },
])('before attempt $attempt the pause is a random part of $limit ms', ({ attempt, limit }) => {
  expect([0, 0.25, 0.5].map((random) => pauseBefore(attempt, random))).toEqual([0, limit / 4, limit / 2]);
});

test('a pause is whole milliseconds, and never shorter than the random number says', () => {
  expect(pauseBefore(1, 0.001)).toBe(1);
});

test('a lower limit counts for the random part only', () => {
  expect(pauseBefore(8, 0.5, { ceiling: 4_000 })).toBe(2_000);
  expect(pauseBefore(1, 0.5, { ceiling: 4_000 })).toBe(50);
  expect(pauseBefore(8, 0.5, { retryAfterSeconds: 7, ceiling: 4_000 })).toBe(9_000);
});

test('what the service asks for comes on top of the random part', () => {
  expect(pauseBefore(1, 0.5, { retryAfterSeconds: 3 })).toBe(3_050);
});
