/**
 * Steers a terminal, or can't be seen, or turns the direction of reading around. Joiners are left, since names and emojis are written with them.
 */
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text in which everything can be seen: what can't be stands there as an escape, as in JSON. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (character) => NAMED[character] ?? escapeOf(character));
}

/** A value in quotes, so that an empty one, or one with blanks at its end, can be told. */
export function quoted(value: string): string {
  return printable(JSON.stringify(value));
}

/** Sentences in one line. */
export function sentence(text: string): string {
  return printable(text.replace(/\s+/g, ' ').trim());
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xFFFF ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
