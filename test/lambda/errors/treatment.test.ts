import { ERROR_TABLE } from '../../../lambda/errors/error-table';
import { TREATMENTS } from '../../../lambda/errors/treatment';
import { CATALOGUE } from '../../../lambda/reasons/catalogue';

test('every answer that the functions know has a treatment in words', () => {
  expect(TREATMENTS).toHaveLength(ERROR_TABLE.length);
  expect(TREATMENTS.filter(({ treatment }) => !treatment)).toEqual([]);
});

test.each([
  { exception: 'ThrottlingException', services: ['the Identity Store', 'any service'] },
  { exception: 'HandshakeNotFoundException', services: ['AWS Organizations'] },
])('an answer is that of a service, or of any: $exception', ({ exception, services }) => {
  expect(TREATMENTS.filter((each) => each.exception === exception).map(({ service }) => service)).toEqual(services);
});

test('a treatment names codes of the catalogue and nothing else in capitals', () => {
  const named = TREATMENTS.flatMap(({ treatment }) => treatment.match(/[A-Z_]{4,}/g) ?? []);
  expect(named.filter((code) => !(code in CATALOGUE))).toEqual([]);
});

test.each([
  { exception: 'ConflictException', detail: 'CONCURRENT_MODIFICATION', treatment: 'tried again for as long as there is time, then CONCURRENT_MODIFICATION' },
  { exception: 'UnrecognizedClientException', detail: '', treatment: 'tried again for a minute, then CREDENTIALS_NOT_KNOWN' },
  { exception: 'RequestTimeTooSkewed', detail: '', treatment: 'tried again with the time of the service, three times, then REQUEST_TIME_REFUSED' },
  { exception: 'ResourceNotFoundException', detail: 'CreateUser', treatment: 'IDENTITY_STORE_NOT_FOUND' },
  { exception: 'ResourceNotFoundException', detail: 'IDENTITY_STORE', treatment: 'IDENTITY_STORE_NOT_FOUND' },
  { exception: 'HandshakeConstraintViolationException', detail: 'ALREADY_IN_AN_ORGANIZATION', treatment: 'resolved if the account is in this organization; else ALREADY_IN_AN_ORGANIZATION' },
  { exception: 'HandshakeConstraintViolationException', detail: 'ORGANIZATION_ALREADY_HAS_ALL_FEATURES', treatment: 'resolved: all features are there' },
  {
    exception: 'HandshakeConstraintViolationException', detail: 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION',
    treatment: 'the pending request is looked for; else ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION',
  },
  { exception: 'HandshakeConstraintViolationException', detail: 'PAST_DUE_INVOICE', treatment: 'PAST_DUE_INVOICE' },
])('$exception $detail: $treatment', ({ exception, detail, treatment }) => {
  expect(TREATMENTS.find((each) => each.exception === exception && each.detail === detail)).toMatchObject({ treatment });
});

const NO_MEMBER = 'the account isn\'t in the organization: it is invited, or looked for again; else ACCOUNT_NOT_IN_ORGANIZATION';

test.each([
  {
    exception: 'ConflictException',
    treatment: 'what is there is looked up, and adopted, handed over or waited for if it is provably what is declared; else ALREADY_EXISTS, IDENTITY_MISMATCH, '
      + 'IDENTITY_UNPROVEN, HAND_OVER_UNPROVEN, EMAIL_TAKEN, DISPLAY_NAME_TAKEN, USER_NAME_TAKEN, NAME_HELD_BY_ANOTHER_CONSTRUCT, '
      + 'USER_RENAMED_WITH_CONSTRUCT, PERSON_DECLARED_TWICE or CONFLICT_UNRESOLVED',
  },
  { exception: 'DuplicateHandshakeException', treatment: 'the pending invitation of the target is reused; DUPLICATE_HANDSHAKE_UNMATCHED if none is found' },
  { exception: 'DuplicateAccountException', treatment: 'the account is where it is to be' },
  { exception: 'HandshakeAlreadyInStateException', treatment: 'what was asked for has happened already' },
  {
    exception: 'InvalidHandshakeTransitionException',
    treatment: 'the handshake is read: INVITATION_DECLINED, INVITATION_CANCELED, INVITATION_EXPIRED, or nothing to do',
  },
  {
    exception: 'ResourceNotFoundException',
    treatment: 'read again for some seconds; then it is gone: a deletion has nothing to do, an update makes it again, and USER_NOT_FOUND, GROUP_NOT_FOUND or '
      + 'MEMBERSHIP_PARTY_NOT_FOUND where it is only referred to',
  },
  { exception: 'AccountNotFoundException', treatment: NO_MEMBER },
  { exception: 'ChildNotFoundException', treatment: NO_MEMBER },
  { exception: 'TargetNotFoundException', treatment: NO_MEMBER },
  { exception: 'DestinationParentNotFoundException', treatment: 'OU_NOT_FOUND' },
  { exception: 'SourceParentNotFoundException', treatment: 'the place of the account is read again, and it is moved from there' },
  { exception: 'HandshakeNotFoundException', treatment: 'it has ended long ago: a deletion has nothing to do, an update invites again, an acceptance is INVITATION_GONE' },
])('$exception without a reason of its own: $treatment', ({ exception, treatment }) => {
  expect(TREATMENTS.filter((each) => each.exception === exception && each.detail === '').map((each) => each.treatment)).toEqual([treatment]);
});
