/** Behaviour of the Identity Store that isn't documented, or differs from store to store. A library has to be right either way, so tests run both. */
export interface IdentityStoreSwitches {
  /** Whether GetUserId and GetGroupId find a value that is written in another case. */
  readonly lookupsIgnoreCase: boolean;
  /** Whether deleting what isn't there is refused with `ResourceNotFoundException`. */
  readonly missingDeletes: 'REFUSED' | 'SUCCEED';
  /** How long reads still see what was there before a change. Uniqueness and changes themselves don't lag. */
  readonly readLagMilliseconds: number;
  /** Whether UpdateUser takes the path `userName`. */
  readonly userNameIsUpdatable: boolean;
  /** How UpdateUser wants the members of addresses, e-mails and other structures spelled. */
  readonly documentKeys: 'camelCase' | 'PascalCase' | 'ANY';
  /** Whether user names and e-mails are stored in lower case, and every text without blanks around it. */
  readonly normalizesValues: boolean;
  /** What `CreatedBy` and `UpdatedBy` say: the ARN of the caller, which has the name of its role, its account, or nothing. */
  readonly createdBy: 'ROLE' | 'ACCOUNT' | 'ABSENT';
  /** Whether `CreatedAt` and `UpdatedAt` have only whole seconds. */
  readonly wholeSeconds: boolean;
  /** How far the service's clock is ahead of that of its clients, in milliseconds; behind it, if negative. */
  readonly clockOffsetMilliseconds: number;
  /** Whether answers have the header `Date`. Over a socket they always have. */
  readonly datesAnswers: boolean;
  /** How many requests a second each operation of a store accepts; so many may come at once. */
  readonly requestsPerSecond: number;
  /** The quotas of a store, which AWS changes on request. */
  readonly mostUsers: number;
  readonly mostGroups: number;
}

export const DEFAULT_IDENTITY_STORE_SWITCHES: IdentityStoreSwitches = {
  lookupsIgnoreCase: true,
  missingDeletes: 'REFUSED',
  readLagMilliseconds: 0,
  userNameIsUpdatable: false,
  documentKeys: 'ANY',
  normalizesValues: false,
  createdBy: 'ROLE',
  wholeSeconds: false,
  clockOffsetMilliseconds: 0,
  datesAnswers: false,
  requestsPerSecond: 20,
  mostUsers: 200_000,
  mostGroups: 100_000,
};
