import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { textOf } from '../../scripts/documentation/code-blocks';
import { ROOT } from '../../scripts/root';

const PAGE = textOf('docs/comparison.md');

const proofs = [...PAGE.matchAll(/^\| (\d+) \| `(\S+)` \| `(.*)` \|$/gm)].map(([, number = '', file = '', name = '']) => ({ number, file, name }));
const cases = [...PAGE.matchAll(/^\| (\d+) \| (?!`[\w/-]+\.test\.ts`)/gm)].map(([, number]) => number);

/** As it stands in the source, where an apostrophe may be escaped. */
function namesIn(file: string): string {
  return readFileSync(path.join(ROOT, 'test', 'lambda', file), 'utf8').replaceAll('\\\'', '\'');
}

test('there are cases of all four kinds', () => expect(cases.length).toBeGreaterThan(30));

test('every case is proved by a test, and every test is of a case', () => {
  expect([...new Set(proofs.map(({ number }) => number))]).toEqual(cases);
});

test.each(proofs)('case $number: $file has the test that it names', ({ file, name }) => {
  const source = namesIn(file);
  expect([`('${name}'`, `story: '${name}'`, `story: \`${name}\``].some((declared) => source.includes(declared))).toBe(true);
});

test('every source that is named is given', () => {
  const named = new Set([...PAGE.matchAll(/\[([ANPT]\d*)\](?!:)/g)].map(([, source]) => source));
  const given = new Set([...PAGE.matchAll(/^\[([ANPT]\d*)\]: /gm)].map(([, source]) => source));
  expect([...named].sort()).toEqual([...given].sort());
});
