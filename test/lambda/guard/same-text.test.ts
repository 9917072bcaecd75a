import { isSameAddress, isSameName, isTakenFor, nameForm, otherSpellingsOf, spellingsOf, storedAddressForm } from '../../../lambda/guard/same-text';
import { LOOK_ALIKES, UNSTORABLE_LOOK_ALIKES } from '../../support/look-alikes';

/** Every character that isn't one of ASCII, surrogates among them. */
const OTHERS = Array.from({ length: 0x110000 - 0x80 }, (_, index) => String.fromCodePoint(0x80 + index));

describe('two e-mail addresses', () => {
  // The Kelvin sign was taken for a k, so a stranger was the declared person.
  test.each([...LOOK_ALIKES, ...UNSTORABLE_LOOK_ALIKES])('that differ in $how are two people\'s', ({ declared, theirs }) => {
    expect([isSameAddress(declared, theirs), isSameAddress(theirs, declared)]).toEqual([false, false]);
  });

  test('that differ in the case of ASCII letters are one person\'s', () => {
    expect(isSameAddress('Skip@EXAMPLE.com', 'skip@example.com')).toBe(true);
  });

  test('are not the same if there is only one', () => {
    expect([isSameAddress('a@example.com', undefined), isSameAddress(undefined, 'a@example.com'), isSameAddress(undefined, undefined)]).toEqual([false, false, true]);
  });
});

describe('two names', () => {
  test.each([
    ['Admins', 'admins'],
    [' admins\t', 'admins'],
    ['\u00c4rzte', '\u00e4rzte'],
    // A sigma at the end of a word has a form of its own.
    ['\u039f\u0394\u039f\u03a3', '\u03bf\u03b4\u03bf\u03c2'],
    ['\u0391\u0398\u0397\u039d\u0391', '\u03b1\u03b8\u03b7\u03bd\u03b1'],
  ])('%j and %j are the same one', (one, other) => {
    expect(isSameName(one, other)).toBe(true);
  });

  test.each([
    ['\u212aitchen', 'kitchen'],
    ['\u0130zmir', 'izmir'],
    ['admins\u00a0', 'admins'],
    ['\u3000admins', 'admins'],
    ['ren\u00e9', 'rene\u0301'],
    ['ad\u017fmins', 'adsmins'],
    ['ad\u0131m', 'adim'],
  ])('%j and %j are two names', (one, other) => {
    expect(isSameName(one, other)).toBe(false);
  });
});

test('no character outside ASCII becomes one of ASCII, in a name or in an address', () => {
  expect(OTHERS.filter((character) => /[\0-\x7f]/.test(nameForm(character)) || nameForm(character) === '')).toEqual([]);
  expect(OTHERS.filter((character) => storedAddressForm(character) !== character)).toEqual([]);
});

test.each([
  { text: 'admins', spellings: ['admins'] },
  { text: ' Admins', spellings: [' Admins', 'admins'] },
  // A service may know the case of all letters, or of those of ASCII.
  { text: '\u00c4RZTE', spellings: ['\u00c4RZTE', '\u00e4rzte', '\u00c4rzte'] },
  { text: '\u212aITCHEN', spellings: ['\u212aITCHEN', '\u212aitchen'] },
])('the name "$text" is looked up as $spellings', ({ text, spellings }) => {
  expect(spellingsOf(text)).toEqual(spellings);
});

test.each([
  { address: ' Ada@example.com', stored: 'ada@example.com' },
  { address: '\t Ada@example.com\r\n ', stored: 'ada@example.com' },
  { address: 'ada  lovelace@example.com', stored: 'ada  lovelace@example.com' },
])('the address $address is stored as $stored', ({ address, stored }) => {
  expect(storedAddressForm(address)).toBe(stored);
});

test.each([
  { one: 'Admins', other: 'admins ', taken: true },
  { one: '\u212aitchen', other: 'kitchen', taken: true },
  { one: '\uff41dmins', other: 'admins', taken: true },
  { one: 'admins', other: 'admin', taken: false },
  { one: '\u00df', other: 'ss', taken: false },
  { one: 'admins', other: undefined, taken: false },
])('a service may take $one for $other: $taken', ({ one, other, taken }) => {
  expect(isTakenFor(one, other)).toBe(taken);
});

test.each([
  { text: 'ada', others: ['ADA', 'Ada'] },
  { text: ' Ada  Lovelace ', others: ['Ada Lovelace', 'ada lovelace', 'ADA LOVELACE'] },
  { text: 'ada.lovelace-king_noel', others: ['ADA.LOVELACE-KING_NOEL', 'Ada.Lovelace-King_Noel'] },
  { text: 'Zoe\u0308', others: ['Zo\u00eb', 'ZO\u00cb', 'zo\u00eb'] },
  { text: 'Zo\u00eb', others: ['Zoe\u0308', 'ZO\u00cb'] },
])('the other spellings of the name "$text" are $others', ({ text, others }) => {
  expect([...otherSpellingsOf(text)].sort()).toEqual([...others].sort());
});
