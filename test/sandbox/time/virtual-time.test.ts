import { getEventListeners } from 'node:events';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { seededRandom } from '../../support/seeded-random';

let time: VirtualTime;
beforeEach(() => { time = new VirtualTime(1000); });

/** Sleeps and then writes down who woke up, and when. */
function sleeper(woken: string[], name: string, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return time.sleep(milliseconds, signal).then(() => { woken.push(`${name} at ${time.now()}`); });
}

test('begins with the year 2026 unless told otherwise', () => {
  expect(new Date(new VirtualTime().now()).toISOString()).toBe('2026-01-01T00:00:00.000Z');
});

test('stands still while nobody waits for it', async () => {
  await expect(time.run(Promise.resolve('done'))).resolves.toBe('done');
  expect(time.now()).toBe(1000);
});

test('stands still while the work can go on without it', async () => {
  const woken: string[] = [];
  void sleeper(woken, 'somebody', 1);
  const work = async (): Promise<number> => {
    for (let steps = 0; steps < 1000; steps++) await Promise.resolve();
    return time.now();
  };
  await expect(time.run(work())).resolves.toBe(1000);
  expect(woken).toEqual([]);
});

test('jumps over hours in which everybody sleeps', async () => {
  await time.run(time.sleep(3_600_000));
  expect(time.now()).toBe(3_601_000);
});

test('wakes sleepers by their time, and those of the same moment in the order they went to sleep', async () => {
  const woken: string[] = [];
  await time.run(Promise.all([sleeper(woken, 'late', 30), sleeper(woken, 'first', 10), sleeper(woken, 'second', 10), sleeper(woken, 'third', 10)]));
  expect(woken).toEqual(['first at 1010', 'second at 1010', 'third at 1010', 'late at 1030']);
});

test('lets what a sleeper does next happen before the next moment', async () => {
  const woken: string[] = [];
  await time.run(Promise.all([sleeper(woken, 'one', 10).then(() => sleeper(woken, 'one again', 5)), sleeper(woken, 'other', 20)]));
  expect(woken).toEqual(['one at 1010', 'one again at 1015', 'other at 1020']);
});

test('does not go on after the end of the work', async () => {
  const woken: string[] = [];
  void sleeper(woken, 'late', 60_000);
  await time.run(time.sleep(10));
  expect(time.now()).toBe(1010);
  expect(woken).toEqual([]);
});

test('keeps sleepers for the next run', async () => {
  const woken: string[] = [];
  const late = sleeper(woken, 'late', 60_000);
  await time.run(time.sleep(10));
  await time.run(late);
  expect(woken).toEqual(['late at 61000']);
});

test.each([
  { milliseconds: 0, wakesAt: 1000 },
  { milliseconds: -5, wakesAt: 1000 },
  { milliseconds: 0.5, wakesAt: 1000.5 },
])('a sleep of $milliseconds ms ends at $wakesAt', async ({ milliseconds, wakesAt }) => {
  await time.run(time.sleep(milliseconds));
  expect(time.now()).toBe(wakesAt);
});

test('an aborted sleep ends at once', async () => {
  const woken: string[] = [];
  const alarm = new AbortController();
  const sleep = sleeper(woken, 'sleeper', 60_000, alarm.signal);
  await time.run(Promise.all([sleep, time.sleep(10).then(() => alarm.abort())]));
  expect(woken).toEqual(['sleeper at 1010']);
  expect(time.now()).toBe(1010);
});

test('a sleep whose signal is aborted already does not begin', async () => {
  await time.run(time.sleep(60_000, AbortSignal.abort()));
  expect(time.now()).toBe(1000);
});

test('an alarm after the sleep changes nothing', async () => {
  const alarm = new AbortController();
  await time.run(time.sleep(10, alarm.signal));
  alarm.abort();
  await time.run(time.sleep(10));
  expect(time.now()).toBe(1020);
});

test('sleeps that have ended are no longer known to their signal, which may live long', async () => {
  const alarm = new AbortController();
  for (let naps = 0; naps < 3; naps++) await time.run(time.sleep(10, alarm.signal));
  expect(getEventListeners(alarm.signal, 'abort')).toHaveLength(0);
});

test('run throws what the work throws', async () => {
  const failure = new Error('the work failed');
  await expect(time.run(time.sleep(10).then(() => { throw failure; }))).rejects.toBe(failure);
  expect(time.now()).toBe(1010);
});

test('run throws when the work waits for something that is not time', async () => {
  await expect(time.run(new Promise(() => undefined))).rejects.toThrow(new Error('the work waits for something that no passing of time will bring'));
});

test('the same run gives the same order of events', async () => {
  const run = async (): Promise<string[]> => {
    time = new VirtualTime(1000);
    const woken: string[] = [];
    await time.run(Promise.all(['a', 'b', 'c', 'd'].map(async (name, index) => {
      for (let naps = 0; naps < 3; naps++) await sleeper(woken, name, 10 - index % 2);
    })));
    return woken;
  };
  const once = await run();
  expect(once).toHaveLength(12);
  expect(await run()).toEqual(once);
});

test('wakes thousands in their order, of whom many go before their time', async () => {
  const random = seededRandom(1);
  const woken: number[] = [];
  const expected: number[] = [];
  const going: AbortController[] = [];
  const sleeping = Array.from({ length: 2_000 }, (_, index) => {
    const [milliseconds, goes] = [Math.floor(random() * 500), new AbortController()];
    if (index % 3 === 0) going.push(goes);
    else expected.push(1000 + milliseconds);
    return time.sleep(milliseconds, goes.signal).then(() => { if (!goes.signal.aborted) woken.push(time.now()); });
  });
  for (const goes of going) goes.abort();
  await time.run(Promise.all(sleeping));
  expect(woken).toEqual(expected.sort((one, other) => one - other));
});
