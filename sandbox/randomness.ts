/** A number of at least 0 and below 1. */
export type Random = () => number;

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Digits that one number is enough for. */
const DIGITS_AT_ONCE = 8;

export function hexadecimal(random: Random, length: number): string {
  let digits = '';
  while (digits.length < length) digits += Math.floor(random() * 16 ** DIGITS_AT_ONCE).toString(16).padStart(DIGITS_AT_ONCE, '0');
  return digits.slice(0, length);
}

export function uuid(random: Random): string {
  const digits = hexadecimal(random, 32);
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20)].join('-');
}

/** The end of a name that CloudFormation makes up. */
export function nameSuffix(random: Random): string {
  return Array.from({ length: 12 }, () => LETTERS_AND_DIGITS[Math.floor(random() * LETTERS_AND_DIGITS.length)]).join('');
}
