import type { AnswerStatus } from '../../lib/contract/contents-status';
import { Paint, paintWith, Tone } from '../plan/paint';
import { sentence } from '../plan/printable';
import type { Terminal } from '../plan/terminal';
import { counted } from '../plan/wording';
import { wrapped } from '../plan/wrap';
import type { Condition } from './condition';
import type { FailedRows } from './failed-rows';
import type { ContentsProgress } from './read-progress';
import { countsOf, headline, paceOf, percentOf, shareOf, timeOf } from './wording';

const TONES: Readonly<Record<Condition, Tone>> = {
  STARTING: 'cyan', RUNNING: 'cyan', CHANGING: 'cyan', WELL: 'green', OWING: 'yellow', FAILED: 'red', SILENT: 'yellow', UNKNOWN: 'yellow',
};

const INDENT = '  ';
const LONGEST_BAR = 40;
/** A shorter one tells nothing. */
const SHORTEST_BAR = 8;
const LONGEST_PERCENT = ' 100 %'.length;

const OWED = 'Removals that are owed are made by the next deployment that changes something of the contents; another generation is enough.';

/** How far contents are, in lines of at most the width of the terminal. */
export function progressLines(progress: ContentsProgress, { width, hasColour }: Terminal): string[] {
  const paint = paintWith(hasColour);
  const { name, condition, status, failures, notRead } = progress;
  const tone = TONES[condition];
  const [first = '', ...others] = lines(`${name}: ${headline(progress)}`, width, '');
  return [
    paint(tone, first), ...others.map((line) => paint(tone, line)),
    ...(status ? [...barOf(shareOf(status), width, tone, paint), ...lines([...countsOf(status), ...(condition === 'RUNNING' ? paceOf(status) : [])].join(', '), width)] : []),
    ...answerOf(progress).flatMap((text) => lines(text, width)),
    ...failures.flatMap((failed) => lines(failedText(failed), width)),
    ...(status && status.owed > 0 ? lines(`${counted(status.owed, 'removal')} owed. ${condition === 'OWING' ? OWED : ''}`.trim(), width) : []),
    ...(condition === 'FAILED' && status?.code !== undefined ? lines(`npx cdk-org-guard explain ${status.code} tells what to do.`, width) : []),
    ...notRead.flatMap((what) => lines(`Not read: ${sentence(what)}`, width)),
  ];
}

/** The same in one line, with the time. */
export function progressLine(progress: ContentsProgress, now: number): string {
  const { name, condition, status, failures } = progress;
  const failed = failures.reduce((sum, { count }) => sum + count, 0);
  const figures = status
    ? [percentOf(shareOf(status)), ...countsOf(status), ...(failed > 0 ? [`${counted(failed, 'row')} failed`] : []), ...(condition === 'RUNNING' ? paceOf(status) : [])]
    : [];
  return [`${timeOf(now)} ${name}: ${headline(progress)}`, ...figures].join(', ');
}

function barOf(share: number, width: number, tone: Tone, paint: Paint): string[] {
  const length = Math.min(LONGEST_BAR, width - INDENT.length - LONGEST_PERCENT);
  const percent = percentOf(share);
  if (length < SHORTEST_BAR) return [`${INDENT}${percent}`];
  const full = Math.floor(length * share);
  return [`${INDENT}${paint(tone, '█'.repeat(full))}${paint('faint', '░'.repeat(length - full))} ${percent}`];
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

function lines(text: string, width: number, indent = INDENT): string[] {
  return wrapped(sentence(text), Math.max(2, width - indent.length)).map((line) => `${indent}${line}`);
}
