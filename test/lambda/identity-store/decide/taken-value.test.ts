import type { AwsError } from '../../../../lambda/errors/aws-error';
import { callFailure } from '../../../../lambda/guard/call-failure';
import { lookAt } from '../../../../lambda/guard/decide/decision';
import { Failure, failure } from '../../../../lambda/guard/failure';
import { conflict } from '../../../../lambda/guard/result';
import type { Staying } from '../../../../lambda/guard/stack-view';
import { decideGroupRefusal, decideUserRefusal, emailTaken, explainTakenEmail, Owners } from '../../../../lambda/identity-store/decide/taken-value';
import type { DeclaredEntity } from '../../../../lambda/identity-store/declared-entity';
import { declaredGroup, declaredUser, email, holder, liveGroup, liveUser, TAKEN } from '../../../support/store-entities';

interface GroupRow {
  readonly case: string;
  readonly paths: readonly string[];
  readonly owners?: Owners;
  readonly decision: ReturnType<typeof decideGroupRefusal>;
}

function displayNameTaken(other: string): Failure {
  return failure('DISPLAY_NAME_TAKEN', { entity: 'group "owners"', id: 'group-1', name: '"admins"', other }, TAKEN);
}

const UPDATING_GROUP = callFailure(conflict(TAKEN), 'updating group "admins"');

test.each<GroupRow>([
  { case: 'a group whose name was not to be written is unexpected, without a look', paths: ['description'], decision: UPDATING_GROUP },
  { case: 'a group that was to be renamed: who has the name?', paths: ['description', 'displayName'], decision: lookAt('NAME') },
  { case: 'who has the name of the group is told', paths: ['displayName'], owners: { ofName: 'group-2' }, decision: displayNameTaken('group-2') },
  { case: 'that nobody has the name of the group is told', paths: ['displayName'], owners: { ofName: '' }, decision: displayNameTaken('not found by its name') },
])('$case', ({ paths, owners = {}, decision }) => {
  const refused = { declared: declaredGroup(), live: liveGroup({ displayName: 'owners' }), paths, error: TAKEN };
  expect(decideGroupRefusal(refused, owners)).toStrictEqual(decision);
});

interface UserRow {
  readonly case: string;
  readonly declared?: DeclaredEntity;
  readonly paths: readonly string[];
  readonly error?: AwsError;
  readonly owners?: Owners;
  readonly decision: ReturnType<typeof decideUserRefusal>;
}

const ADA = declaredUser(email('ada@example.com'));
const BOTH = ['userName', 'emails'];
const EVE = liveUser({ userName: 'eve' }, { id: 'user-2' });
const ITSELF = liveUser({ userName: 'augusta' });
const USER = { entity: 'user "augusta"', id: 'user-1' };
const NAME_TAKEN = failure('USER_NAME_TAKEN', { ...USER, name: '"ada"', other: 'user-2' }, TAKEN);
const EMAIL_TAKEN = failure('EMAIL_TAKEN', { entity: 'user "ada"', done: 'changed', email: 'a***@example.com', owner: '"eve"', id: 'user-2', held: '' }, TAKEN);
const { reason: _reason, ...OTHERWISE } = TAKEN;

function unresolved(attributes: string): Failure {
  return failure('UPDATE_CONFLICT_UNRESOLVED', { ...USER, attributes }, TAKEN);
}

test.each<UserRow>([
  { case: 'a user who was to be renamed: who has the name?', paths: BOTH, decision: lookAt('NAME') },
  { case: 'who has the name of the user is told, without a look for the address', paths: BOTH, owners: { ofName: 'user-2' }, decision: NAME_TAKEN },
  { case: 'a user whose name nobody has: who has the address?', paths: BOTH, owners: { ofName: '' }, decision: lookAt('EMAIL') },
  { case: 'a user who has the name: who has the address?', paths: BOTH, owners: { ofName: 'user-1' }, decision: lookAt('EMAIL') },
  { case: 'a user who was to get an address: who has it?', paths: ['emails'], decision: lookAt('EMAIL') },
  { case: 'who has the address is told', paths: ['emails'], owners: { ofEmail: EVE }, decision: EMAIL_TAKEN },
  { case: 'who has the address is told when nobody has the name', paths: BOTH, owners: { ofName: '', ofEmail: EVE }, decision: EMAIL_TAKEN },
  { case: 'that nobody has the address is told', paths: ['emails'], owners: { ofEmail: 'NOBODY' }, decision: unresolved('emails') },
  { case: 'that the user has the address already is told', paths: ['emails'], owners: { ofEmail: ITSELF }, decision: unresolved('emails') },
  { case: 'that nobody has either is told', paths: BOTH, owners: { ofName: '', ofEmail: 'NOBODY' }, decision: unresolved('userName, emails') },
  { case: 'that the user has both already is told', paths: BOTH, owners: { ofName: 'user-1', ofEmail: ITSELF }, decision: unresolved('userName, emails') },
  { case: 'nobody is looked for when neither was to be written', paths: ['title', 'locale'], decision: unresolved('title, locale') },
  { case: 'nobody is looked for when the address goes', declared: declaredUser(), paths: ['emails'], decision: unresolved('emails') },
  {
    case: 'another conflict is unexpected', paths: ['title'], error: OTHERWISE, decision: callFailure(conflict(OTHERWISE), 'updating user "augusta"'),
  },
  {
    case: 'another conflict is unexpected also when nobody has the address', paths: ['emails'], error: OTHERWISE, owners: { ofEmail: 'NOBODY' },
    decision: callFailure(conflict(OTHERWISE), 'updating user "augusta"'),
  },
])('$case', ({ declared = ADA, paths, error = TAKEN, owners = {}, decision }) => {
  expect(decideUserRefusal({ declared, live: ITSELF, paths, error }, owners)).toStrictEqual(decision);
});

test.each([
  { case: 'in an update', done: 'changed', owner: EVE, error: TAKEN, told: EMAIL_TAKEN },
  {
    case: 'without an answer of AWS, and with a name that is an address', done: 'created', owner: liveUser({ userName: 'eve@example.net' }, { id: 'user-2' }),
    error: undefined,
    told: failure('EMAIL_TAKEN', { entity: 'user "ada"', done: 'created', email: 'a***@example.com', owner: '"e***@example.net"', id: 'user-2', held: '' }),
  },
] as const)('the owner of a taken address is told, with addresses masked, $case', ({ done, owner, error, told }) => {
  expect(emailTaken(ADA, done, 'ada@example.com', owner, error)).toStrictEqual(told);
});

describe('an address of a user of the own stack', () => {
  const created = emailTaken(ADA, 'created', 'ada@example.com', EVE, TAKEN);
  const words = { entity: 'user "ada"', email: 'a***@example.com', owner: '"eve"', id: 'user-2', holder: '"Other", construct People/Eve' };
  const same = { Emails: [{ Value: 'ADA@example.com' }] };
  const held: Failure = { ...created, words: { ...created.words, held: ', managed by another resource of this stack ("Other", construct People/Eve)' } };

  test.each<{ case: string; staying?: Staying; taken?: Failure; told: Failure }>([
    { case: 'that leaves', staying: { template: 'NEW', stays: false, declared: {} }, told: failure('USER_RENAMED_WITH_CONSTRUCT', words, TAKEN) },
    { case: 'that stays with the same address', staying: { template: 'NEW', stays: true, declared: same }, told: failure('PERSON_DECLARED_TWICE', words, TAKEN) },
    { case: 'that has just got the same address', staying: { template: 'OLD', stays: true, declared: same }, told: failure('PERSON_DECLARED_TWICE', words, TAKEN) },
    { case: 'that stays with another address', staying: { template: 'NEW', stays: true, declared: { Emails: [{ Value: 'eve@example.com' }] } }, told: held },
    { case: 'that stays with an address known at deployment', staying: { template: 'NEW', stays: true, declared: { Emails: [{ Value: { Ref: 'Email' } }] } }, told: held },
    { case: 'that stays without an address', staying: { template: 'NEW', stays: true, declared: {} }, told: held },
    { case: 'that may leave', staying: { template: 'OLD', stays: false, declared: same }, told: held },
    { case: 'of which the template doesn\'t tell', staying: { template: 'UNREADABLE' }, told: held },
    { case: 'that was not asked for', told: held },
    {
      case: 'that an update of another one wants', staying: { template: 'NEW', stays: true, declared: same }, taken: EMAIL_TAKEN,
      told: { ...EMAIL_TAKEN, words: { ...EMAIL_TAKEN.words, held: held.words.held ?? '' } },
    },
    {
      case: 'that leaves, and whose address an update of another one wants', staying: { template: 'NEW', stays: false, declared: {} }, taken: EMAIL_TAKEN,
      told: { ...EMAIL_TAKEN, words: { ...EMAIL_TAKEN.words, held: held.words.held ?? '' } },
    },
  ])('$case', ({ staying, taken = created, told }) => {
    const other = { ...holder('user-2'), constructPath: 'People/Eve' };
    expect(explainTakenEmail(taken, ADA, { holder: other, ...(staying && { staying }) })).toStrictEqual(told);
  });

  test('is only told as taken if no other resource has it', () => {
    expect(explainTakenEmail(created, ADA, {})).toBe(created);
  });
});
