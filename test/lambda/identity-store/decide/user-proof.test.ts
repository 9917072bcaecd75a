import { Failure, failure } from '../../../../lambda/guard/failure';
import type { Holder, Staying } from '../../../../lambda/guard/stack-view';
import { doubtOf } from '../../../../lambda/identity-store/decide/user-proof';
import type { DeclaredEntity, LiveEntity } from '../../../../lambda/identity-store/declared-entity';
import { ASKER, declaredUser, email, holder, liveUser } from '../../../support/store-entities';

interface Proof {
  readonly case: string;
  readonly declared: DeclaredEntity;
  readonly live: LiveEntity;
  readonly holds?: Holder;
  readonly staying?: Staying;
  readonly doubt?: Failure;
}

const ADA = email('ada@example.com');
const EVE = email('eve@example.net');
const WORDS = { entity: 'user "ada"', id: 'user-1' };
const MISMATCH = failure('IDENTITY_MISMATCH', { ...WORDS, declared: '"ada@example.com"', theirs: 'e***@example.net' });
const OTHER = holder('user-1');
const ITSELF = holder('user-1', 'created', ASKER.logicalResourceId);

function unproven(missing: string, made = 'the service doesn\'t say when it was made'): Failure {
  return failure('IDENTITY_UNPROVEN', { ...WORDS, missing, made });
}

function notHandedOver(missing: string): Failure {
  return failure('HAND_OVER_UNPROVEN', { ...WORDS, holder: '"Other"', missing });
}

test.each<Proof>([
  { case: 'users are the same one when their addresses are', declared: declaredUser(ADA), live: liveUser(ADA) },
  { case: 'users are the same one also when an address has other letters of ASCII in capitals', declared: declaredUser(ADA), live: liveUser(email('Ada@Example.com')) },
  { case: 'users with different addresses are two', declared: declaredUser(ADA), live: liveUser(EVE), doubt: MISMATCH },
  { case: 'users with different addresses are two whoever holds the existing one', declared: declaredUser(ADA), live: liveUser(EVE), holds: OTHER, doubt: MISMATCH },
  { case: 'who holds the user asks for no proof', declared: declaredUser(ADA), live: liveUser(EVE), holds: ITSELF },
  { case: 'who overwrites asks for no proof', declared: declaredUser(ADA, { conflictPolicy: 'OVERWRITE' }), live: liveUser(EVE) },
  { case: 'what a name proves needs no address', declared: declaredUser(ADA, { provenBy: 'NAME' }), live: liveUser(EVE) },
  { case: 'who takes over nothing of others asks for proof', declared: declaredUser(ADA, { conflictPolicy: 'FAIL' }), live: liveUser(EVE), holds: OTHER, doubt: MISMATCH },
  {
    case: 'nothing is proven when the existing user has no address', declared: declaredUser(ADA), live: liveUser(),
    doubt: unproven('the existing user has no e-mail address'),
  },
  {
    case: 'nothing is proven when the declaration has no address', declared: declaredUser(), live: liveUser(ADA),
    doubt: unproven('the declaration has no e-mail address'),
  },
  {
    case: 'nothing is proven when nobody has an address', declared: declaredUser(), live: liveUser(),
    doubt: unproven('neither of the two has an e-mail address',
      'the service doesn\'t say when it was made, exactly as declared, so perhaps by a creation of this stack that CloudFormation gave up'),
  },
  {
    case: 'a holder in the stack is no proof when the existing user has no address', declared: declaredUser(ADA), live: liveUser(), holds: OTHER,
    doubt: notHandedOver('the existing user has no e-mail address, and what is declared isn\'t exactly what the user has'),
  },
  {
    case: 'a holder in the stack is no proof when the declaration has no address', declared: declaredUser(), live: liveUser(ADA), holds: OTHER,
    doubt: notHandedOver('the declaration has no e-mail address, and what is declared isn\'t exactly what the user has'),
  },
  {
    case: 'a holder in the stack is no proof when one value changes', declared: declaredUser({ title: 'Countess' }), live: liveUser({ title: 'Engineer' }), holds: OTHER,
    doubt: notHandedOver('neither of the two has an e-mail address, and what is declared isn\'t exactly what the user has'),
  },
  { case: 'a holder in the stack is proof when nobody has an address and nothing changes', declared: declaredUser(), live: liveUser(), holds: OTHER },
  {
    case: 'a holder is proof when it was declared with just that', declared: declaredUser(), live: liveUser(), holds: OTHER,
    staying: { template: 'OLD', stays: false, declared: { UserName: 'ada' } },
  },
  {
    case: 'a holder is no proof when it was declared otherwise', declared: declaredUser(), live: liveUser(), holds: OTHER,
    staying: { template: 'OLD', stays: false, declared: { UserName: 'ada', Title: 'Countess' } },
    doubt: notHandedOver('neither of the two has an e-mail address, and the other resource was declared otherwise'),
  },
])('$case', ({ declared, live, holds, staying, doubt }) => {
  expect(doubtOf(declared, live, { ...(holds && { holder: holds }), ...(staying && { staying }) }, ASKER)).toStrictEqual(doubt);
});
