/** The form in which a service may store a text. Two texts with the same form are one text to the service. */
export type Form = (text: string) => string;

/** Blanks as ASCII knows them: no-break and other spaces belong to a name or an address. */
const BLANKS_AROUND = /^[\t-\r ]+|[\t-\r ]+$/g;

/** All characters but two: the Kelvin sign and the dotted capital I. Their small letters are, or begin with, ASCII letters. */
const LETTERS_WITH_A_CASE = /[^\u0130\u212a]+/g;

/** An e-mail address with its ASCII letters in lower case. Other letters stay: to change their case would make somebody else's address. */
const addressForm: Form = (address) => address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** An e-mail address as a service may store it that takes blanks away. */
export const storedAddressForm: Form = (address) => addressForm(withoutBlanksAround(address));

/** A name in small letters, without blanks around it. No letter becomes one of ASCII. */
export const nameForm: Form = (name) => withoutBlanksAround(name).replace(LETTERS_WITH_A_CASE, (letters) => letters.toLowerCase());

/** Whether two e-mail addresses are the same person's, or the same account's. */
export function isSameAddress(one: string | undefined, other: string | undefined): boolean {
  return isSame(one, other, addressForm);
}

/** Whether two names are the same one. */
export function isSameName(one: string | undefined, other: string | undefined): boolean {
  return isSame(one, other, nameForm);
}

/** Whether a service may take one text for the other, so that a look-up of one may find the other. Proves nothing. */
export function isTakenFor(one: string | undefined, other: string | undefined): boolean {
  return isSame(one, other, (text) => text.normalize('NFKC').trim().toLowerCase());
}

/** How a name or an address may have to be spelled to be found, if look-ups heed the case. */
export function spellingsOf(text: string): readonly string[] {
  return [...new Set([text, nameForm(text), storedAddressForm(text)])];
}

/** Other spellings under which a missing name may exist: with other blanks, other capitals, or letters that are composed otherwise. */
export function otherSpellingsOf(text: string): readonly string[] {
  const plain = text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
  const capitalized = plain.toLowerCase().replaceAll(/(?<=^|[\s._-])\p{L}/gu, (letter) => letter.toUpperCase());
  const others = [plain, text.normalize('NFC'), text.normalize('NFD'), plain.toLowerCase(), plain.toUpperCase(), capitalized];
  return [...new Set(others)].filter((other) => !spellingsOf(text).includes(other));
}

function withoutBlanksAround(text: string): string {
  return text.replace(BLANKS_AROUND, '');
}

function isSame(one: string | undefined, other: string | undefined, form: Form): boolean {
  if (one === undefined || other === undefined) return one === other;
  return form(one) === form(other);
}
