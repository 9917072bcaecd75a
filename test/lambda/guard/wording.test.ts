import { CATALOGUE } from '../../../lambda/reasons/catalogue';
import { failure, messageOf } from '../../../lambda/guard/failure';
import { listed, quoted, shortened, shown } from '../../../lambda/guard/wording';

test.each([
  { name: 'admins', shown: '"admins"' },
  { name: 'a "b"', shown: '"a \\"b\\""' },
  { name: 'two\nlines\tand a tab', shown: '"two\\nlines\\tand a tab"' },
  { name: 'cancelled orders', shown: '"\\u0063ancelled orders"' },
  { name: 'ada\u202egnp.exe', shown: '"ada\\u202egnp.exe"' },
  { name: 'one\u2028two\u0085three\u007f', shown: '"one\\u2028two\\u0085three\\u007f"' },
  { name: 'half \ud83d', shown: '"half \\ud83d"' },
  { name: 'مرحبا 👩‍💻 é', shown: '"مرحبا 👩‍💻 é"' },
  { name: 'x'.repeat(161), shown: `"${'x'.repeat(157)}…"` },
  { name: '\u{1F600}'.repeat(41), shown: `"${'\u{1F600}'.repeat(39)}…"` },
])('a name is shown as $shown', ({ name, shown }) => {
  expect(quoted(name)).toBe(shown);
});

test.each([
  { text: 'admins', maximum: 6, shown: 'admins' },
  { text: 'admins', maximum: 5, shown: 'ad…' },
  { text: 'éé', maximum: 4, shown: 'éé' },
  { text: 'ééé', maximum: 5, shown: 'é…' },
  { text: 'admins', maximum: 3, shown: '…' },
])('$text in $maximum bytes is $shown', ({ text, maximum, shown }) => {
  expect(shortened(text, maximum)).toBe(shown);
  expect(quoted(text, maximum)).toBe(`"${shown}"`);
});

test('an id is shown as it is, up to 640 bytes', () => {
  expect(shown('arn:aws:iam::111122223333:role/Acceptor')).toBe('arn:aws:iam::111122223333:role/Acceptor');
  expect(shown('x'.repeat(640))).toBe('x'.repeat(640));
  expect(shown('x'.repeat(641))).toBe(`${'x'.repeat(637)}…`);
});

test('every word that would hide a message is spelled otherwise', () => {
  expect(quoted('cancelled and cancelled')).toBe('"\\u0063ancelled and \\u0063ancelled"');
});

test.each([
  { count: 0, shown: '' },
  { count: 1, shown: '1' },
  { count: 3, shown: '1, 2, 3' },
  { count: 20, shown: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20' },
  { count: 21, shown: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, and 1 more' },
  { count: 120, shown: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, and 100 more' },
])('of $count things the first twenty are listed', ({ count, shown }) => {
  expect(listed(Array.from({ length: count }, (_, index) => String(index + 1)))).toBe(shown);
});

test('a message is one line, whatever is in it without quotes', () => {
  const words = { doing: 'moving account 1 to \nsomewhere\u202e, cancelled', attempts: '1', seconds: '0', operation: '', message: '', details: '', service: '' };
  expect(messageOf(failure('OUT_OF_TIME', words), 'https://example.com')).toMatch(/^OUT_OF_TIME: moving account 1 to \\u000asomewhere\\u202e, \\u0063ancelled could not be finished /);
});

describe('the catalogue', () => {
  test.each(Object.entries(CATALOGUE))('%s has texts that fit in a line and don\'t make the cdk command hide the message', (_code, { happened, remedy, cause }) => {
    for (const text of [happened, remedy, cause]) expect(text).not.toMatch(/cancelled|\n/);
    for (const text of [happened, remedy]) expect(text).not.toMatch(/\.$/);
    expect(cause).toMatch(/\.$/);
    expect(remedy).toMatch(/^[A-Z]/);
  });

  test('has no remedy twice', () => {
    const remedies = Object.values(CATALOGUE).map(({ remedy }) => remedy);
    expect(new Set(remedies).size).toBe(remedies.length);
  });
});
