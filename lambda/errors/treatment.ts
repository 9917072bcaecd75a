import { ERROR_TABLE } from './error-table';
import { SERVICES } from './services';
import type { ErrorRow, Passing } from './verdict';

/** What becomes of an answer of AWS, in words. */
export interface Treatment {
  readonly service: string;
  readonly exception: string;
  /** The reason, the type of what was not found, or the action; empty for any other. */
  readonly detail: string;
  /** With codes of the catalogue in it. */
  readonly treatment: string;
}

const MEMBER = 'the account isn\'t in the organization: it is invited, or looked for again; else ACCOUNT_NOT_IN_ORGANIZATION';

/** What a resource does with an answer that only says that something is there, or is missing. */
const RESOLUTIONS: Readonly<Record<string, string>> = {
  ConflictException: 'what is there is looked up, and adopted, handed over or waited for if it is provably what is declared; else ALREADY_EXISTS, IDENTITY_MISMATCH, '
    + 'IDENTITY_UNPROVEN, HAND_OVER_UNPROVEN, EMAIL_TAKEN, DISPLAY_NAME_TAKEN, USER_NAME_TAKEN, NAME_HELD_BY_ANOTHER_CONSTRUCT, '
    + 'USER_RENAMED_WITH_CONSTRUCT, PERSON_DECLARED_TWICE or CONFLICT_UNRESOLVED',
  DuplicateHandshakeException: 'the pending invitation of the target is reused; DUPLICATE_HANDSHAKE_UNMATCHED if none is found',
  DuplicateAccountException: 'the account is where it is to be',
  HandshakeAlreadyInStateException: 'what was asked for has happened already',
  InvalidHandshakeTransitionException: 'the handshake is read: INVITATION_DECLINED, INVITATION_CANCELED, INVITATION_EXPIRED, or nothing to do',
  ResourceNotFoundException: 'read again for some seconds; then it is gone: a deletion has nothing to do, an update makes it again, and USER_NOT_FOUND, GROUP_NOT_FOUND or '
    + 'MEMBERSHIP_PARTY_NOT_FOUND where it is only referred to',
  AccountNotFoundException: MEMBER,
  ChildNotFoundException: MEMBER,
  TargetNotFoundException: MEMBER,
  DestinationParentNotFoundException: 'OU_NOT_FOUND',
  SourceParentNotFoundException: 'the place of the account is read again, and it is moved from there',
  PreconditionFailed: 'another call of the function has written the ledger meanwhile: it is read again, or left to that one',
  ExecutionAlreadyExists: 'another delivery of the event has started the workflow',
  StateMachineDeleting: 'the update has left the workflow out: the function handles the event itself',
  StateMachineDoesNotExist: 'the update has left the workflow out: the function handles the event itself',
  NoSuchVersion: 'CONTENTS_FILE_UNREADABLE for the file itself, of which a version is declared',
  NoSuchKey: 'there is no ledger yet, or it is lost: LEDGER_LOST; CONTENTS_FILE_UNREADABLE for the file itself',
  HandshakeNotFoundException: 'it has ended long ago: a deletion has nothing to do, an update invites again, an acceptance is INVITATION_GONE',
};

/** Where a code is only reported if a further look doesn't resolve it. */
const RESOLVED: Readonly<Record<string, string>> = {
  ALREADY_IN_AN_ORGANIZATION: 'resolved if the account is in this organization; else ALREADY_IN_AN_ORGANIZATION',
  ORGANIZATION_ALREADY_HAS_ALL_FEATURES: 'resolved: all features are there',
  ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: 'the pending request is looked for; else ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION',
};

const UNTIL: Readonly<Record<Passing, string>> = {
  POLICY_SPREADING: 'for a minute',
  CLOCK_CORRECTION: 'with the time of the service, three times',
};

/** Every answer that the functions know, in the order in which the table is read. */
export const TREATMENTS: readonly Treatment[] = ERROR_TABLE.map((row) => ({
  service: row.service === 'ANY' ? 'any service' : SERVICES[row.service],
  exception: row.exception,
  detail: row.reason ?? row.resourceType ?? row.action ?? '',
  treatment: treatmentOf(row),
}));

function treatmentOf({ service, exception, verdict }: ErrorRow): string {
  // What only tells of something keeps nothing from its end.
  if (service === 'events') return 'tried again for ten seconds; then the event isn\'t put, and all else stays as it is';
  switch (verdict.kind) {
    case 'CONFLICT':
    case 'MISSING': return RESOLUTIONS[exception] as string;
    case 'FAIL': return RESOLVED[verdict.code] ?? verdict.code;
    case 'RETRY': return `tried again ${verdict.passesWith ? UNTIL[verdict.passesWith] : 'for as long as there is time'}, then ${verdict.code}`;
  }
}
