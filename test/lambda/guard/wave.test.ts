import { isOvertaken, serves, untilCertainlyAfter } from '../../../lambda/guard/wave';
import { ASKER } from '../../support/described-stack';
import { OwnTime } from '../../support/own-time';

const SIGNED = Date.UTC(2026, 0, 1);
const SIGNED_ASKER = { ...ASKER, signed: SIGNED };

test.each([
  { passed: 0, pauses: [2_000] },
  { passed: 1_999, pauses: [1] },
  { passed: 2_000, pauses: [] },
  { passed: 60_000, pauses: [] },
])('$passed ms after an event, a reading that has to come after the event for certain waits for $pauses ms', async ({ passed, pauses }) => {
  const time = new OwnTime(SIGNED + passed);
  await untilCertainlyAfter(time.session(), SIGNED_ASKER);
  expect(time.pauses).toEqual(pauses);
});

test('a reading for an event without a time doesn\'t wait', async () => {
  const time = new OwnTime(SIGNED);
  await untilCertainlyAfter(time.session(), ASKER);
  expect(time.pauses).toEqual([]);
});

test.each([
  { read: '1,999 ms after it', readAt: SIGNED + 1_999, asker: SIGNED_ASKER, expected: false },
  { read: '2,000 ms after it', readAt: SIGNED + 2_000, asker: SIGNED_ASKER, expected: true },
  { read: 'at any time, if it doesn\'t tell when it was made', readAt: SIGNED + 60_000, asker: ASKER, expected: false },
])('what was read $read serves an event: $expected', ({ readAt, asker, expected }) => {
  expect(serves({ readAt }, asker)).toBe(expected);
});

test.each([
  { operation: 'that began in the second of the event', began: SIGNED + 999, asker: SIGNED_ASKER, expected: false },
  { operation: 'that began a second after it', began: SIGNED + 1_000, asker: SIGNED_ASKER, expected: true },
  { operation: 'whose beginning isn\'t known', began: undefined, asker: SIGNED_ASKER, expected: false },
  { operation: 'for an event that doesn\'t tell when it was made', began: SIGNED + 60_000, asker: ASKER, expected: false },
])('an operation $operation has overtaken it: $expected', ({ began, asker, expected }) => {
  expect(isOvertaken({ ...(began !== undefined && { began }) }, asker)).toBe(expected);
});
