import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { RESULTS } from '../../cli/results';
import { CATALOGUE } from '../../lambda/reasons/catalogue';
import { ROOT } from '../../scripts/root';

/** The only places where a result can come from: what a function declares or writes, by name. */
const SOURCES = [
  /\bwrite\(('[A-Z_]+')/g,
  /\bkind: '(?:UN)?ANSWERED', (?:answer: [\w.]+, )?result: ('[A-Z_]+')/g,
  /\blabel: .*\? ('[A-Z_]+') : '/g,
  /\blabel: .* : ('[A-Z_]+'),/g,
  /\breadonly kind: ('LEFT_TO_ANOTHER_ENVIRONMENT')/g,
  /\btype RunResult = ('[A-Z_]+'(?: \| '[A-Z_]+')*)/g,
  /\breadonly (?:released|result|Outcome): ('[A-Z_]+'(?: \| '[A-Z_]+')*);/g,
  /\battributes\.Outcome \?\? ('[A-Z_]+')/g,
  /\btype Notice = ('[A-Z_]+'(?: \| '[A-Z_]+')*);/g,
];

function textsIn(directory: string): string[] {
  return readdirSync(path.join(ROOT, directory), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts')).map((file) => readFileSync(path.join(ROOT, directory, file), 'utf8'));
}

function loggable(): string[] {
  const found = ['lambda', 'lib/contract'].flatMap(textsIn)
    .flatMap((text) => SOURCES.flatMap((source) => [...text.matchAll(source)].flatMap(([, names = '']) => names.match(/[A-Z_]+/g) ?? [])));
  return [...new Set(found)].sort();
}

test('every result that a function can log is explained, and nothing else', () => {
  expect(Object.keys(RESULTS).sort()).toEqual(loggable());
});

test('no result has the name of a code', () => {
  expect(Object.keys(RESULTS).filter((name) => name in CATALOGUE)).toEqual([]);
});

test.each(Object.entries(RESULTS))('%s is explained in sentences', (_, sentences) => {
  expect(sentences).toMatch(/^[A-Z].*\.$/);
});
