import { printable } from '../../plan/printable';

/** HTML or SVG in which every text is escaped already. */
export class Markup {
  constructor(public readonly text: string) {}
}

/** What can stand in markup. Texts and numbers are escaped; `undefined` and `false` are nothing. */
export type Content = string | number | Markup | undefined | false | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;', '`': '&#96;' };

/**
 * Markup with contents in it. It is the only place that makes markup of texts: whatever is put in is escaped, as a text and as a value in quotes, and what
 * can't be seen is shown as an escape, so that no name turns the direction of what stands around it.
 */
export function markup(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => index === 0 ? part : `${written(contents[index - 1])}${part}`).join(''));
}

/** A name whose direction is its own. */
export function named(text: string): Markup {
  return markup`<bdi dir="auto">${text}</bdi>`;
}

/** For texts in SVG and in values, where no element can isolate a name: invisible signs of Unicode do. */
export function isolated(text: string): Markup {
  return markup`\u2068${text}\u2069`;
}

function written(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(written).join('');
  return printable(String(content)).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}
