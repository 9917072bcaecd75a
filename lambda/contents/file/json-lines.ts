import { gunzipSync, gzipSync } from 'node:zlib';

/** How many lines are compressed at once: as text, all of a large ledger take more room than its entries. */
const LINES_AT_ONCE = 1_000;
const LINE_BREAK = 0x0a;

/** One JSON document a line, compressed with gzip in pieces, which count as one file. */
export function compressedLines(values: Iterable<unknown>): Uint8Array {
  const pieces: Uint8Array[] = [];
  let lines: string[] = [];
  const compress = (): void => {
    pieces.push(gzipSync(lines.join('')));
    lines = [];
  };
  for (const value of values) {
    lines.push(`${JSON.stringify(value)}\n`);
    if (lines.length === LINES_AT_ONCE) compress();
  }
  if (lines.length > 0 || pieces.length === 0) compress();
  return Buffer.concat(pieces);
}

/**
 * The lines of a compressed text, but for empty ones, of which only one at a time is a text.
 *
 * @throws if it is no compressed text
 */
export function textLines(file: Uint8Array): Iterable<string> {
  return linesIn(gunzipSync(file));
}

function* linesIn(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LINE_BREAK, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
}
