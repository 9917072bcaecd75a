import { Failure, failure } from '../../../../lambda/guard/failure';
import { managedExternally } from '../../../../lambda/identity-store/decide/managed-externally';
import { comparisonOf, DeclaredEntity, LiveEntity } from '../../../../lambda/identity-store/declared-entity';
import { declaredUser, liveUser } from '../../../support/store-entities';

interface Provisioned {
  readonly case: string;
  readonly declared: DeclaredEntity;
  readonly live: LiveEntity;
  readonly before?: DeclaredEntity;
  readonly refusal?: Failure;
}

function differing(differences: string): Failure {
  return failure('MANAGED_EXTERNALLY', { entity: 'user "ada"', id: 'user-1', differences });
}

test.each<Provisioned>([
  { case: 'a user as declared is fine', declared: declaredUser({ title: 'Analyst' }), live: liveUser({ title: 'Analyst' }) },
  { case: 'what the provider gives besides is its own', declared: declaredUser(), live: liveUser({ title: 'Countess' }) },
  { case: 'the form of a name is the provider\'s', declared: declaredUser(), live: liveUser({ userName: ' ADA' }) },
  {
    case: 'what is in place of a removed attribute is the provider\'s', declared: declaredUser(), before: declaredUser({ title: 'Analyst' }),
    live: liveUser({ title: 'Countess' }),
  },
  {
    case: 'a removed attribute that the provider keeps is the provider\'s', declared: declaredUser(), before: declaredUser({ title: 'Analyst' }),
    live: liveUser({ title: 'Analyst' }),
  },
  { case: 'a value that differs is told', declared: declaredUser({ title: 'Analyst' }), live: liveUser({ title: 'Countess' }), refusal: differing('title') },
  { case: 'a value that is missing is told', declared: declaredUser({ title: 'Analyst' }), live: liveUser(), refusal: differing('title') },
  {
    case: 'everything that differs is told', declared: declaredUser({ title: 'Analyst', locale: 'en', timezone: 'UTC' }), live: liveUser({ locale: 'en' }),
    refusal: differing('title, timezone'),
  },
])('$case', ({ declared, live, before, refusal }) => {
  expect(managedExternally(declared, live, comparisonOf(declared, live, before))).toStrictEqual(refusal);
});
