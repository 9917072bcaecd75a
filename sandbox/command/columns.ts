import Table from 'cli-table3';

/** Rows in columns, indented. */
export function columns(rows: string[][]): string {
  const blank = Object.fromEntries(['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid',
    'mid', 'mid-mid', 'right', 'right-mid'].map((name) => [name, '']));
  const table = new Table({ chars: { ...blank, middle: ' ' }, style: { 'padding-left': 2, 'padding-right': 0, head: [], border: [] } });
  table.push(...rows);
  return table.toString();
}

/** A title with rows under it. */
export function section(title: string, rows: string[][]): string {
  return rows.length === 0 ? title : `${title}\n${columns(rows)}`;
}
