import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { tellWritten, whyNotWritable, writePrivately } from '../../cli/private-file';
import { ownDirectory } from '../support/synthesized';

test('a file is readable for its owner alone', () => {
  const file = path.join(ownDirectory(), 'plan.md');
  writePrivately('a plan', file);
  expect(readFileSync(file, 'utf8')).toBe('a plan');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a file in a directory that is not there is named', () => {
  const file = path.join(ownDirectory(), 'none', 'plan.md');
  expect(() => writePrivately('a plan', file)).toThrow(`${file} can't be written: ENOENT: no such file or directory, open '${file}.writing'`);
});

test('that nothing can be written is known before anything is read', () => {
  const directory = ownDirectory();
  const none = path.join(directory, 'none');
  expect(whyNotWritable(directory)).toBe(`${directory} is a directory: name a file`);
  expect(whyNotWritable(path.join(none, 'plan.md'))).toBe(`${path.join(none, 'plan.md')} can't be written: there is no directory ${none}`);
  expect(whyNotWritable(path.join(directory, 'plan.md'))).toBeUndefined();
  expect(whyNotWritable('-')).toBeUndefined();
  expect(whyNotWritable('/dev/null')).toBeUndefined();
});

test('a file that others could read is replaced by one that they can\'t, whatever an interruption has left', () => {
  const file = path.join(ownDirectory(), 'plan.md');
  for (const each of [file, `${file}.writing`]) {
    writeFileSync(each, 'before');
    chmodSync(each, 0o644);
  }
  writePrivately('a plan', file);
  expect(readFileSync(file, 'utf8')).toBe('a plan');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('where a file was written is said on the error stream, and nothing is said of the standard output', () => {
  const error = jest.spyOn(console, 'error').mockReturnValue();
  const file = path.join(ownDirectory(), 'plan.md');
  writePrivately('a plan', file);
  for (const out of [file, '/dev/null', '-']) tellWritten(out);
  expect(error.mock.calls).toEqual([[`Written to ${file}, readable for you alone.`], ['Written to /dev/null.']]);
  error.mockRestore();
});

test('what is no file is written to, and stays what it is', () => {
  const directory = path.join(ownDirectory(), 'directory');
  mkdirSync(directory);
  expect(() => writePrivately('a plan', directory)).toThrow(`${directory} can't be written: EISDIR: illegal operation on a directory, open '${directory}'`);
  expect(existsSync(`${directory}.writing`)).toBe(false);
});
