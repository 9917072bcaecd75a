import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { writePrivately } from '../private-file';
import { makeFolder } from './folder';
import { MARKER } from './typescript/comments';
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
  /** What they are for. */
  readonly scopes?: ScanRecord['scopes'];
}

export type Before = { readonly record: ScanRecord; readonly refused?: undefined } | { readonly refused: string };

/** What scan has written into a folder before. */
export function recordIn(folder: string): Before {
  const file = path.join(folder, RECORD_FILE);
  if (!existsSync(file)) return { record: NOTHING_WRITTEN };
  const record = parseRecord(readFileSync(file, 'utf8'));
  return record ? { record } : { refused: `${file} isn't as scan writes it, so that nobody knows which constructs were written; bring it back, or scan into another folder` };
}

/** The names of the files that were written, and of those that were removed, since nothing is in them any more. */
export interface Written {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Writes files. Nothing is written if that would overwrite what scan hasn't written, or what was changed since. If it is interrupted, the next scan goes on.
 *
 * @returns the names of the files, or why nothing was written
 * @throws Error that names the file, if one can't be written
 */
export function writeFiles(folder: string, files: Files, before: ScanRecord): Written | { readonly refused: string } {
  const { kept, offered = {}, isSameForm } = files;
  const inFolder = (name: string): string => path.join(folder, name);
  const known = (name: string): string[] => [...before.files[name] === undefined ? [] : [before.files[name]], ...before.unfinished?.[name] ?? []];
  const stale = [...new Set([...Object.keys(before.files), ...Object.keys(before.unfinished ?? {})])]
    .filter((name) => isSameForm(name) && kept[name] === undefined && existsSync(inFolder(name)));
  for (const name of [...Object.keys(kept), ...stale]) {
    const refused = whyKept(inFolder(name), known(name));
    if (refused !== undefined) return { refused };
  }
  makeFolder(folder);
  const missing = Object.entries(offered).filter(([name]) => !existsSync(inFolder(name)));
  const record = recordAfter(files, before);
  const unfinished = Object.fromEntries([...Object.keys(kept), ...stale].map((name) => [name, known(name)]));
  writeRecord(folder, { ...record, unfinished: { ...before.unfinished, ...unfinished } });
  for (const [name, text] of [...Object.entries(kept), ...missing]) writePrivately(text, inFolder(name));
  for (const name of stale) rmSync(inFolder(name));
  writeRecord(folder, record);
  return { written: [...Object.keys(kept), ...missing.map(([name]) => name), RECORD_FILE], removed: stale };
}

function recordAfter({ kept, isSameForm, stacks, scopes }: Files, before: ScanRecord): ScanRecord {
  const others = Object.entries(before.files).filter(([name]) => !isSameForm(name));
  const remembered = stacks ?? before.stacks;
  return {
    format: RECORD_FORMAT,
    ...remembered && { stacks: remembered },
    scopes: { ...before.scopes, ...scopes },
    files: Object.fromEntries([...others, ...Object.entries(kept).map(([name, text]) => [name, digestOf(text)] as const)].sort()),
  };
}

function writeRecord(folder: string, record: ScanRecord): void {
  writePrivately(`${JSON.stringify(record, undefined, 1)}\n`, path.join(folder, RECORD_FILE));
}

/** Why a file has to stay as it is, if it has to. */
function whyKept(file: string, digests: readonly string[]): string | undefined {
  if (!existsSync(file)) return undefined;
  if (!statSync(file).isFile()) return `${file} is no file; scan into another folder`;
  const text = readFileSync(file, 'utf8');
  if (digests.includes(digestOf(text))) return undefined;
  if (digests.length > 0) return `${file} was changed since scan has written it, and would lose that; scan into another folder and compare, or remove it`;
  return text.startsWith(MARKER)
    ? `${file} was written by a scan, and ${RECORD_FILE}, which remembers what it was, doesn't know it; bring that back, or scan into another folder`
    : `${file} is there, and scan hasn't written it; scan into another folder`;
}

/** Whether a tool has turned the ends of lines around doesn't count. */
function digestOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
