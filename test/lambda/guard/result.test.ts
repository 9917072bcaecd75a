import { failure } from '../../../lambda/guard/failure';
import { done, failed, mapped } from '../../../lambda/guard/result';

const ERROR = { operation: 'sts:AssumeRole', exception: 'AccessDenied', message: 'no' };

test('the output of a result is mapped', () => {
  expect(mapped(done(20), (number) => number + 1)).toEqual(done(21));
});

test('a failure is left as it is', () => {
  const refused = failure('OUT_OF_TIME', { doing: 'waiting' } as never);
  expect(mapped(refused, () => 'unreachable')).toBe(refused);
});

test.each([
  { what: 'with the answer of AWS', error: ERROR, more: { error: ERROR } },
  { what: 'without an answer', error: undefined, more: {} },
])('a call that failed is told $what', ({ error, more }) => {
  expect(failed('ACCESS_DENIED', { attempts: 2, seconds: 3 }, error)).toStrictEqual({ kind: 'FAILED', code: 'ACCESS_DENIED', attempts: 2, seconds: 3, ...more });
});
