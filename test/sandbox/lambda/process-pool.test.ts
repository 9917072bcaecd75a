import { PooledProcess, ProcessPool, ProcessPoolOptions } from '../../../sandbox/lambda/process-pool';

class FakeProcess implements PooledProcess {
  public isUsable = true;

  constructor(public readonly functionArn: string) {}

  public retire(): void {
    this.isUsable = false;
  }
}

let pool: ProcessPool<FakeProcess>;
let started: FakeProcess[];
/** What has begun, as it was named. */
let begun: string[];
let ends: Map<string, () => void>;

function fill(options: Partial<ProcessPoolOptions>): void {
  pool = new ProcessPool({ places: 2, most: 4, idleMilliseconds: 60_000, ...options });
  [started, begun, ends] = [[], [], new Map()];
}

/** Runs an invocation `FUNCTION NUMBER` until it is ended. */
function run(name: string, { isUrgent = false, during = async (_process: FakeProcess) => undefined as unknown } = {}): Promise<void> {
  const [functionArn = ''] = name.split(' ');
  return pool.use(functionArn, isUrgent, () => {
    const process = new FakeProcess(functionArn);
    started.push(process);
    return process;
  }, async (process) => {
    begun.push(name);
    await during(process);
    await new Promise<void>((resolve) => { ends.set(name, resolve); });
  });
}

async function end(name: string): Promise<void> {
  await turns();
  ends.get(name)?.();
  await turns();
}

function turns(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}

const alive = (): string[] => started.filter(({ isUsable }) => isUsable).map(({ functionArn }) => functionArn);

test('so many run at the same time, and others wait', async () => {
  fill({ places: 2 });
  ['a 1', 'a 2', 'a 3', 'a 4'].forEach((name) => void run(name));
  await turns();
  expect(begun).toEqual(['a 1', 'a 2']);
  await end('a 2');
  expect(begun).toEqual(['a 1', 'a 2', 'a 3']);
  expect(started).toHaveLength(2);
});

test('whoever is waited for comes before all others', async () => {
  fill({ places: 1 });
  void run('a 1');
  void run('a 2');
  void run('b 1', { isUrgent: true });
  await end('a 1');
  expect(begun).toEqual(['a 1', 'b 1']);
});

test('functions that wait for what they have invoked lend their places, and go on without one', async () => {
  fill({ places: 1, most: 4 });
  const outer = run('outer 1', { during: (process) => pool.whileAwaiting(process, () => Promise.all([run('inner 1', { isUrgent: true }), run('inner 2', { isUrgent: true })])) });
  void run('other 1');
  await turns();
  expect(begun).toEqual(['outer 1', 'inner 1']);
  await end('inner 1');
  expect(begun).toEqual(['outer 1', 'inner 1', 'inner 2']);
  await end('inner 2');
  expect(begun).toEqual(['outer 1', 'inner 1', 'inner 2', 'other 1']);
  await end('outer 1');
  await outer;
  void run('last 1');
  await turns();
  expect(begun).not.toContain('last 1');
  await end('other 1');
  expect(begun.at(-1)).toBe('last 1');
});

test('a process is used again before another function gets one', async () => {
  fill({ places: 1 });
  ['a 1', 'b 1', 'a 2', 'b 2', 'a 3'].forEach((name) => void run(name));
  for (const name of ['a 1', 'a 2', 'a 3', 'b 1']) await end(name);
  expect(begun).toEqual(['a 1', 'a 2', 'a 3', 'b 1', 'b 2']);
  expect(started).toHaveLength(2);
});

test('a function gets its first process before another one gets its second', async () => {
  fill({ places: 2, most: 4 });
  ['a 1', 'z 1', 'a 2', 'a 3', 'b 1'].forEach((name) => void run(name));
  await turns();
  started[1]?.retire();
  await end('z 1');
  expect(begun).toEqual(['a 1', 'z 1', 'b 1']);
});

test('nobody is passed over more than 20 times', async () => {
  fill({ places: 1 });
  void run('a 0');
  void run('b 0');
  for (let number = 1; number <= 30; number++) void run(`a ${number}`);
  for (let number = 0; number <= 20; number++) await end(`a ${number}`);
  expect(begun.slice(-2)).toEqual(['a 20', 'b 0']);
});

test('of more idle processes than there may be, those end that were used longest ago', async () => {
  fill({ places: 2, most: 3 });
  for (const name of ['a', 'b', 'c', 'd']) {
    void run(`${name} 1`);
    await end(`${name} 1`);
  }
  expect(alive()).toEqual(['b', 'c', 'd']);
  void run('b 2');
  await end('b 2');
  void run('e 1');
  await turns();
  expect(alive()).toEqual(['b', 'd', 'e']);
});

test('an idle process ends after a while, unless it is used', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
  try {
    fill({ idleMilliseconds: 1_000 });
    void run('a 1');
    await end('a 1');
    jest.advanceTimersByTime(999);
    void run('a 2');
    await turns();
    jest.advanceTimersByTime(10_000);
    expect(alive()).toEqual(['a']);
    await end('a 2');
    jest.advanceTimersByTime(1_000);
    expect(alive()).toEqual([]);
  } finally {
    jest.useRealTimers();
  }
});

test('a process that can\'t be started gives its place back', async () => {
  fill({ places: 1 });
  await expect(pool.use('a', false, () => { throw new Error('no memory'); }, () => Promise.resolve())).rejects.toThrow('no memory');
  void run('a 1');
  await turns();
  expect(begun).toEqual(['a 1']);
});
