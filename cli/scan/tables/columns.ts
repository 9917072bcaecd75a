import type { Properties, Value } from '../values';

/** A row of a table: values by the names of their columns. */
export type Row = Readonly<Record<string, string>>;

/** The parts of a name are columns by themselves, as constructs call them. */
const PARTS_OF_NAME = 'name.';

/** Properties as a row: those in structures and lists have their path as a column, for example `address.locality` or `photos.0.value`. */
export function rowOf(properties: Properties): Row {
  return Object.fromEntries(Object.entries(properties).flatMap(([name, value]) => cellsOf(name, value)).map(([column, text]) =>
    [column.startsWith(PARTS_OF_NAME) ? column.slice(PARTS_OF_NAME.length) : column, text]));
}

function cellsOf(column: string, value: Value): [string, string][] {
  if (typeof value === 'string') return [[column, value]];
  if (typeof value === 'boolean') return [[column, String(value)]];
  return Object.entries(value).flatMap(([name, each]) => cellsOf(`${column}.${name}`, each as Value));
}

/** The columns of a table: the first ones always, in this order, then what any row has. */
export function columnsOf(rows: readonly Row[], first: readonly string[]): string[] {
  return [...new Set([...first, ...rows.flatMap((row) => Object.keys(row))])];
}
