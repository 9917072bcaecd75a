import { answerDeadline } from '../../../lambda/custom-resource/event-time';

const QUARTER_OF_AN_HOUR = 900_000;

test('an answer is awaited for as long as CloudFormation waits, from the moment that the URL was signed', () => {
  expect(answerDeadline(new URL('https://example.com/answer?X-Amz-Date=20261231T235958Z'), 900)).toBe(Date.UTC(2026, 11, 31, 23, 59, 58) + QUARTER_OF_AN_HOUR);
  expect(answerDeadline(new URL('https://example.com/answer?x=1&X-Amz-Date=20260203T040506Z&X-Amz-Signature=abc'), 900)).toBe(Date.UTC(2026, 1, 3, 4, 5, 6) + QUARTER_OF_AN_HOUR);
});

test.each(['', '?Expires=1', '?X-Amz-Date=20260203', '?X-Amz-Date=20260203T040506', '?X-Amz-Date=120260203T040506Z', '?X-Amz-Date=20260203T040506Z1', '?X-Amz-Date=2026-02-03T04:05:06Z', '?Not-X-Amz-Date=20260203T040506Z', '?x=X-Amz-Date=20260203T040506Z', '#X-Amz-Date=20260203T040506Z'])(
  'an answer is awaited for ever as far as an URL with %j tells', (query) => {
    expect(answerDeadline(new URL(`https://example.com/answer${query}`), 900)).toBe(Infinity);
  },
);
