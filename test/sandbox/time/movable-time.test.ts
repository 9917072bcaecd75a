import { MovableTime } from '../../../sandbox/time/movable-time';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { BEGIN } from '../../support/times';

let base: VirtualTime;
let time: MovableTime;
beforeEach(() => {
  base = new VirtualTime(BEGIN);
  time = new MovableTime(base);
});

test('shows the time beneath it until it is moved, and is ahead of that afterwards', async () => {
  expect(time.now()).toBe(BEGIN);
  time.advance(1000);
  time.advance(500);
  expect([time.now(), time.ahead]).toEqual([BEGIN + 1500, 1500]);
  await base.run(base.sleep(100));
  expect(time.now()).toBe(BEGIN + 1600);
});

test('sleeps as long as the time beneath it when nobody moves it', async () => {
  await base.run(time.sleep(1000));
  expect(base.now()).toBe(BEGIN + 1000);
});

test('wakes who has slept long enough by the moved time, and lets the others sleep on', async () => {
  const woken: string[] = [];
  const sleepers = [time.sleep(1000).then(() => woken.push('one')), time.sleep(3000).then(() => woken.push('other'))];
  time.advance(2000);
  await base.run(sleepers[0] as Promise<number>);
  expect([woken, base.now()]).toEqual([['one'], BEGIN]);
  await base.run(sleepers[1] as Promise<number>);
  expect([woken, base.now()]).toEqual([['one', 'other'], BEGIN + 1000]);
});

test('ends a sleep that is aborted', async () => {
  const over = new AbortController();
  const sleep = time.sleep(1000, over.signal);
  over.abort();
  await base.run(sleep);
  await base.run(time.sleep(1000, over.signal));
  expect(base.now()).toBe(BEGIN);
});

test('can\'t be moved back', () => {
  expect(() => time.advance(-1)).toThrow('time can\'t be moved by -1 ms: it only runs ahead');
  expect(() => time.advance(Number.NaN)).toThrow('time can\'t be moved by NaN ms: it only runs ahead');
});
