/**
 * Behaviour of Organizations that isn't documented, is documented in two ways, or differs from time to time. A library has to be right either way, so tests run
 * both.
 */
export interface OrganizationsSwitches {
  /** The state of an invitation that waits for its answer. The model says REQUESTED, its examples show OPEN. */
  readonly invitationState: 'OPEN' | 'REQUESTED';
  /** Whether an invitation by e-mail and one by account id are duplicates when they mean the same account. */
  readonly duplicatesAcrossTargetTypes: boolean;
  /** Whether lists of handshakes begin with a page that is empty and yet has a next one. */
  readonly emptyPages: boolean;
  /** Milliseconds until reads show a new handshake or member. */
  readonly readLag: number;
  /** The exception for a quota or a daily allowance that is used up. */
  readonly limitException: 'HandshakeConstraintViolationException' | 'ConstraintViolationException';
  /** The exception or reason that refuses an invitation if the e-mail address of the management account isn't verified. */
  readonly unverifiedEmail: 'AccountOwnerNotVerifiedException' | 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED';
  /** The exception or reason that refuses an invitation by an organization that is less than an hour old. */
  readonly newOrganization: 'FinalizingOrganizationException' | 'ACCOUNT_NUMBER_LIMIT_EXCEEDED';
  /** Whether an organization that is enabling all features can invite. */
  readonly invitesDuringEnableAllFeatures: boolean;
  /** Whose payment method is asked for when an account is invited, and when it accepts. */
  readonly paymentInstrumentOf: 'MANAGEMENT_ACCOUNT' | 'BOTH';
  /** How the other party of an invitation by e-mail is shown once it was accepted. */
  readonly acceptedParty: 'EMAIL' | 'ACCOUNT';
  /** Whether the resources of an invitation by e-mail have its account once it was accepted. */
  readonly acceptedResource: boolean;
  /** Whether the account that invites is a party of its invitations, besides its organization. */
  readonly inviterIsParty: boolean;
  /** Which handshake the management account accepts to confirm all features. The other action is that of the accounts' approvals. */
  readonly finalAction: 'ENABLE_ALL_FEATURES' | 'APPROVE_ALL_FEATURES';
  /** The exception for a move to where the account already is, from where it isn't. */
  readonly alreadyMoved: 'DuplicateAccountException' | 'AccountNotFoundException';
  /** The shortest time between two changes of an account's membership, in milliseconds. */
  readonly membershipChangePause: number;
  /** How the description of an account outside the organization is authorized: for an account of the organization, or for anything (`*`). */
  readonly unknownAccount: 'ACCOUNT' | 'ANY';
  /** How the tags of an invitation are authorized: for the account, or for anything (`*`). */
  readonly taggedInvitation: 'ACCOUNT' | 'ANY';
  /** Whether accounts still have the `Status` that `State` has replaced. */
  readonly accountStatus: boolean;
  /** Milliseconds that it takes to make an account. */
  readonly accountCreationTime: number;
  /** Milliseconds until an account that is closed is `SUSPENDED`. */
  readonly accountClosureTime: number;
  /** Whether operations have their published rates. */
  readonly throttling: boolean;
}

const MINUTE = 60_000;

export const DEFAULT_ORGANIZATIONS_SWITCHES: OrganizationsSwitches = {
  invitationState: 'REQUESTED',
  duplicatesAcrossTargetTypes: true,
  emptyPages: false,
  readLag: 0,
  limitException: 'HandshakeConstraintViolationException',
  unverifiedEmail: 'AccountOwnerNotVerifiedException',
  newOrganization: 'FinalizingOrganizationException',
  invitesDuringEnableAllFeatures: false,
  paymentInstrumentOf: 'MANAGEMENT_ACCOUNT',
  acceptedParty: 'EMAIL',
  acceptedResource: true,
  inviterIsParty: false,
  finalAction: 'ENABLE_ALL_FEATURES',
  alreadyMoved: 'DuplicateAccountException',
  membershipChangePause: 10 * MINUTE,
  unknownAccount: 'ACCOUNT',
  taggedInvitation: 'ACCOUNT',
  accountStatus: false,
  accountCreationTime: 10_000,
  accountClosureTime: 2 * MINUTE,
  throttling: true,
};
