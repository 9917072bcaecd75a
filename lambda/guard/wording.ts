/** Names longer than this are shortened in messages, in bytes of UTF-8. */
const NAME_BYTES = 160;

/** Longer than any ARN of a role with its path, in bytes of UTF-8. */
const ID_BYTES = 640;

/** What breaks a line, turns its direction round, or isn't a character; and the word that makes the CDK CLI hide a message. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|cancelled/gu;

/** More of a kind are only counted, so that what follows them has room. */
const MOST_LISTED = 20;

/** A name that somebody chose, as it stands in messages: in quotes, printable, at most about 160 bytes. */
export function quoted(name: string, maximumBytes = NAME_BYTES): string {
  return printable(JSON.stringify(shortened(name, maximumBytes)));
}

/** A text on one line that shows all there is in it: what would hide or rearrange some of it is written as its code. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (hidden) => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}${hidden.slice(1)}`);
}

/** An id or ARN, as it stands in messages: without quotes, but not longer than the service would take it. */
export function shown(id: string): string {
  return shortened(id, ID_BYTES);
}

/** The first of many, as messages list them, and how many more there are. */
export function listed(items: readonly string[]): string {
  const more = items.length - MOST_LISTED;
  return [...items.slice(0, MOST_LISTED), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/**
 * The beginning of a text, cut between two characters, with an ellipsis where something was left out.
 *
 * @param bytesOf how many bytes a text takes where this one goes
 */
export function shortened(text: string, maximumBytes: number, bytesOf: (text: string) => number = Buffer.byteLength): string {
  if (bytesOf(text) <= maximumBytes) return text;
  const room = maximumBytes - bytesOf('…');
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > room) break;
    kept += character;
  }
  return `${kept}…`;
}
