import { ERROR_TABLE } from '../../../lambda/errors/error-table';
import { TREATMENTS } from '../../../lambda/errors/treatment';
import { CATALOGUE } from '../../../lambda/reasons/catalogue';

test('every answer that the functions know has a treatment in words', () => {
  expect(TREATMENTS).toHaveLength(ERROR_TABLE.length);
  expect(TREATMENTS.filter(({ treatment }) => treatment === '')).toEqual([]);
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
  { exception: 'DuplicateHandshakeException', detail: '', treatment: 'the pending invitation of the target is reused; DUPLICATE_HANDSHAKE_UNMATCHED if none is found' },
  { exception: 'HandshakeConstraintViolationException', detail: 'ALREADY_IN_AN_ORGANIZATION', treatment: 'resolved if the account is in this organization; else ALREADY_IN_AN_ORGANIZATION' },
  { exception: 'HandshakeConstraintViolationException', detail: 'PAST_DUE_INVOICE', treatment: 'PAST_DUE_INVOICE' },
])('$exception $detail: $treatment', ({ exception, detail, treatment }) => {
  expect(TREATMENTS.find((each) => each.exception === exception && each.detail === detail)).toMatchObject({ treatment });
});
