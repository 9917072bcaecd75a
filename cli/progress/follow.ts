import type { Time } from '../../sandbox/time/time';
import { terminalOf } from '../plan/terminal';
import { isRunning } from './condition';
import type { ContentsProgress } from './read-progress';
import { progressLine, progressLines } from './text';

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
export async function showOnce(look: () => Promise<ContentsProgress[]>, { format, screen, environment }: Showing): Promise<ContentsProgress[]> {
  const all = await look();
  screen.write(format === 'json' ? jsonOf(all, 2) : `${textOf(all, screen, environment).join('\n')}\n`);
  return all;
}

/** Looks again and again until everything is at rest. A terminal shows the last look only, anything else a line for each. */
export async function follow(look: () => Promise<ContentsProgress[]>, { format, screen, environment, time }: Showing): Promise<ContentsProgress[]> {
  const redraws = format === 'text' && screen.isTTY === true;
  let drawn = 0;
  for (;;) {
    const all = await look();
    const isOver = !all.some(({ condition }) => isRunning(condition));
    if (redraws) {
      // What is higher than the terminal couldn't be drawn over, so that what goes on comes first.
      const room = isOver ? Infinity : Math.max(1, (screen.rows ?? Infinity) - 1);
      const lines = textOf(isOver ? all : runningFirst(all), screen, environment).slice(0, room);
      screen.write(`${above(drawn)}${lines.join('\n')}\n`);
      drawn = lines.length;
    } else if (format === 'json') screen.write(jsonOf(all));
    else screen.write(all.map((progress) => `${progressLine(progress, time.now())}\n`).join(''));
    if (isOver) {
      if (format === 'text' && !redraws) screen.write(`${textOf(all, screen, environment).join('\n')}\n`);
      return all;
    }
    await time.sleep(redraws ? ON_TERMINAL : ELSEWHERE);
  }
}

function runningFirst(all: readonly ContentsProgress[]): readonly ContentsProgress[] {
  const goesOn = ({ condition }: ContentsProgress): boolean => isRunning(condition);
  return [...all.filter(goesOn), ...all.filter((progress) => !goesOn(progress))];
}

/** Clears what was drawn. */
function above(lines: number): string {
  return lines === 0 ? '' : `\u001B[${lines}A\r\u001B[J`;
}

function textOf(all: readonly ContentsProgress[], screen: Screen, environment: Showing['environment']): string[] {
  const terminal = terminalOf(screen, environment);
  return all.flatMap((progress, index) => [...(index > 0 ? [''] : []), ...progressLines(progress, terminal)]);
}

function jsonOf(contents: readonly ContentsProgress[], indent?: number): string {
  return `${JSON.stringify({ format: JSON_FORMAT, contents }, undefined, indent)}\n`;
}
