/** Names longer than this are shortened in messages, in bytes of UTF-8. */
const NAME_BYTES = 160;

/** More of a kind are only counted, so that what follows them has room. */
const MOST_LISTED = 20;

/**
 * A name that somebody chose, as it stands in messages: in quotes, on one line, at most about 160 bytes, and never with
 * the word that makes the CDK CLI hide the message.
 */
export function quoted(name: string, maximumBytes = NAME_BYTES): string {
  return JSON.stringify(shortened(name, maximumBytes)).replaceAll('cancelled', '\\u0063ancelled');
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
