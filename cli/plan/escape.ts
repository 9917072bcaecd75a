import { printable, sentence } from './printable';

/** Whatever has a meaning in Markdown or HTML, wherever it stands in a line. */
const MARKUP = /[&<>|`*_~#[\]\\@$:]/g;

/** What begins a list or a heading, or a link without any of the characters above. */
const BEGINNING = /^(?:[-+=)]|\d+(?=[.)]))|\bwww(?=\.)/gi;

/** Where a forge makes a link of what is shown, or notifies somebody. */
const REFERENCE = /(?<=[@#]|GH-)(?=\w)/gi;

const ZERO_WIDTH_SPACE = '\u200B';

/** Sentences for Markdown: they are read as they are, give no link, and notify nobody. */
export function escaped(text: string): string {
  return withEntities(sentence(text).replace(REFERENCE, ZERO_WIDTH_SPACE));
}

/** A name or a value for Markdown, as code, in which nobody is notified and nothing is added. */
export function code(text: string): string {
  return `<code>${withEntities(text.trim() === '' ? JSON.stringify(printable(text)) : printable(text))}</code>`;
}

function withEntities(text: string): string {
  return text.replace(MARKUP, entity).replace(BEGINNING, (beginning) => `${beginning.slice(0, -1)}${entity(beginning.slice(-1))}`);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
