import { constants, gzipSync } from 'node:zlib';

/** Where a header of gzip names the system that has compressed the file, and the value for an unknown one. */
const SYSTEM = { offset: 9, unknown: 255 };

/** The same text always gives the same bytes, with one version of zlib. */
export function compressed(text: Buffer): Buffer {
  const bytes = gzipSync(text, { level: constants.Z_BEST_COMPRESSION });
  bytes[SYSTEM.offset] = SYSTEM.unknown;
  return bytes;
}
