import type { Summary } from '../statistics';

/** Three digits that count; whole numbers whole. */
export function number(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-GB');
  return String(Number(value.toPrecision(Math.abs(value) >= 100 ? 4 : 3)));
}

/** The median, and between what the middle half lies unless that is one number. */
export function spread({ median, lowerQuartile, upperQuartile }: Summary): string {
  const [lower, middle, upper] = [lowerQuartile, median, upperQuartile].map(number);
  return lower === upper ? `${middle}` : `${middle} (${lower}–${upper})`;
}

export function kilobytes(bytes: number): string {
  return number(Math.round(bytes / 100) / 10);
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
