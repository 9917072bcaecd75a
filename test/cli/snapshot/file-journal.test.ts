import { appendFileSync, chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { FileJournal } from '../../../cli/snapshot/file-journal';
import { ownDirectory } from '../../support/synthesized';

const HOUR = 3_600_000;

/** The file system has a clock of its own. */
const now = (file: string): number => existsSync(file) ? statSync(file).mtimeMs : 0;

function newFile(): string {
  return path.join(ownDirectory(), 'directory.json.unfinished');
}

test('what was read is there after an interruption, also after one in the middle of a line and another one', () => {
  const file = newFile();
  new FileJournal(file, 'everything', now(file)).write('users', [1, 2]);
  appendFileSync(file, '{"step":"gro');
  new FileJournal(file, 'everything', now(file)).write('groups', [3]);
  const journal = new FileJournal(file, 'everything', now(file));
  expect([journal.resumed, journal.read('users'), journal.read('groups')]).toEqual([2, [1, 2], [3]]);
});

test.each<[what: string, asked: string, later: number]>([['for something else', 'less', 0], ['long ago', 'everything', HOUR]])('what was read %s is not mixed in', (_what, asked, later) => {
  const file = newFile();
  new FileJournal(file, 'everything', now(file)).write('users', [1, 2]);
  const journal = new FileJournal(file, asked, now(file) + later);
  expect([journal.resumed, journal.read('users')]).toEqual([0, undefined]);
});

test('nobody else can read it, also if a file with its name was there', () => {
  const file = newFile();
  writeFileSync(file, 'something');
  chmodSync(file, 0o644);
  new FileJournal(file, 'everything', now(file)).write('users', [1, 2]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toBe('{"step":"everything","result":true}\n{"step":"users","result":[1,2]}\n');
});
