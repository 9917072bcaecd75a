import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { reasonOf } from '../../sandbox/command/failure';

/** Nobody but their owner lists what is in a directory. */
const PRIVATE = 0o700;

/** Why no files can be written into a folder, which need not be there, as far as that is known before anything is read. */
export function whyNoFolder(folder: string): string | undefined {
  const nearest = [path.resolve(folder), ...missingIn(folder).map((each) => path.dirname(each))].find(existsSync) as string;
  if (!statSync(nearest).isDirectory()) return `${folder} can't be written into: ${nearest} is a file, and no folder`;
  try {
    accessSync(nearest, constants.W_OK);
    return undefined;
  } catch {
    return `${folder} can't be written into: nothing may be written into ${nearest}`;
  }
}

/**
 * Makes a folder, and those that it is in, if they aren't there.
 *
 * @throws Error that names the folder, if it can't be made
 */
export function makeFolder(folder: string): void {
  try {
    // One by one: in a file system such as /proc, making all of them at once doesn't end.
    for (const each of missingIn(folder).toReversed()) mkdirSync(each, { mode: PRIVATE });
  } catch (thrown) {
    throw new Error(`${folder} can't be made: ${reasonOf(thrown)}`, { cause: thrown });
  }
}

/** The folder and those that it is in, as far as they aren't there, the innermost first. */
function missingIn(folder: string): string[] {
  const missing: string[] = [];
  for (let each = path.resolve(folder); !existsSync(each); each = path.dirname(each)) missing.push(each);
  return missing;
}
