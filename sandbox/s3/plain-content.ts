import { createHash } from 'node:crypto';
import type { ObjectContent } from './object-version';

/** What is kept of bytes of which nothing more is said. */
export function plainContent(bytes: Uint8Array): ObjectContent {
  return { bytes, etag: `"${createHash('md5').update(bytes).digest('hex')}"`, headers: { 'x-amz-server-side-encryption': 'AES256' }, checksums: {} };
}
