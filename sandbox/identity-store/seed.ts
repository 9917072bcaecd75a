import type { EncryptionKey } from './encryption';

/** What there is of an Identity Store from the beginning. */
export interface SeededStore {
  readonly groups?: readonly SeededGroup[];
  readonly users?: readonly SeededUser[];
  readonly memberships?: readonly SeededMembership[];
  /** The only Region in which it is there: the sandbox's without this. */
  readonly region?: string;
  /** The account of the Identity Center instance, if it is another one than the sandbox's. */
  readonly ownerAccount?: string;
  /** From where it can be called, with the members of the service in camelCase. */
  readonly networkConfiguration?: object;
  readonly encryptionKey?: Pick<EncryptionKey, 'arn'> & Partial<EncryptionKey>;
}

export interface SeededGroup {
  readonly displayName: string;
  readonly description?: string;
  readonly externalIds?: readonly SeededExternalId[];
}

/** The attributes of the service in camelCase, `emails` also as the one `email`. */
export interface SeededUser {
  readonly userName: string;
  readonly email?: string;
  /** `ENABLED` without it. */
  readonly userStatus?: 'ENABLED' | 'DISABLED';
  readonly externalIds?: readonly SeededExternalId[];
  readonly [attribute: string]: unknown;
}

/** Makes it a group or user that an external identity provider owns. */
export interface SeededExternalId {
  readonly issuer: string;
  readonly id: string;
}

export interface SeededMembership {
  /** Its name. */
  readonly group: string;
  /** The member's user name. */
  readonly user: string;
}
