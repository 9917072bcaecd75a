/**
 * What a name looks like, as far as the Unicode tables of Node tell. They don't know which letters of two scripts look alike,
 * such as the Latin and the Cyrillic `a`.
 */

/** U+2800 is an empty pattern of Braille, which no table counts as a blank. */
const BLANKS = /[\s\u2800]+/g;

/** Characters that are drawn as nothing, for example fillers and selectors of a variation. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Names of which each letter only looks like itself in upper and lower case. A table of a million names has little else. */
const PLAIN = /^[!-~]*$/;

/** The same for names that nobody can tell apart: blanks, what is invisible, composed letters and upper case don't count. */
export function visibleForm(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase();
  return withoutTheUnseen(name.normalize('NFC')).toLowerCase().normalize('NFC');
}

/** The same for names that are hard to tell apart as well: width, style and letters with the same capital don't count either. */
export function roughForm(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase();
  // A dot on an i can't be seen.
  return withoutTheUnseen([...name.normalize('NFKD')].map(folded).join('').replaceAll('i\u0307', 'i')).normalize('NFC');
}

function withoutTheUnseen(text: string): string {
  return text.replaceAll(INVISIBLE, '').replaceAll(BLANKS, ' ').trim();
}

/** The lower case of a letter's capital, so that the long s is an s. A letter whose capital has two letters stays, such as the sharp s. */
function folded(character: string): string {
  const capital = character.toUpperCase();
  return ([...capital].length === 1 ? capital : character).toLowerCase();
}

/** Selectors of a variation are part of emoji. */
const UNUSUAL = /^[\s\u2800]|[\s\u2800]$|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/u;

/** Whether something in a name can't be seen: blanks at its ends, or invisible characters. */
export function hasUnseen(name: string): boolean {
  return UNUSUAL.test(name);
}
