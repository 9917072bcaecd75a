import type { Terminal } from '../plan/terminal';
import type { CampaignProgress } from './campaign/read-campaign';
import { campaignLine, campaignLines } from './campaign/text';
import type { ContentsProgress } from './read-contents';
import { contentsLine, contentsLines } from './text';

/** How far something of a stack is that goes on for a while. */
export type Progress = ContentsProgress | CampaignProgress;

const RUNNING: readonly Progress['condition'][] = ['STARTING', 'RUNNING', 'CHANGING', 'OBSERVING', 'WAITING'];
const WELL: readonly Progress['condition'][] = ['WELL', 'FINISHED'];

/** Whether there is an end to wait for. */
export function isRunning({ condition }: Pick<Progress, 'condition'>): boolean {
  return RUNNING.includes(condition);
}

const EXIT_CODES = { atRest: 0, notWell: 1, running: 3 };

/** With what the command ends. */
export function exitCodeOf(all: readonly Pick<Progress, 'condition'>[]): number {
  if (all.some(isRunning)) return EXIT_CODES.running;
  return all.every(({ condition }) => WELL.includes(condition)) ? EXIT_CODES.atRest : EXIT_CODES.notWell;
}

/** How far it is, in lines of at most the width of the terminal. */
export function progressLines(progress: Progress, terminal: Terminal, now: number): string[] {
  return progress.kind === 'contents' ? contentsLines(progress, terminal) : campaignLines(progress, terminal, now);
}

/** The same in one line, with the time. */
export function progressLine(progress: Progress, now: number): string {
  return progress.kind === 'contents' ? contentsLine(progress, now) : campaignLine(progress, now);
}
