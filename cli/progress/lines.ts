import type { Paint, Tone } from '../plan/paint';
import { sentence } from '../plan/printable';
import { wrapped } from '../plan/wrap';

export const INDENT = '  ';

const LONGEST_BAR = 40;
/** A shorter one tells nothing. */
const SHORTEST_BAR = 8;
const LONGEST_PERCENT = ' 100 %'.length;

/** A text in lines of at most the width of the terminal. */
export function linesOf(text: string, width: number, indent = INDENT): string[] {
  return wrapped(sentence(text), Math.max(2, width - indent.length)).map((line) => `${indent}${line}`);
}

/** The name of something and how it is, in its colour. */
export function headLines(text: string, width: number, tone: Tone, paint: Paint): string[] {
  return linesOf(text, width, '').map((line) => paint(tone, line));
}

/** A bar with the share of what is done; without room for one, the percents only. */
export function barOf(share: number, width: number, tone: Tone, paint: Paint): string[] {
  const length = Math.min(LONGEST_BAR, width - INDENT.length - LONGEST_PERCENT);
  const percent = percentOf(share);
  if (length < SHORTEST_BAR) return [`${INDENT}${percent}`];
  const full = Math.floor(length * share);
  return [`${INDENT}${paint(tone, '█'.repeat(full))}${paint('faint', '░'.repeat(length - full))} ${percent}`];
}

/** What couldn't be read. */
export function notReadLines(notRead: readonly string[], width: number): string[] {
  return notRead.flatMap((what) => linesOf(`Not read: ${sentence(what)}`, width));
}

export function percentOf(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

/** To the second. */
export function timeOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -'.000Z'.length)}Z`;
}
