import { call } from '../../../lambda/guard/call';
import { seen } from '../../../lambda/guard/patience';
import { Session } from '../../../lambda/guard/session';

/** A session whose pauses are as long as they may be, and what it slept, in milliseconds. */
function longestPauses(milliseconds: number): { session: Session; slept: number[] } {
  const slept: number[] = [];
  let now = 0;
  const surroundings = {
    now: () => now,
    sleep: async (pause: number) => {
      slept.push(pause);
      now += pause;
    },
    random: () => 1,
  };
  return { session: new Session(surroundings, milliseconds), slept };
}

const throttled = (fields: object = {}) => (): Promise<never> =>
  Promise.reject(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 }, ...fields }));

// The last of 300 memberships slept while nobody used the limit that they had all waited for.
test('doubles its pauses at a limit of the service, and none is longer than four seconds', async () => {
  const { session, slept } = longestPauses(20_000);
  expect(await call(session, 'identitystore:CreateGroupMembership', throttled())).toMatchObject({ kind: 'FAILED', code: 'THROTTLED', attempts: 10, seconds: 18 });
  expect(slept).toEqual([100, 200, 400, 800, 1600, 3200, 4000, 4000, 4000]);
});

test('pauses longer if the service asks for it', async () => {
  const { session, slept } = longestPauses(30_000);
  await call(session, 'identitystore:CreateGroupMembership', throttled({ RetryAfterSeconds: 12 }));
  expect(slept).toEqual([12_100, 12_200]);
});

test('waits longer between two looks at what isn\'t there yet', async () => {
  const { session, slept } = longestPauses(60_000);
  expect(await seen(session, async () => ({ kind: 'DONE', output: undefined }))).toEqual({ kind: 'DONE', output: undefined });
  expect(slept).toEqual([800, 1600, 3200, 6400, 10_000]);
});
