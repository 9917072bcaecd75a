import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { excusesPage } from '../../scripts/excuses/page';
import { EXCUSES } from '../simulation/excuses';

const PAGE = path.join(__dirname, '../../docs/decisions/0016-what-the-simulation-excuses.md');

test('decision 16 tells of everything that the simulation excuses, in the words of its table', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(excusesPage());
});

test('no two excuses have the same name', () => {
  const names = EXCUSES.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(EXCUSES)('an excuse says why, in sentences: $name', ({ why }) => {
  expect(why).toMatch(/^[A-Z][^]*\.$/);
});

test('no line of decision 16 is longer than 160 characters', () => {
  expect(excusesPage().split('\n').filter((line) => line.length > 160)).toEqual([]);
});
