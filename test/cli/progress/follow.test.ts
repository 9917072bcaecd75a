import { follow, ProgressFormat, showOnce, Showing } from '../../../cli/progress/follow';
import type { Progress } from '../../../cli/progress/progress';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { toldProgress, toldStatus } from '../../support/told-progress';

const RUNNING = toldProgress({ failures: [] });
const DONE = toldProgress({ condition: 'WELL', status: toldStatus({ state: 'DONE', rows: { toDo: 5000, done: 5000, failed: 0 } }), failures: [] });

interface Followed {
  readonly written: string[];
  readonly seconds: number;
}

async function followed(looks: readonly Progress[], screen: Partial<Showing['screen']> = {}, format: ProgressFormat = 'text'): Promise<Followed> {
  const time = new VirtualTime();
  const [began, written, left]: [number, string[], Progress[]] = [time.now(), [], [...looks]];
  const showing = { format, environment: {}, time, screen: { ...screen, write: (text: string) => written.push(text) } };
  await time.run(follow(async () => [left.shift() as Progress], showing));
  expect(left).toEqual([]);
  return { written, seconds: (time.now() - began) / 1000 };
}

test('a terminal is drawn over every 10 seconds, until everything is at rest', async () => {
  const { written: [first = '', second = '', ...more], seconds } = await followed([RUNNING, DONE], { isTTY: true, columns: 80, rows: 24 });
  expect(first.split('\n')).toHaveLength(4);
  expect(second).toMatch(/^\u001B\[3A\r\u001B\[J/);
  expect(second).toContain('at rest since');
  expect(more).toEqual([]);
  expect(seconds).toBe(10);
});

test('on a terminal with few rows nothing is drawn that couldn\'t be drawn over', async () => {
  const { written: [first = ''] } = await followed([RUNNING, DONE], { isTTY: true, columns: 80, rows: 3 });
  expect(first.split('\n')).toHaveLength(3);
});

test('on a terminal with few rows those contents come first that go on', async () => {
  const time = new VirtualTime();
  const [written, looks]: [string[], Progress[][]] = [[], [[DONE, RUNNING], [DONE, DONE]]];
  const screen = { isTTY: true, columns: 80, rows: 4, write: (text: string) => written.push(text) };
  await time.run(follow(async () => looks.shift() as Progress[], { format: 'text', environment: {}, time, screen }));
  expect(written[0]).toMatch(/^.*Directory\/People: updates/);
});

test('elsewhere there is a line a minute, and the whole at the end', async () => {
  const { written, seconds } = await followed([RUNNING, RUNNING, DONE]);
  expect(written.map((text) => text.split('\n')[0])).toEqual([
    expect.stringMatching(/^2026-01-01T00:00:00Z Directory\/People: updates/), expect.stringMatching(/^2026-01-01T00:01:00Z Directory\/People: updates/),
    expect.stringMatching(/^2026-01-01T00:02:00Z Directory\/People: at rest/), 'Directory/People: at rest since 2026-01-01T12:00:00Z',
  ]);
  expect(seconds).toBe(120);
});

test('JSON is a document a look', async () => {
  const { written } = await followed([RUNNING, DONE], { isTTY: true }, 'json');
  expect(written.map((text) => JSON.parse(text) as unknown)).toMatchObject([{ format: 1, contents: [RUNNING] }, { format: 1, contents: [DONE] }]);
  expect(written.map((text) => text.split('\n').length)).toEqual([2, 2]);
});

test('one look shows all contents, with a line between them', async () => {
  const written: string[] = [];
  const screen = { columns: 80, write: (text: string) => written.push(text) };
  await showOnce(async () => [DONE, DONE], { format: 'text', screen, environment: {}, time: new VirtualTime() });
  expect(written.join('').split('\n').map((line) => line === '' ? '' : line[0])).toEqual(['D', ' ', ' ', '', 'D', ' ', ' ', '']);
});
