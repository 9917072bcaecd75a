import { accessSync, constants, statSync } from 'node:fs';
import * as path from 'node:path';

/**
 * What a shell has to run for an app, as the `cdk` command understands it: a file, which may have blanks in its name, a file with arguments, or any command. A
 * JavaScript file that isn't executable is run by Node.
 */
export function appCommand(app: string, directory: string): string {
  const [, quoted, plain = '', rest = ''] = /^(?:"([^"]*)"|(\S*))\s*(.*)$/s.exec(app.trim()) ?? [];
  for (const [file, words] of [[app.trim(), ''], [quoted ?? plain, rest]] as const) {
    if (isFile(path.resolve(directory, file))) return `${runnable(file, directory)} ${words}`.trim();
  }
  return app;
}

function runnable(file: string, directory: string): string {
  const isScript = path.extname(file) === '.js' && !isExecutable(path.resolve(directory, file));
  return isScript ? `${inShell(process.execPath)} ${inShell(file)}` : inShell(file);
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A word that a shell takes as it is written. */
function inShell(word: string): string {
  return /^[\w+=:,.@/-]+$/.test(word) ? word : `"${word.replace(/[\\"$`]/g, '\\$&')}"`;
}
