import type { CallResult } from '../../../lambda/guard/result';
import { untilVisible } from '../../../lambda/guard/until-visible';
import { OwnTime } from '../../support/own-time';

const NOTHING: CallResult<string | undefined> = { kind: 'DONE', output: undefined };

/** Reads what is not there, and tells after how many milliseconds it was read. */
async function readsOfNothing(time: OwnTime, milliseconds?: number): Promise<number[]> {
  const started = time.now();
  const reads: number[] = [];
  const result = await untilVisible(time.session(milliseconds), async () => {
    reads.push(time.now() - started);
    return NOTHING;
  });
  expect(result).toEqual(NOTHING);
  return reads;
}

test('what is there is read once', async () => {
  const time = new OwnTime();
  expect(await untilVisible(time.session(), async () => ({ kind: 'DONE', output: 'it' }))).toEqual({ kind: 'DONE', output: 'it' });
  expect(time.pauses).toEqual([]);
});

test('what is not there yet is read again', async () => {
  const answers: CallResult<string | undefined>[] = [NOTHING, NOTHING, { kind: 'DONE', output: 'it' }];
  const time = new OwnTime();
  expect(await untilVisible(time.session(), async () => answers.shift() ?? NOTHING)).toEqual({ kind: 'DONE', output: 'it' });
  expect(time.pauses).toEqual([400, 800]);
});

test('a failed read is not repeated here: the call itself has been repeated already', async () => {
  const failed: CallResult<string | undefined> = { kind: 'FAILED', code: 'OUT_OF_TIME', attempts: 0, seconds: 0 };
  const time = new OwnTime();
  expect(await untilVisible(time.session(), async () => failed)).toBe(failed);
  expect(time.pauses).toEqual([]);
});

test('what never appears is read for 30 seconds, the last time at their very end', async () => {
  expect(await readsOfNothing(new OwnTime(undefined, 15 / 16))).toEqual([0, 750, 2_250, 5_250, 11_250, 20_625, 30_000]);
});

test('nothing is read once the time of the session is used up', async () => {
  expect(await readsOfNothing(new OwnTime(), 400)).toEqual([0]);
  expect(await readsOfNothing(new OwnTime(), 401)).toEqual([0, 400]);
});
