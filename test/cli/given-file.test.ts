import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textIn } from '../../cli/given-file';
import { snapshotIn } from '../../cli/snapshot/snapshot-file';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'given-')); });
afterEach(() => rmSync(folder, { recursive: true }));

test('a file that is missing, or none, is said to be so without the words of the operating system', () => {
  const missing = join(folder, 'none.json');
  expect(textIn(missing)).toEqual({ refused: `${missing} can't be read: there is no such file` });
  expect(textIn(folder)).toEqual({ refused: `${folder} can't be read: it is a directory, and a file is needed` });
});

test('what else goes wrong is told as it is', () => {
  expect(textIn('a\0b').refused).toContain('must be a string, Uint8Array, or URL without null bytes');
});

(process.getuid?.() === 0 ? test.skip : test)('a file that may not be read is said to be so', () => {
  const file = join(folder, 'directory.json');
  writeFileSync(file, '{}');
  chmodSync(file, 0o000);
  expect(textIn(file)).toEqual({ refused: `${file} can't be read: you have no right to read it` });
});

test('what can be read is given', () => {
  const file = join(folder, 'directory.json');
  writeFileSync(file, '{}');
  expect(textIn(file)).toEqual({ text: '{}' });
});

test('a snapshot that is missing is refused with the name of the file', () => {
  const file = join(folder, 'none.json');
  expect(snapshotIn(file, 'plan plans on it')).toEqual({ refused: `${file} can't be read: there is no such file` });
});
