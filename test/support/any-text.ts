import fc from 'fast-check';

/** Every character, of one to four bytes. The unit `binary` of fast-check has the same, and takes two seconds to be made. */
const character = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0x80, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }),
).map((codePoint) => String.fromCodePoint(codePoint));

/** Texts of whatever characters there are. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: character, maxLength });
}
