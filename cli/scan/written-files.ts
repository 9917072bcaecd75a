import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { writePrivately } from '../private-file';
import { makeFolder } from './folder';
import { NOTHING_WRITTEN, parseRecord, RECORD_FILE, RECORD_FORMAT, RecordedStack, ScanRecord } from './written-before';

/** What is to be written into a folder, by the names of the files. */
export interface Files {
  /** What scan keeps up to date. */
  readonly kept: Readonly<Record<string, string>>;
  /** What is only written where it isn't there. */
  readonly offered?: Readonly<Record<string, string>>;
  /** Which files of before are of the same form, and go if they aren't written any more. */
  readonly isSameForm: (name: string) => boolean;
  readonly stacks?: Readonly<Record<string, RecordedStack>>;
}

export type Before = { readonly record: ScanRecord; readonly refused?: undefined } | { readonly refused: string };

/** What scan has written into a folder before. */
export function recordIn(folder: string): Before {
  const file = path.join(folder, RECORD_FILE);
  if (!existsSync(file)) return { record: NOTHING_WRITTEN };
  const record = parseRecord(readFileSync(file, 'utf8'));
  return record ? { record } : { refused: `${file} isn't as scan writes it, so that nobody knows which constructs were written; bring it back, or scan into another folder` };
}

/**
 * Writes files. Nothing is written if that would overwrite what scan hasn't written, or what was changed since.
 *
 * @returns the names of what was written, or why nothing was
 * @throws Error that names the file, if one can't be written
 */
export function writeFiles(
  folder: string, { kept, offered = {}, isSameForm, stacks }: Files, before: ScanRecord,
): { readonly written: string[] } | { readonly refused: string } {
  const stale = Object.keys(before.files).filter((name) => isSameForm(name) && kept[name] === undefined && existsSync(path.join(folder, name)));
  for (const name of [...Object.keys(kept), ...stale]) {
    const refused = whyKept(path.join(folder, name), before.files[name]);
    if (refused !== undefined) return { refused };
  }
  makeFolder(folder);
  const missing = Object.entries(offered).filter(([name]) => !existsSync(path.join(folder, name)));
  for (const [name, text] of [...Object.entries(kept), ...missing]) writePrivately(text, path.join(folder, name));
  for (const name of stale) rmSync(path.join(folder, name));
  const others = Object.entries(before.files).filter(([name]) => !isSameForm(name));
  const record: ScanRecord = {
    format: RECORD_FORMAT,
    ...(stacks ?? before.stacks) && { stacks: stacks ?? before.stacks },
    files: Object.fromEntries([...others, ...Object.entries(kept).map(([name, text]) => [name, digestOf(text)] as const)].sort()),
  } as ScanRecord;
  writePrivately(`${JSON.stringify(record, undefined, 1)}\n`, path.join(folder, RECORD_FILE));
  return { written: [...Object.keys(kept), ...missing.map(([name]) => name), RECORD_FILE] };
}

/** Why a file has to stay as it is, if it has to. */
function whyKept(file: string, digest: string | undefined): string | undefined {
  if (!existsSync(file)) return undefined;
  if (digest === undefined) return `${file} is there, and scan hasn't written it; scan into another folder`;
  if (digestOf(readFileSync(file, 'utf8')) === digest) return undefined;
  return `${file} was changed since scan has written it, and would lose that; scan into another folder and compare, or remove it`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
