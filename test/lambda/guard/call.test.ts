import { call } from '../../../lambda/guard/call';
import { Unanswered, wasMadeBy } from '../../../lambda/guard/unanswered';
import { OwnTime } from '../../support/own-time';

const OPERATION = 'identitystore:DescribeGroup';

/** What the SDK throws for an answer of the service. */
function refusal(name: string, members: object = {}): Error {
  return Object.assign(new Error(`${name} on demand`), { name, $metadata: { httpStatusCode: 400 }, ...members });
}

function evidenceOf(name: string): object {
  return { operation: OPERATION, exception: name, message: `${name} on demand`, httpStatus: 400 };
}

const THROTTLED = refusal('ThrottlingException');
const LOST = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** A service that gives its answers one after the other, the last one for ever, and takes some time for each. */
function service(time: OwnTime, answers: readonly (Error | string)[], milliseconds = 0): () => Promise<string> {
  let calls = 0;
  return async () => {
    time.pass(milliseconds);
    const answer = answers[Math.min(calls++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    return answer ?? '';
  };
}

let time: OwnTime;
beforeEach(() => { time = new OwnTime(); });

test('an answer is handed on, and the call counted', async () => {
  const session = time.session();
  expect(await call(session, OPERATION, service(time, ['group']))).toEqual({ kind: 'DONE', output: 'group' });
  expect(session.calls).toBe(1);
});

test('without any time nothing is sent', async () => {
  const session = time.session(0);
  expect(await call(session, OPERATION, service(time, ['group']))).toEqual({ kind: 'FAILED', code: 'OUT_OF_TIME', attempts: 0, seconds: 0 });
  expect(session.calls).toBe(0);
});

test('with a millisecond left a call is sent', async () => {
  expect(await call(time.session(1), OPERATION, service(time, ['group']))).toEqual({ kind: 'DONE', output: 'group' });
});

test.each([
  { name: 'ConflictException', result: { kind: 'CONFLICT' } },
  { name: 'ResourceNotFoundException', result: { kind: 'MISSING' } },
  { name: 'ValidationException', result: { kind: 'FAILED', code: 'INVALID_REQUEST', attempts: 1, seconds: 3 } },
])('$name ends the call as $result.kind after one attempt, with what AWS said', async ({ name, result }) => {
  const session = time.session();
  expect(await call(session, OPERATION, service(time, [refusal(name)], 2_600))).toEqual({ ...result, error: evidenceOf(name) });
  expect(session.calls).toBe(1);
});

test('a call with a passing obstacle is tried again, after longer and longer pauses', async () => {
  const session = time.session();
  expect(await call(session, OPERATION, service(time, [THROTTLED, LOST, THROTTLED, 'group']))).toEqual({ kind: 'DONE', output: 'group' });
  expect(time.pauses).toEqual([50, 100, 200]);
  expect(session.calls).toBe(4);
});

// The last of 300 memberships slept while nobody used the limit that they had all waited for.
test('no pause before another attempt has a random part of more than four seconds', async () => {
  time = new OwnTime(undefined, 1);
  await call(time.session(20_000), OPERATION, service(time, [THROTTLED]));
  expect(time.pauses).toEqual([100, 200, 400, 800, 1_600, 3_200, 4_000, 4_000, 4_000]);
});

test('the pause that the service asks for is kept', async () => {
  await call(time.session(), OPERATION, service(time, [refusal('ThrottlingException', { RetryAfterSeconds: 7 }), 'group']));
  expect(time.pauses).toEqual([7_050]);
});

test('a call that always meets a passing obstacle ends before the deadline, and says how often and for how long it was tried', async () => {
  const result = await call(time.session(12_000), OPERATION, service(time, [THROTTLED], 1_000));
  expect(result).toEqual({ kind: 'FAILED', code: 'THROTTLED', error: evidenceOf('ThrottlingException'), attempts: 7, seconds: 10 });
});

test.each([
  { milliseconds: 50, calls: 1 },
  { milliseconds: 51, calls: 2 },
])('with $milliseconds ms until the deadline and a pause of 50 ms $calls calls are sent', async ({ milliseconds, calls }) => {
  const session = time.session(milliseconds);
  await call(session, OPERATION, service(time, [THROTTLED]));
  expect(session.calls).toBe(calls);
});

test('a permission that doesn\'t spread is waited for a minute', async () => {
  time = new OwnTime(undefined, 0);
  expect(await call(time.session(), OPERATION, service(time, [refusal('AccessDeniedException')], 20_001)))
    .toEqual({ kind: 'FAILED', code: 'ACCESS_DENIED', error: evidenceOf('AccessDeniedException'), attempts: 3, seconds: 60 });
});

test('only attempts with an unknown effect are told, with their times', async () => {
  const unanswered: Unanswered[] = [];
  const started = time.now();
  await call(time.session(), OPERATION, service(time, [LOST, THROTTLED, LOST, 'group'], 1_000), unanswered);
  expect(unanswered.map(({ sent, returned }) => [sent - started, returned - started])).toEqual([[0, 1_000], [2_150, 3_150]]);
});

test.each([
  { made: 99, during: false },
  { made: 100, during: true },
  { made: 200, during: true },
  { made: 201, during: false },
  { made: 350, during: true },
  { made: undefined, during: false },
])('what was made at $made was made by one of two attempts: $during', ({ made, during }) => {
  expect(wasMadeBy([{ sent: 100, returned: 200 }, { sent: 300, returned: 400 }], made)).toBe(during);
});

// A group that the function had made was left behind as adopted, or refused as somebody's.
test.each([
  { made: 5_000, offset: undefined, during: true },
  { made: 4_999, offset: undefined, during: false },
  { made: 4_000, offset: undefined, during: false },
  { made: 7_000, offset: undefined, during: false },
  { made: 5_301, offset: { least: -299, most: 0 }, during: true },
  { made: 5_301, offset: { least: -298, most: 0 }, during: false },
  { made: 6_499, offset: { least: 0, most: 99 }, during: true },
  { made: 6_499, offset: { least: 0, most: 98 }, during: false },
  { made: 6_100, offset: { least: 600, most: 700 }, during: false },
  { made: 4_000, offset: { least: -600, most: 0 }, during: true },
])('an entity dated $made by a clock with the offset $offset may come from an attempt between 5.6 and 6.4 s: $during', ({ made, offset, during }) => {
  expect(wasMadeBy([{ sent: 5_600, returned: 6_400 }], made, offset)).toBe(during);
});

describe('the session remembers that something may have been made', () => {
  const made = async (script: Parameters<typeof service>[1], unanswered?: Unanswered[]): Promise<boolean> => {
    const session = time.session();
    await call(session, OPERATION, service(time, script), unanswered);
    return session.mayHaveMade;
  };

  test.each([
    { after: 'a create that was carried out', script: ['group'], isMade: true },
    { after: 'one that nobody knows of', script: [LOST, refusal('ConflictException')], isMade: true },
    { after: 'one that was refused', script: [THROTTLED, refusal('ValidationException')], isMade: false },
  ])('after $after: $isMade', async ({ script, isMade }) => {
    expect(await made(script, [])).toBe(isMade);
  });

  test('but not after a call that makes nothing', async () => {
    expect(await made([LOST, 'group'])).toBe(false);
  });
});
