import { explanationOf, suggestion } from '../../cli/explanation';

const UNIQUENESS = explanationOf('UNIQUENESS_CONSTRAINT_VIOLATION') ?? '';
const MISMATCH = explanationOf('IDENTITY_MISMATCH') ?? '';

test('a reason of AWS is explained by every code that it can become', () => {
  expect(UNIQUENESS.replaceAll('\n', ' ')).toBe('ConflictException UNIQUENESS_CONSTRAINT_VIOLATION (the Identity Store). What is there is looked up, and adopted, handed over or '
    + 'waited for if it is provably what is declared; else ALREADY_EXISTS, IDENTITY_MISMATCH, IDENTITY_UNPROVEN, HAND_OVER_UNPROVEN, EMAIL_TAKEN, DISPLAY_NAME_TAKEN, '
    + 'USER_NAME_TAKEN, NAME_HELD_BY_ANOTHER_CONSTRUCT, USER_RENAMED_WITH_CONSTRUCT, PERSON_DECLARED_TWICE or CONFLICT_UNRESOLVED.');
});

test.each([
  'ConflictException UNIQUENESS_CONSTRAINT_VIOLATION',
  'conflictexception uniqueness_constraint_violation',
  '[ConflictException UNIQUENESS_CONSTRAINT_VIOLATION, identitystore:CreateUser, request 0a1b2c3d-0000-4000-8000-000000000000]',
])('an exception is explained with the reason that stands beside it: %s', (text) => {
  expect(explanationOf(text)).toBe(UNIQUENESS);
});

test('an exception whose reason isn\'t known is explained with all that it can be', () => {
  expect(explanationOf('ConflictException NEVER_SEEN')).toBe(explanationOf('ConflictException'));
  expect(explanationOf('ConflictException')).toContain('ConflictException CONCURRENT_MODIFICATION (the Identity Store). ');
});

test.each([
  'IDENTITY_MISMATCH: user "ada" exists already. [ConflictException UNIQUENESS_CONSTRAINT_VIOLATION, identitystore:CreateUser, request 0a1b]',
  '11:02:03 | CREATE_FAILED | Custom::User | Ada Received response status [FAILED] from custom resource. Message returned: IDENTITY_MISMATCH: user "ALREADY_EXISTS: ada" exists',
  'identity_mismatch: user',
])('a whole message is explained by its code: %s', (message) => {
  expect(explanationOf(message)).toBe(MISMATCH);
});

test('a result is explained in a sentence', () => {
  expect(explanationOf('kept_provider_owned')).toBe('KEPT_PROVIDER_OWNED (in a function\'s log). It was removed from the stack and left where it is, since\n'
    + 'an external identity provider manages it.');
});

test('a line of a log is explained by its result', () => {
  expect(explanationOf('{"requestId":"0a1b","requestType":"Delete","resourceType":"Custom::Group","result":"KEPT","calls":0,"milliseconds":3}'))
    .toBe(explanationOf('KEPT'));
});

test('plain words of a sentence are no names', () => {
  expect(explanationOf('Waiting until it is done')).toBeUndefined();
  expect(explanationOf('waiting')).toBe(explanationOf('WAITING'));
});

test.each(['', ' ', '::', 'NONSENSE', 'toString', '__proto__'])('nothing is known of "%s"', (text) => {
  expect(explanationOf(text)).toBeUndefined();
});

test('a part of a name is answered with the names that have it', () => {
  expect(suggestion('kept_')).toBe('; perhaps KEPT, KEPT_PROVIDER_OWNED, KEPT_UNPROVEN');
  expect(suggestion('NONSENSE')).toBe('; without a code all are listed');
});
