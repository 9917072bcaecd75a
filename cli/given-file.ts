import { readFileSync } from 'node:fs';
import { reasonOf } from '../sandbox/command/failure';

/** The text of a file, or why it can't be read. */
export type GivenFile = { readonly text: string; readonly refused?: undefined } | { readonly text?: undefined; readonly refused: string };

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file', EISDIR: 'it is a directory, and a file is needed', EACCES: 'you have no right to read it', EPERM: 'you have no right to read it',
};

/** Reads a file that a command was given. */
export function textIn(file: string): GivenFile {
  try {
    return { text: readFileSync(file, 'utf8') };
  } catch (thrown) {
    const { code = '' } = thrown as NodeJS.ErrnoException;
    return { refused: `${file} can't be read: ${REASONS[code] ?? reasonOf(thrown)}` };
  }
}
