// Writes only what isn't there yet as it should be, so that programs which build the same don't disturb each other, nor those that read what was built.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes a file, unless it has this content already. */
export async function writeChanged(file, content) {
  const present = await readFile(file).catch(() => undefined);
  if (present?.equals(Buffer.from(content))) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** Removes the files in a directory, however deep, that are none of these. */
export async function removeOthers(directory, kept) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
  await Promise.all(files.filter((file) => !kept.includes(file)).map((file) => rm(file, { force: true })));
}
