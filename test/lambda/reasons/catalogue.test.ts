import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CATALOGUE, CatalogueEntry, FailureCode } from '../../../lambda/reasons/catalogue';
import { failure, messageOf } from '../../../lambda/guard/failure';
import { ORGANIZATIONS_REASONS } from '../../../lambda/reasons/organizations';
import { reasonsPage } from '../../../scripts/reasons/page';

const HOMEPAGE = 'https://example.com/cdk-org-guard';
const ENTRIES = Object.entries(CATALOGUE) as [FailureCode, CatalogueEntry][];

/** Words as they may be: names with braces, quotes and full stops in them. */
function wordsOf(...texts: readonly string[]): Record<string, string> {
  const names = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, word = '']) => word));
  return Object.fromEntries(names.map((word) => [word, `<${word}>`]));
}

function messageWithAllWords(code: FailureCode): string {
  const { happened, remedy } = CATALOGUE[code];
  return messageOf({ kind: 'REFUSED', code, words: wordsOf(happened, remedy) }, HOMEPAGE);
}

describe.each(ENTRIES)('%s', (code, { happened, remedy, cause }) => {
  test('makes one line: the code, what happened, what to do, the link', () => {
    const message = messageWithAllWords(code);
    expect(message.startsWith(`${code}: `)).toBe(true);
    expect(message.endsWith(`. ${HOMEPAGE}/blob/main/docs/reasons.md#${code.toLowerCase()}`)).toBe(true);
    expect(message).not.toMatch(/[{}\n]|\.\.|\?/);
  });

  test('has whole sentences that the CDK CLI doesn\'t hide', () => {
    expect([happened, remedy].filter((text) => /[.,;: ]$|^\s/.test(text))).toEqual([]);
    expect(remedy).toMatch(/^[A-Z]/);
    expect(cause).toMatch(/^[A-Z].*\.$/);
    expect([happened, remedy, cause].join(' ')).not.toContain('cancelled');
  });
});

test.each(['happened', 'remedy', 'cause'] as const)('no two codes have the same %s', (part) => {
  const texts = ENTRIES.map(([, entry]) => entry[part]);
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});

test('words that look like words of the catalogue are not filled in again', () => {
  const message = messageOf({ kind: 'REFUSED', code: 'USER_NOT_FOUND', words: { name: '"{store}"', store: '"d-1234567890"', spelled: '' } }, HOMEPAGE);
  expect(message).toContain('there is no user "{store}" in identity store "d-1234567890".');
});

test('the reasons of AWS Organizations are in the catalogue', () => {
  expect(CATALOGUE).toMatchObject(ORGANIZATIONS_REASONS);
});

test('a missing word is shown as a question mark, and the rest can be read', () => {
  const message = messageOf({ kind: 'REFUSED', code: 'USER_NOT_FOUND', words: { name: '"ada"' } }, HOMEPAGE);
  expect(message).toContain('there is no user "ada" in identity store ??.');
});

test('a failure keeps the answer of AWS that it follows from', () => {
  const evidence = { operation: 'identitystore:GetUserId', exception: 'ResourceNotFoundException', message: 'USER not found.', requestId: '1234' };
  const words = { name: '"ada"', store: '"d-1234567890"', spelled: '' };
  expect(failure('USER_NOT_FOUND', words, evidence)).toEqual({ kind: 'REFUSED', code: 'USER_NOT_FOUND', words, evidence });
  expect(failure('USER_NOT_FOUND', words)).toStrictEqual({ kind: 'REFUSED', code: 'USER_NOT_FOUND', words });
});

test('docs/reasons.md tells of every reason, in the words of the catalogue', () => {
  expect(readFileSync(path.join(__dirname, '../../../docs/reasons.md'), 'utf8')).toBe(reasonsPage());
});
