import { readFileSync } from 'node:fs';
import { CATALOGUE } from '../../lambda/reasons/catalogue';
import type { ProvokedCause } from './causes';
import type { Recorded } from './recorder';

/** A cause, and the message that it led to. */
export interface Provoked extends ProvokedCause {
  readonly message: string;
}

/** What CloudFormation takes of a message, in bytes. */
const MOST_BYTES = 4096;

/**
 * The first message of each cause's test that has its code.
 *
 * @throws when a test provoked no such message, a code of the catalogue has no cause, or a message is too long
 */
export function provoked(causes: readonly ProvokedCause[], recordedFile: string): readonly Provoked[] {
  const recorded = readFileSync(recordedFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Recorded);
  const found = causes.map((cause) => ({ ...cause, message: recorded.find(({ test, message }) => test === cause.test && message.startsWith(`${cause.code}: `))?.message ?? '' }));
  const missing = found.filter(({ message }) => message === '').map(({ code, test }) => `${code} of the test "${test}"`);
  const without = Object.keys(CATALOGUE).filter((code) => !causes.some((cause) => cause.code === code));
  const long = found.filter(({ message }) => Buffer.byteLength(message) > MOST_BYTES).map(({ test }) => test);
  if (missing.length > 0) throw new Error(`these tests provoke no such message:\n${missing.join('\n')}`);
  if (without.length > 0) throw new Error(`these codes have no cause: ${without.join(', ')}`);
  if (long.length > 0) throw new Error(`these tests provoke messages of more than ${MOST_BYTES} bytes:\n${long.join('\n')}`);
  return found.map((each) => ({ ...each, message: withoutRandomness(each.message) }));
}

/** Ids of requests are others at each run. */
function withoutRandomness(message: string): string {
  return message.replace(/, request [-0-9a-f]{36}\]/, ', request 00000000-0000-0000-0000-000000000000]');
}
