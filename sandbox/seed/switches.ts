import { DEFAULT_SWITCHES, READING_OPERATIONS } from '../cloudformation/switches';
import { DEFAULT_IDENTITY_STORE_SWITCHES } from '../identity-store/switches';
import { DEFAULT_LAMBDA_SWITCHES } from '../lambda/switches';
import { DEFAULT_ORGANIZATIONS_SWITCHES } from '../organizations/switches';
import { BOOLEAN, members, NOT_NEGATIVE, numberFrom, oneOf, Shape, wholeNumberFrom } from './shape';

/** The values of the switches that are neither numbers nor true or false. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  rollbackPhysicalId: ['NEW', 'OLD'],
  templateDuringUpdate: ['NEW', 'OLD'],
  failedNestedStack: ['ROLLS_BACK', 'WAITS'],
  namedStack: ['ID', 'NAME'],
  missingDeletes: ['REFUSED', 'SUCCEED'],
  documentKeys: ['camelCase', 'PascalCase', 'ANY'],
  createdBy: ['ROLE', 'ACCOUNT', 'ABSENT'],
  invitationState: ['REQUESTED', 'OPEN'],
  limitException: ['HandshakeConstraintViolationException', 'ConstraintViolationException'],
  unverifiedEmail: ['AccountOwnerNotVerifiedException', 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED'],
  newOrganization: ['FinalizingOrganizationException', 'ACCOUNT_NUMBER_LIMIT_EXCEEDED'],
  paymentInstrumentOf: ['MANAGEMENT_ACCOUNT', 'BOTH'],
  acceptedParty: ['EMAIL', 'ACCOUNT'],
  finalAction: ['ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES'],
  unknownAccount: ['ACCOUNT', 'ANY'],
  taggedInvitation: ['ACCOUNT', 'ANY'],
  throttledEvents: ['BACK_OFF', 'IN_ORDER'],
  alreadyMoved: ['DuplicateAccountException', 'AccountNotFoundException'],
};

const RATE = members({ perSecond: NOT_NEGATIVE, burst: NOT_NEGATIVE }, 'perSecond', 'burst');

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The switches that have a structure, or limits of their own: CloudFormation waits an hour for a resource, so that a longer lag would have no end. */
const STRUCTURES: Readonly<Record<string, Shape>> = {
  requestRates: members(Object.fromEntries(READING_OPERATIONS.map((operation) => [operation, RATE]))),
  clockOffsetMilliseconds: numberFrom(-DAY, DAY),
  readLagMilliseconds: numberFrom(0, HOUR),
  readLag: numberFrom(0, HOUR),
  membershipChangePause: numberFrom(0, 365 * DAY),
  stackDeletionAttempts: wholeNumberFrom(1),
  pageSize: wholeNumberFrom(1),
  mostUsers: wholeNumberFrom(0),
  mostGroups: wholeNumberFrom(0),
};

/** What a seed says about switches. */
export const SWITCHES = members({
  cloudFormation: switchesLike(DEFAULT_SWITCHES),
  identityStore: switchesLike(DEFAULT_IDENTITY_STORE_SWITCHES),
  organizations: switchesLike(DEFAULT_ORGANIZATIONS_SWITCHES),
  lambda: switchesLike(DEFAULT_LAMBDA_SWITCHES),
});

function switchesLike(defaults: object): Shape {
  return members(Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, switchLike(name, typeof value)])));
}

function switchLike(name: string, kind: string): Shape {
  const structure = STRUCTURES[name];
  if (structure) return structure;
  if (kind === 'number') return NOT_NEGATIVE;
  return kind === 'boolean' ? BOOLEAN : oneOf(...CHOICES[name] ?? []);
}
