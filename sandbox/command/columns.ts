import Table from 'cli-table3';

/** Rows in columns, indented. */
export function columns(rows: string[][]): string {
  if (rows.length === 0) return '';
  const blank = Object.fromEntries(['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid',
    'mid', 'mid-mid', 'right', 'right-mid'].map((name) => [name, '']));
  const table = new Table({ chars: { ...blank, middle: ' ' }, style: { 'padding-left': 2, 'padding-right': 0, head: [], border: [] } });
  table.push(...rows);
  return table.toString();
}
