/** A value as the constructs take it as a property. */
export type Value = string | boolean | Properties | readonly Properties[];

/** Properties of a construct by their names. */
export interface Properties {
  readonly [name: string]: Value;
}

/** Properties with values; what has none is left out. */
export function present(properties: Readonly<Record<string, Value | undefined>>): Properties {
  return Object.fromEntries(Object.entries(properties).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

/** The text of a file in JSON. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
