import { Change, KNOWN_LATER } from '../../rehearsal/plan';
import type { Paint } from './paint';
import { printable, quoted } from './printable';
import { columnsOf, padded, wrapped } from './wrap';

const ARROW = ' → ';
const GAP = '  ';

/** The words for a side of a change that has no value. */
const NONE = { before: '(not set)', after: '(removed)' } as const;

interface Row {
  readonly attribute: string;
  readonly before: string;
  readonly after: string;
}

/** What changes about an entity: the old beside the new value, or above it where they don't fit. */
export function changeLines(changes: readonly Change[], width: number, paint: Paint): string[] {
  const rows = changes.map(({ attribute, before, after }) => ({
    attribute: printable(attribute),
    before: before === undefined ? NONE.before : inQuotes(before),
    after: after === undefined ? NONE.after : inQuotes(after),
  }));
  const widest = (side: keyof Row): number => Math.max(0, ...rows.map((row) => columnsOf(row[side])));
  const widths = { attribute: widest('attribute'), before: widest('before'), after: widest('after') };
  const fits = widths.attribute + GAP.length + widths.before + ARROW.length + widths.after <= width;
  return rows.flatMap((row) => fits ? [beside(row, widths, paint)] : oneBelowTheOther(row, width, paint));
}

function beside({ attribute, before, after }: Row, widths: Readonly<Record<keyof Row, number>>, paint: Paint): string {
  return `${padded(attribute, widths.attribute)}${GAP}${paint('red', padded(before, widths.before))}${ARROW}${paint('green', after)}`;
}

function oneBelowTheOther({ attribute, before, after }: Row, width: number, paint: Paint): string[] {
  const value = (sign: string, text: string): string[] => wrapped(text, width - 4).map((line, index) => `  ${index === 0 ? sign : ' '} ${line}`);
  return [
    ...wrapped(attribute, width),
    ...value('-', before).map((line) => paint('red', line)),
    ...value('+', after).map((line) => paint('green', line)),
  ];
}

function inQuotes(value: string): string {
  return value === KNOWN_LATER ? value : quoted(value);
}
