import fc from 'fast-check';
import { code, escaped } from '../../../cli/plan/escape';
import { printable, sentence } from '../../../cli/plan/printable';
import { anyText } from '../../support/any-text';

/** What a reader sees of it. */
function rendered(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)));
}

const ANYTHING = fc.oneof(
  anyText(40),
  fc.string({ unit: fc.constantFrom('@', '#', '|', '`', '*', '_', '<', '>', '&', '[', ']', '\\', '\n', '-', '1', '.', ' ', 'w', 'GH-', '://', 'jane', '\u202E', '\u200F') }),
);

test.each([
  ['@jane', '&#64;\u200Bjane'],
  ['a | b', 'a &#124; b'],
  ['`x`', '&#96;x&#96;'],
  ['<img src=x>', '&#60;img src=x&#62;'],
  ['[a](https://b.example)', '&#91;a&#93;(https&#58;//b.example)'],
  ['www.example.com', 'ww&#119;.example.com'],
  ['- no list', '&#45; no list'],
  ['1. no list', '&#49;. no list'],
  ['fixes #12 and GH-3', 'fixes &#35;\u200B12 and GH-\u200B3'],
  ['two\nlines', 'two lines'],
  ['turned \u202Earound', 'turned &#92;u202earound'],
])('%j is read as it is', (text, expected) => expect(escaped(text)).toBe(expected));

test.each([
  ['@jane', '<code>&#64;jane</code>'],
  ['two\nlines', '<code>two&#92;nlines</code>'],
  ['</code>', '<code>&#60;/code&#62;</code>'],
  ['', '<code>""</code>'],
  ['  ', '<code>"  "</code>'],
])('%j as code', (text, expected) => expect(code(text)).toBe(expected));

test('nothing of any text is markup', () => {
  fc.assert(fc.property(ANYTHING, (text) => {
    for (const written of [escaped(text), code(text).slice('<code>'.length, -'</code>'.length)]) {
      expect(written.replace(/&#\d+;/g, 'x')).not.toMatch(/[&<>|`*_~[\]\\@#$:\n\r]|^[-+=]|\p{Cc}|\u202E|\u200F/u);
    }
  }));
});

test('a reader sees the text, with escapes for what can\'t be seen', () => {
  fc.assert(fc.property(ANYTHING, (text) => {
    expect(rendered(escaped(text)).replaceAll('\u200B', '')).toBe(sentence(text));
    expect(rendered(code(`x${text}`))).toBe(`<code>${printable(`x${text}`)}</code>`);
  }));
});

test('nobody is notified by a sentence, and no issue gets a reference', () => {
  fc.assert(fc.property(ANYTHING, (text) => {
    expect(rendered(escaped(text))).not.toMatch(/[@#]\w|GH-\w/i);
  }));
});
