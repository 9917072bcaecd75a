import type { Time } from '../../sandbox/time/time';
import { terminalOf } from '../plan/terminal';
import { isRunning, Progress, progressLine, progressLines } from './progress';

const FORMATS = ['text', 'json'] as const;
export type ProgressFormat = (typeof FORMATS)[number];
export const PROGRESS_FORMATS: readonly ProgressFormat[] = FORMATS;

/** How often a look is taken, in milliseconds: the function tells of itself every 20 seconds, and a log doesn't need a line for each. */
const ON_TERMINAL = 10_000;
const ELSEWHERE = 60_000;

const JSON_FORMAT = 1;

/** Where progress is shown. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

export interface Showing {
  readonly format: ProgressFormat;
  readonly screen: Screen;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly time: Pick<Time, 'now' | 'sleep'>;
}

/** Takes one look and shows it. */
export async function showOnce(look: () => Promise<Progress[]>, { format, screen, environment, time }: Showing): Promise<Progress[]> {
  const all = await look();
  screen.write(format === 'json' ? jsonOf(all, 2) : `${textOf(all, screen, environment, time.now()).join('\n')}\n`);
  return all;
}

/** Looks again and again until everything is at rest. A terminal shows the last look only, anything else a line for each. */
export async function follow(look: () => Promise<Progress[]>, { format, screen, environment, time }: Showing): Promise<Progress[]> {
  const redraws = format === 'text' && screen.isTTY === true;
  const campaigns = new News();
  let drawn = 0;
  for (;;) {
    const all = await look();
    const isOver = !all.some(isRunning);
    if (redraws) {
      // What is higher than the terminal couldn't be drawn over, so that what goes on comes first.
      const room = isOver ? Infinity : Math.max(1, (screen.rows ?? Infinity) - 1);
      const lines = textOf(isOver ? all : runningFirst(all), screen, environment, time.now()).slice(0, room);
      screen.write(`${above(drawn)}${lines.join('\n')}\n`);
      drawn = lines.length;
    } else if (format === 'json') screen.write(jsonOf(all));
    else screen.write(all.filter((progress) => progress.kind === 'contents' || campaigns.isNew(progress)).map((progress) => `${progressLine(progress, time.now())}\n`).join(''));
    if (isOver) {
      if (format === 'text' && !redraws) screen.write(`${textOf(all, screen, environment, time.now()).join('\n')}\n`);
      return all;
    }
    await time.sleep(redraws ? ON_TERMINAL : ELSEWHERE);
  }
}

/** A campaign takes weeks, and most looks show what the one before has shown. */
class News {
  private readonly told = new Map<string, string>();

  public isNew(progress: Progress): boolean {
    const { stackId, logicalResourceId } = progress;
    const [place, line] = [`${stackId}/${logicalResourceId}`, progressLine(progress, 0)];
    const isNew = this.told.get(place) !== line;
    this.told.set(place, line);
    return isNew;
  }
}

function runningFirst(all: readonly Progress[]): readonly Progress[] {
  return [...all.filter(isRunning), ...all.filter((progress) => !isRunning(progress))];
}

/** Clears what was drawn. */
function above(lines: number): string {
  return lines === 0 ? '' : `\u001B[${lines}A\r\u001B[J`;
}

function textOf(all: readonly Progress[], screen: Screen, environment: Showing['environment'], now: number): string[] {
  const terminal = terminalOf(screen, environment);
  return all.flatMap((progress, index) => [...(index > 0 ? [''] : []), ...progressLines(progress, terminal, now)]);
}

function jsonOf(all: readonly Progress[], indent?: number): string {
  const [contents, campaigns] = (['contents', 'campaign'] as const).map((wanted) => all.filter(({ kind }) => kind === wanted));
  return `${JSON.stringify({ format: JSON_FORMAT, contents, campaigns }, undefined, indent)}\n`;
}
