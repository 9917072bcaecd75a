import type { AnswerStatus } from '../../lib/contract/contents-status';
import { paintWith, Tone } from '../plan/paint';
import type { Terminal } from '../plan/terminal';
import { counted } from '../plan/wording';
import type { Condition } from './condition';
import type { FailedRows } from './failed-rows';
import { barOf, headLines, linesOf, notReadLines, percentOf, timeOf } from './lines';
import type { ContentsProgress } from './read-contents';
import { countsOf, headline, paceOf, shareOf } from './wording';

const TONES: Readonly<Record<Condition, Tone>> = {
  STARTING: 'cyan', RUNNING: 'cyan', CHANGING: 'cyan', WELL: 'green', OWING: 'yellow', FAILED: 'red', SILENT: 'yellow', UNKNOWN: 'yellow',
};

const OWED = 'Removals that are owed are made by the next deployment that changes something of the contents; another generation is enough.';

/** How far contents are, in lines of at most the width of the terminal. */
export function contentsLines(progress: ContentsProgress, { width, hasColour }: Terminal): string[] {
  const paint = paintWith(hasColour);
  const { name, condition, status, failures, notRead } = progress;
  const tone = TONES[condition];
  return [
    ...headLines(`${name}: ${headline(progress)}`, width, tone, paint),
    ...(status ? [...barOf(shareOf(status), width, tone, paint), ...linesOf([...countsOf(status), ...(condition === 'RUNNING' ? paceOf(status) : [])].join(', '), width)] : []),
    ...answerOf(progress).flatMap((text) => linesOf(text, width)),
    ...failures.flatMap((failed) => linesOf(failedText(failed), width)),
    ...(status && status.owed > 0 ? linesOf(`${counted(status.owed, 'removal')} owed. ${condition === 'OWING' ? OWED : ''}`.trim(), width) : []),
    ...(condition === 'FAILED' && status?.code !== undefined ? linesOf(`npx cdk-org-guard explain ${status.code} tells what to do.`, width) : []),
    ...notReadLines(notRead, width),
  ];
}

/** The same in one line, with the time. */
export function contentsLine(progress: ContentsProgress, now: number): string {
  const { name, condition, status, failures } = progress;
  const failed = failures.reduce((sum, { count }) => sum + count, 0);
  const figures = status
    ? [percentOf(shareOf(status)), ...countsOf(status), ...(failed > 0 ? [`${counted(failed, 'row')} failed`] : []), ...(condition === 'RUNNING' ? paceOf(status) : [])]
    : [];
  return [`${timeOf(now)} ${name}: ${headline(progress)}`, ...figures].join(', ');
}

function answerOf({ status, execution }: ContentsProgress): string[] {
  const { answer, passes = 1 } = status ?? {};
  const workflow = execution === undefined ? [] : [`The workflow's execution is ${execution}${passes > 1 ? `, with call ${passes} of the function` : ''}.`];
  return [[...(answer ? [toldText(answer)] : []), ...workflow].join(' ')].filter((text) => text !== '');
}

function toldText({ status, code }: AnswerStatus): string {
  return `CloudFormation was told ${status}${code === undefined ? '' : `: ${code}`}.`;
}

function failedText({ code, count, rows }: FailedRows): string {
  const first = rows.length === 0 ? '' : `: ${[...rows, ...(count > rows.length ? ['…'] : [])].join(', ')}`;
  return `${counted(count, 'row')} failed with ${code}${first}`;
}
