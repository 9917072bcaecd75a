import { TextDecoder } from 'node:util';
import { crc32, gzipSync } from 'node:zlib';
import { Gunzip } from 'fflate';

/** How many lines are compressed at a time: their text is in the memory beside everything else. */
const AT_ONCE = 5_000;
/** How much is decompressed at a time, in bytes before it is. */
const PIECE = 65_536;
/** What ends a part, in bytes: its checksum and its length. The library leaves it unread. */
const TRAILER = 8;

/** Documents of JSON, each a line, compressed. */
export function compressed(documents: Iterable<unknown>): Uint8Array {
  const pieces: Buffer[] = [];
  let lines: string[] = [];
  const finish = (): void => {
    pieces.push(gzipSync(lines.join('')));
    lines = [];
  };
  for (const document of documents) {
    lines.push(`${JSON.stringify(document)}\n`);
    if (lines.length === AT_ONCE) finish();
  }
  if (lines.length > 0 || pieces.length === 0) finish();
  return Buffer.concat(pieces);
}

/**
 * Passes each line on that isn't empty, one after the other, so that no more than a few of them are in the memory.
 *
 * @throws if it isn't what gzip makes, or what is given the lines throws
 */
export function eachLine(body: Uint8Array, take: (line: string) => void): void {
  const decoder = new TextDecoder();
  let rest = '';
  const read = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') take(line);
  };
  const end = new DataView(body.buffer, body.byteOffset, body.length);
  let checksum = 0;
  const check = (length: number): void => {
    if (end.getUint32(length - TRAILER, true) !== checksum) throw new Error('the checksum is another one');
    checksum = 0;
  };
  const gunzip = new Gunzip((bytes) => {
    checksum = crc32(bytes, checksum);
    read(decoder.decode(bytes, { stream: true }));
  });
  // Where another part begins, the one before has ended.
  gunzip.onmember = check;
  for (let start = 0; start < body.length; start += PIECE) gunzip.push(body.subarray(start, start + PIECE), start + PIECE >= body.length);
  check(body.length);
  read(`${decoder.decode()}\n`);
}
