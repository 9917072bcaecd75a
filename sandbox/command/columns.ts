import stringWidth from 'string-width';

/** Rows in columns, indented. A cell may have several lines. */
export function columns(rows: readonly (readonly string[])[]): string {
  const lines = rows.flatMap(linesOf);
  const widths: number[] = [];
  for (const cells of lines) cells.forEach((cell, index) => { widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell)); });
  return lines.map((cells) => cells.map((cell, index) => `  ${cell}${' '.repeat((widths[index] ?? 0) - stringWidth(cell))}`).join(' ').trimEnd()).join('\n');
}

function linesOf(row: readonly string[]): string[][] {
  const cells = row.map((cell) => cell.split('\n'));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => cells.map((cell) => cell[line] ?? ''));
}

/** A title with rows under it. */
export function section(title: string, rows: string[][]): string {
  return rows.length === 0 ? title : `${title}\n${columns(rows)}`;
}
