import type { CampaignStatus } from '../../../lib/contract/campaign-status';
import { paintWith, Tone } from '../../plan/paint';
import type { Terminal } from '../../plan/terminal';
import { barOf, headLines, INDENT, linesOf, notReadLines, percentOf, timeOf } from '../lines';
import type { ShownCondition } from './condition';
import type { CampaignProgress } from './read-campaign';
import { atEnd, campaignHeadline, lastDayOf, lastDays, reasonOf, runsOf, shareAtEnd, statesOf, stuckIn, unansweredIn } from './wording';

const TONES: Readonly<Record<ShownCondition, Tone>> = {
  STARTING: 'cyan', CHANGING: 'cyan', RUNNING: 'cyan', OBSERVING: 'yellow', WAITING: 'yellow', STOPPED: 'red', FINISHED: 'green', SILENT: 'yellow', UNKNOWN: 'yellow',
};

/** How far a campaign is, in lines of at most the width of the terminal. */
export function campaignLines(progress: CampaignProgress, { width, hasColour }: Terminal, now: number): string[] {
  const paint = paintWith(hasColour);
  const { name, condition, status, notRead } = progress;
  const tone = TONES[condition];
  return [
    ...headLines(`${name}: ${campaignHeadline(progress)}`, width, tone, paint),
    ...reasonOf(progress).flatMap((text) => linesOf(text, width)),
    ...(status ? [...barOf(shareAtEnd(status), width, tone, paint), ...statusLines(status, width)] : []),
    ...(condition === 'UNKNOWN' ? [] : linesOf(runsOf(progress, now), width)),
    ...notReadLines(notRead, width),
  ];
}

function statusLines(status: CampaignStatus, width: number): string[] {
  const [unanswered, ...names] = unansweredIn(status);
  return [
    ...[`${atEnd(status)}: ${statesOf(status.counts)}.`, lastDayOf(status), ...lastDays(status)].flatMap((text) => linesOf(text, width)),
    ...(unanswered === undefined ? [] : linesOf(unanswered, width)), ...names.flatMap((text) => linesOf(text, width, INDENT + INDENT)),
    ...stuckIn(status).flatMap((text) => linesOf(text, width)),
  ];
}

/** The same in one line, with the time. */
export function campaignLine(progress: CampaignProgress, now: number): string {
  const { name, status } = progress;
  return [`${timeOf(now)} ${name}: ${campaignHeadline(progress)}`, ...(status ? [percentOf(shareAtEnd(status)), statesOf(status.counts)] : [])].join(', ');
}
