import { isForAnotherEnvironment } from '../../../lambda/custom-resource/another-environment';
import type { FailureCode } from '../../../lambda/reasons/catalogue';
import { OwnTime } from '../../support/own-time';

const SIGNED = 1_000_000;

/** Whether a failure is left to another environment, in a delivery that began so long after the event was made. */
function isLeft({ code = 'ACCESS_DENIED', after = 0, mayHaveMade = false }: { code?: FailureCode; after?: number; mayHaveMade?: boolean }): boolean {
  const session = new OwnTime(SIGNED + after).session();
  session.mayHaveMade = mayHaveMade;
  return isForAnotherEnvironment({ kind: 'REFUSED', code, words: {} }, session, SIGNED);
}

test.each(['ACCESS_DENIED', 'KMS_ACCESS_DENIED', 'CREDENTIALS_NOT_KNOWN'] as const)('%s may not be met in another environment', (code) => {
  expect(isLeft({ code })).toBe(true);
});

test.each(['THROTTLED', 'UNEXPECTED'] as const)('%s would be met in any', (code) => {
  expect(isLeft({ code })).toBe(false);
});

test('an event is left to another environment only while no second delivery of it can have begun', () => {
  expect(isLeft({ after: 59_999 })).toBe(true);
  expect(isLeft({ after: 60_000 })).toBe(false);
});

test('an event without a time is kept: this may be its last delivery', () => {
  expect(isForAnotherEnvironment({ kind: 'REFUSED', code: 'ACCESS_DENIED', words: {} }, new OwnTime().session(), undefined)).toBe(false);
});

test('an event is kept once this delivery may have made something: the next delivery wouldn\'t know', () => {
  expect(isLeft({ mayHaveMade: true })).toBe(false);
});
