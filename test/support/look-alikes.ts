/** Two e-mail addresses that look alike, or that some table of letters takes for the same, and that are two people's. */
export interface LookAlike {
  readonly how: string;
  readonly declared: string;
  readonly theirs: string;
}

const DECLARED = 'skip@example.com';

/** Such as a store takes. */
export const LOOK_ALIKES: readonly LookAlike[] = [
  { how: 'the Kelvin sign', declared: DECLARED, theirs: 's\u212aip@example.com' },
  { how: 'a long s', declared: DECLARED, theirs: '\u017fkip@example.com' },
  { how: 'a dotless i', declared: DECLARED, theirs: 'sk\u0131p@example.com' },
  { how: 'a capital I with a dot', declared: DECLARED, theirs: 'SK\u0130P@example.com' },
  { how: 'a full-width letter', declared: DECLARED, theirs: '\uff53kip@example.com' },
  { how: 'a full-width at sign', declared: DECLARED, theirs: 'skip\uff20example.com' },
  { how: 'a combining mark', declared: DECLARED, theirs: 'ski\u0307p@example.com' },
  { how: 'a Cyrillic letter', declared: DECLARED, theirs: 'ski\u0440@example.com' },
  { how: 'a combining grapheme joiner, which nobody sees', declared: DECLARED, theirs: 'sk\u034fip@example.com' },
  { how: 'a no-break space behind it', declared: DECLARED, theirs: 'skip@example.com\u00a0' },
  { how: 'an ideographic space behind it', declared: DECLARED, theirs: 'skip@example.com\u3000' },
  { how: 'a blank behind it', declared: DECLARED, theirs: 'skip@example.com ' },
  { how: 'the composition of a letter, NFC and NFD', declared: 'ren\u00e9@example.com', theirs: 'rene\u0301@example.com' },
  { how: 'the composition of a letter, NFD and NFC', declared: 'rene\u0301@example.com', theirs: 'ren\u00e9@example.com' },
  { how: 'the case of a letter outside ASCII', declared: '\u00fcnal@example.com', theirs: '\u00dcnal@example.com' },
];

/** Such as AWS's model of the Identity Store has no characters for. */
export const UNSTORABLE_LOOK_ALIKES: readonly LookAlike[] = [
  { how: 'a zero-width space', declared: DECLARED, theirs: 'sk\u200bip@example.com' },
  { how: 'a zero-width joiner', declared: DECLARED, theirs: 'sk\u200dip@example.com' },
  { how: 'a soft hyphen', declared: DECLARED, theirs: 'sk\u00adip@example.com' },
  { how: 'a byte order mark before it', declared: DECLARED, theirs: '\ufeffskip@example.com' },
  { how: 'a line separator behind it', declared: DECLARED, theirs: 'skip@example.com\u2028' },
];
