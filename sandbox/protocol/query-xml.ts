const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * An element of an answer in the AWS Query protocol. Items of lists become elements named `member`, and what is undefined is left out. Quotation marks, of
 * which templates are full, mean nothing in a text.
 */
export function xmlOf(name: string, value: unknown): string {
  return value === undefined ? '' : `<${name}>${contentOf(value)}</${name}>`;
}

function contentOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => xmlOf('member', item)).join('');
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([name, member]) => xmlOf(name, member)).join('');
  return String(value ?? '').replace(/[&<>]/g, (character) => ENTITIES[character] as string);
}
