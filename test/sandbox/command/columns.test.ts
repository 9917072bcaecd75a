import { columns, section } from '../../../sandbox/command/columns';

test('cells stand under each other, however wide their letters are', () => {
  expect(columns([['a', 'long one', 'x'], ['日本', 'b', ''], ['é', 'one\nother', 'y']])).toBe([
    '  a      long one   x',
    '  日本   b',
    '  é      one        y',
    '         other',
  ].join('\n'));
});

test('a title stands alone where there is nothing', () => {
  expect(section('Users: 0', [])).toBe('Users: 0');
  expect(section('Users: 1', [['jane']])).toBe('Users: 1\n  jane');
});

// It grew with the square of the rows: 12 minutes for the users of a large store.
test('many rows take a moment', () => {
  expect(columns(Array.from({ length: 20_000 }, (_, index) => [`user-${index}`, `User ${index}`, `user-${index}@example.com`, ''])).split('\n')).toHaveLength(20_000);
});
