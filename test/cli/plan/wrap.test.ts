import fc from 'fast-check';
import { columnsOf, padded, wrapped } from '../../../cli/plan/wrap';

test.each<[string, string, number, string[]]>([
  ['a text that fits is one line', 'one two', 7, ['one two']],
  ['a text is broken between words', 'one two three', 7, ['one two', 'three']],
  ['a word that is longer than a line is broken', 'one abcdefghij k', 4, ['one', 'abcd', 'efgh', 'ij k']],
  ['wide characters take two columns', '田中太郎', 5, ['田中', '太郎']],
  ['what belongs to one character stays together', '👩‍👩‍👧👩‍👩‍👧', 2, ['👩‍👩‍👧', '👩‍👩‍👧']],
  ['a letter and its mark are one', 'か\u3099か\u3099', 2, ['か\u3099', 'か\u3099']],
  ['blanks in between stay', 'a  b', 10, ['a  b']],
  ['no text is an empty line', '', 10, ['']],
])('%s', (_title, text, width, lines) => expect(wrapped(text, width)).toEqual(lines));

test('a text can be broken elsewhere than at blanks', () => expect(wrapped('1 refused, 2 lost', 12, /(?<=,) /)).toEqual(['1 refused,', '2 lost']));

test('no line is wider than it may be, and nothing but blanks goes', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, width) => {
    const lines = wrapped(text, width);
    expect(Math.max(...lines.map((line) => columnsOf(line)))).toBeLessThanOrEqual(width);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  }));
});

test.each([['one', 3], ['田中', 4], ['か\u3099', 2], ['e\u0301', 1], ['👩‍👩‍👧', 2], ['', 0]])('%j takes %i columns', (text, columns) => expect(columnsOf(text)).toBe(columns));

test('a text is filled up to its width, by what it takes on a terminal', () => {
  expect([padded('田', 4), padded('long', 2)]).toEqual(['田  ', 'long']);
});
