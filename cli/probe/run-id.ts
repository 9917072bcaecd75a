import { randomBytes } from 'node:crypto';

const BYTES = 6;

/** The id of a run, which no other has: 12 hexadecimal digits. */
export function newRunId(): string {
  return randomBytes(BYTES).toString('hex');
}
