/** The forms of texts that people write. They are checked at synthesis, and tell which values that are there already can be declared. */

/** What the Identity Store takes as the value of most attributes. A character is a code point. */
export const TEXT = {
  form: /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0\u3000]+$/u,
  allowed: 'letters, marks, symbols, numbers, punctuation, spaces, tabs and line breaks',
  maximum: 1024,
};

/** What it takes as the names of users and groups. */
export const ENTITY_NAME = {
  user: { form: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u, allowed: 'letters, marks, symbols, numbers and punctuation, without blanks', maximum: 128 },
  group: TEXT,
};

/** Names that IAM Identity Center reserves, whatever the case of their letters. */
export const RESERVED_NAMES = ['administrator', 'awsadministrators'];

export const EMAIL = { form: /^[^\s@]+@[^\s@]+$/, allowed: 'an e-mail address such as "ada@example.com"' };

export const DATE = { form: /^\d{4}-\d{2}-\d{2}$/, allowed: 'a date such as "1815-12-10"' };

/** Whether a text in the form of a date is one that the calendar has. */
export function isInCalendar(date: string): boolean {
  const instant = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
}

/** How many photos a user has at most. */
export const MOST_PHOTOS = 3;

/** How many tags an account has at most. */
export const MOST_TAGS = 50;

/** Letters, numbers and blanks of any script, and a few signs: `cost#center` isn't among them. */
const TAG_CHARACTERS = 'letters, numbers, blanks and _ . : / = + - @';
export const TAG_KEY = { form: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu, allowed: `keys of 1 to 128 ${TAG_CHARACTERS}, not beginning with aws:` };
export const TAG_VALUE = { form: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u, allowed: `at most 256 ${TAG_CHARACTERS}` };
