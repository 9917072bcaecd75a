import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { reasonOf } from '../sandbox/command/failure';

/** Nobody but their owner reads files that tell who is in a directory. */
export const PRIVATE = 0o600;

const STANDARD_OUTPUT = '-';

/** Whether that is no file, but the standard output. */
export function isStandardOutput(out: string): boolean {
  return out === STANDARD_OUTPUT;
}

/**
 * The whole file or none: it appears under its name when it is complete. What is no file, such as a pipe, is written to as it is.
 *
 * @throws Error that names the file
 */
export function writePrivately(text: string, out: string): void {
  if (isStandardOutput(out)) return void process.stdout.write(text);
  const unfinished = `${out}.writing`;
  try {
    if (statSync(out, { throwIfNoEntry: false })?.isFile() === false) return writeFileSync(out, text);
    // One that is there keeps its rights, and others may have it open.
    rmSync(unfinished, { force: true });
    writeFileSync(unfinished, text, { mode: PRIVATE, flag: 'wx' });
    renameSync(unfinished, out);
  } catch (thrown) {
    throw new Error(`${out} can't be written: ${reasonOf(thrown)}`, { cause: thrown });
  }
}
