import { renameSync, writeFileSync } from 'node:fs';
import { reasonOf } from '../sandbox/command/failure';

/** Nobody but their owner reads files that tell who is in a directory. */
export const PRIVATE = 0o600;

const STANDARD_OUTPUT = '-';

/** Whether that is no file, but the standard output. */
export function isStandardOutput(out: string): boolean {
  return out === STANDARD_OUTPUT;
}

/**
 * The whole file or none: it appears under its name when it is complete.
 *
 * @throws Error that names the file
 */
export function writePrivately(text: string, out: string): void {
  if (isStandardOutput(out)) return void process.stdout.write(text);
  const unfinished = `${out}.writing`;
  try {
    writeFileSync(unfinished, text, { mode: PRIVATE });
    renameSync(unfinished, out);
  } catch (thrown) {
    throw new Error(`${out} can't be written: ${reasonOf(thrown)}`, { cause: thrown });
  }
}
