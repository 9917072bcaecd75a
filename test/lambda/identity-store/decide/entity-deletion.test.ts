import { SAME_CLOCK } from '../../../../lambda/guard/service-clock';
import { CallResult, done, failed, missing } from '../../../../lambda/guard/result';
import { decideEntityDeletion } from '../../../../lambda/identity-store/decide/entity-deletion';
import type { LiveEntity } from '../../../../lambda/identity-store/declared-entity';

const LIVE: LiveEntity = { id: 'id', name: 'ada', attributes: new Map(), isManagedExternally: false, createdAt: undefined, clockOffset: SAME_CLOCK };
const TRIES = { attempts: 1, seconds: 0 };
const ERROR = { operation: 'identitystore:DescribeUser', exception: 'ResourceNotFoundException', message: '' };

test.each<{ what: string; live: CallResult<LiveEntity>; decision: string }>([
  { what: 'a user that nobody else owns', live: done(LIVE), decision: 'DELETE' },
  { what: 'a user that a provider owns', live: done({ ...LIVE, isManagedExternally: true }), decision: 'KEEP_PROVIDER_OWNED' },
  { what: 'a user that isn\'t seen', live: missing(ERROR), decision: 'DELETE' },
  { what: 'a store that isn\'t there', live: failed('IDENTITY_STORE_NOT_FOUND', TRIES, ERROR), decision: 'DELETE' },
  { what: 'a denied look', live: failed('ACCESS_DENIED', TRIES), decision: 'ACCESS_DENIED when reading user "ada"' },
  { what: 'a look without an answer', live: failed('SERVICE_UNAVAILABLE', TRIES), decision: 'SERVICE_UNAVAILABLE when reading user "ada"' },
])('$decision: $what', ({ live, decision }) => {
  const decided = decideEntityDeletion('user "ada"', live);
  expect(decided.kind === 'REFUSED' ? `${decided.code} when ${decided.words.doing}` : decided.kind).toBe(decision);
});
