import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { reasonOf } from '../sandbox/command/failure';

/** Nobody but their owner reads files that tell who is in a directory. */
const PRIVATE = 0o600;

const STANDARD_OUTPUT = '-';

/** Whether that is no file, but the standard output. */
export function isStandardOutput(out: string): boolean {
  return out === STANDARD_OUTPUT;
}

/** Says on the error stream where a file was written. The standard output says so itself. */
export function tellWritten(out: string): void {
  if (!isStandardOutput(out)) console.error(`Written to ${out}${statSync(out).isFile() ? ', readable for you alone' : ''}.`);
}

/** Why no file of that name can be written, as far as that is known before; a reading of minutes shouldn't end with it. */
export function whyNotWritable(out: string): string | undefined {
  if (isStandardOutput(out)) return undefined;
  const there = statSync(out, { throwIfNoEntry: false });
  if (there?.isDirectory()) return `${out} is a directory: name a file`;
  if (there && !there.isFile()) return undefined;
  const directory = path.dirname(path.resolve(out));
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return `${out} can't be written: there is no directory ${directory}`;
  try {
    accessSync(directory, constants.W_OK);
    return undefined;
  } catch {
    return `${out} can't be written: nothing may be written into ${directory}`;
  }
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
