/** Why something that is there isn't in what scan writes, or only in part, and what to do. */
export const REASONS = {
  NO_EMAIL: {
    why: 'has no e-mail address, so that nothing proves who it is',
    remedy: 'give the user an e-mail address and scan again',
  },
  SEVERAL_EMAILS: {
    why: 'has several e-mail addresses, and a construct declares one',
    remedy: 'leave the user one address and scan again',
  },
  NO_NAME: {
    why: 'has no display name, given name or family name, which a construct declares',
    remedy: 'give the user all three and scan again',
  },
  NOT_DECLARABLE: {
    why: 'has a name or an e-mail address that constructs don\'t take',
    remedy: 'rename it and scan again, or leave it to whoever manages it now',
  },
  LOOKS_LIKE_ANOTHER: {
    why: 'has a name or an e-mail address that nobody can tell from that of another one',
    remedy: 'rename one of them and scan again',
  },
  UNKNOWN_ID: {
    why: 'has an id of another form than the service gives',
    remedy: 'take the snapshot again',
  },
  ATTRIBUTE: {
    why: 'has a value that a construct doesn\'t take, and which stays as it is',
    remedy: 'change the value and scan again, or declare another one',
  },
  TAGS_NOT_READ: {
    why: 'has tags that could not be read, so that none is written, and all stay as they are',
    remedy: 'allow organizations:ListTagsForResource and scan again',
  },
  MEMBER_UNKNOWN: {
    why: 'is about a group or a user that isn\'t written',
    remedy: 'see why that is left out',
  },
  PROVIDED: {
    why: 'is about a group that an identity provider owns, so that it is adopted and not owned',
    remedy: 'change it where the provider is',
  },
  NOT_ACTIVE: {
    why: 'is an account that is suspended, being closed or not ready',
    remedy: 'nothing; it can\'t be invited',
  },
  PENDING: {
    why: 'is invited, and not in the organization yet',
    remedy: 'declare an AccountInvitation for it, which takes the pending invitation over',
  },
} as const;

export type Reason = keyof typeof REASONS;

/** Something that isn't written, or only in part. */
export interface LeftOut {
  readonly reason: Reason;
  /** For example `user`. */
  readonly kind: string;
  readonly name: string;
  /** The property that it is about, if it is about one. */
  readonly property?: string;
}
