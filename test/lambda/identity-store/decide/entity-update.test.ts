import { callFailure } from '../../../../lambda/guard/call-failure';
import { CREATE, lookAt, nothing, update } from '../../../../lambda/guard/decide/decision';
import { Failure, failure } from '../../../../lambda/guard/failure';
import type { Owned } from '../../../../lambda/guard/ownership';
import { CallResult, conflict, done, failed, missing } from '../../../../lambda/guard/result';
import type { StackView } from '../../../../lambda/guard/stack-view';
import type { Difference } from '../../../../lambda/identity-store/attributes';
import { decideUpdate, SeenAtChange } from '../../../../lambda/identity-store/decide/entity-update';
import type { DeclaredEntity, LiveEntity } from '../../../../lambda/identity-store/declared-entity';
import type { StoreProperties } from '../../../../lib/contract/identity-store';
import { declaredGroup, declaredUser, holder, liveGroup, liveUser, STORE, TAKEN } from '../../../support/store-entities';

interface Row {
  readonly case: string;
  /** As it was before, unless something else is declared now. */
  readonly before?: DeclaredEntity;
  readonly declared?: DeclaredEntity;
  readonly live: LiveEntity | CallResult<LiveEntity>;
  readonly seen?: Omit<SeenAtChange, 'live'>;
  readonly decision: ReturnType<typeof decideUpdate>;
}

const OWNED: Owned = { ownership: 'adopted', id: 'group-1' };
const AS_IT_IS = nothing(OWNED);
const TRIES = { attempts: 5, seconds: 12 };
const DENIED = failed('ACCESS_DENIED', TRIES, TAKEN);

const ONE = declaredGroup({ description: 'one' });
const TWO = declaredGroup({ description: 'two' });
const NONE = declaredGroup();
const LIVE_ONE = liveGroup({ description: 'one' });
const LIVE_TWO = liveGroup({ description: 'two' });

function decisionOf({ before, declared = ONE, live, seen }: Omit<Row, 'case' | 'decision'>): Row['decision'] {
  return decideUpdate({ declared, before: before ?? declared, owned: OWNED }, { live: 'kind' in live ? live : done(live), ...seen });
}

function writes(live: LiveEntity, ...differences: Difference[]): Row['decision'] {
  return update({ live, differences });
}

describe('what is written', () => {
  const analyst = declaredUser({ title: 'Analyst', locale: 'en' });

  test.each<Row>([
    { case: 'nothing to what is as declared, as before', live: LIVE_ONE, decision: AS_IT_IS },
    { case: 'nothing to what the service has put in a form of its own', live: liveGroup({ displayName: ' ADMINS', description: ' one ' }), decision: AS_IT_IS },
    { case: 'the new value, without a look', before: ONE, declared: TWO, live: LIVE_ONE, decision: writes(LIVE_ONE, { path: 'description', value: 'two' }) },
    { case: 'the declared value over that of somebody else, without a look', live: LIVE_TWO, decision: writes(LIVE_TWO, { path: 'description', value: 'one' }) },
    { case: 'the end of what isn\'t declared any more', before: ONE, declared: NONE, live: LIVE_ONE, decision: writes(LIVE_ONE, { path: 'description' }) },
    {
      case: 'all that differs of a user', declared: analyst, live: liveUser(),
      decision: writes(liveUser(), { path: 'title', value: 'Analyst' }, { path: 'locale', value: 'en' }),
    },
    { case: 'nothing over what was never declared', before: NONE, declared: NONE, live: LIVE_TWO, decision: AS_IT_IS },
  ])('$case', ({ decision, ...row }) => {
    expect(decisionOf(row)).toStrictEqual(decision);
  });
});

describe('what needn\'t be written may be an update that a rollback can\'t see yet', () => {
  const before = declaredUser({ title: 'one', locale: 'en' });
  const declared = declaredUser({ title: 'two', locale: 'de' });
  const halfDone = liveUser({ title: 'two', locale: 'en' });
  const theOther: Difference = { path: 'locale', value: 'de' };
  const change = { before: ONE, declared: TWO, live: LIVE_TWO };
  const removal = { before: ONE, declared: NONE, live: LIVE_TWO };

  test.each<Row>([
    { case: 'what is written already: is it a rollback?', ...change, decision: lookAt('ROLLBACK') },
    { case: 'what is written already is fine in an update', ...change, seen: { isUndoing: false }, decision: AS_IT_IS },
    { case: 'what is written already is read again in a rollback', ...change, seen: { isUndoing: true }, decision: lookAt('ENTITY_AGAIN') },
    { case: 'what is still written when it is read again is fine', ...change, seen: { isUndoing: true, isReadAgain: true }, decision: AS_IT_IS },
    {
      case: 'what has changed when it is read again is written', ...change, live: LIVE_ONE, seen: { isUndoing: true, isReadAgain: true },
      decision: writes(LIVE_ONE, { path: 'description', value: 'two' }),
    },
    { case: 'what was read again is read no more, though nobody told of a rollback', ...change, seen: { isReadAgain: true }, decision: AS_IT_IS },
    { case: 'what is half written: is it a rollback?', before, declared, live: halfDone, decision: lookAt('ROLLBACK') },
    { case: 'what is half written in an update gets the other half', before, declared, live: halfDone, seen: { isUndoing: false }, decision: writes(halfDone, theOther) },
    { case: 'what is half written in a rollback is read again', before, declared, live: halfDone, seen: { isUndoing: true }, decision: lookAt('ENTITY_AGAIN') },
    {
      case: 'what is half written when it is read again gets the other half', before, declared, live: halfDone, seen: { isUndoing: true, isReadAgain: true },
      decision: writes(halfDone, theOther),
    },
    { case: 'what somebody put in place of what isn\'t declared any more: is it a rollback?', ...removal, decision: lookAt('ROLLBACK') },
    { case: 'what somebody put in place of what isn\'t declared any more stays', ...removal, seen: { isUndoing: false }, decision: AS_IT_IS },
    { case: 'what isn\'t declared any more and is gone: is it a rollback?', ...removal, live: liveGroup(), decision: lookAt('ROLLBACK') },
  ])('$case', ({ decision, ...row }) => {
    expect(decisionOf(row)).toStrictEqual(decision);
  });
});

describe('what can\'t be read', () => {
  const moved = { before: ONE, declared: inStore({ IdentityStoreId: 'd-2222222222' }) };

  test.each<Row>([
    { case: 'what is gone is created', live: missing(TAKEN), decision: CREATE },
    { case: 'what may not be read is a failure', live: DENIED, decision: callFailure(DENIED, 'reading group "admins"') },
    { case: 'what is being changed is a failure', live: conflict(TAKEN), decision: callFailure(conflict(TAKEN), 'reading group "admins"') },
    { case: 'a user that may not be read is a failure', declared: declaredUser(), live: DENIED, decision: callFailure(DENIED, 'reading user "ada"') },
    { case: 'what isn\'t in another store: is it a rollback?', ...moved, live: missing(TAKEN), decision: lookAt('ROLLBACK') },
    { case: 'what isn\'t in another store is in the one before', ...moved, live: missing(TAKEN), seen: { isUndoing: false }, decision: storeChanged('"d-2222222222"') },
    ...(['ACCESS_DENIED', 'INVALID_REQUEST', 'IDENTITY_STORE_NOT_FOUND'] as const).map((code) => (
      { case: `what another store refuses with ${code} is in the one before`, ...moved, live: failed(code, TRIES), seen: { isUndoing: false }, decision: storeChanged('"d-2222222222"') })),
    {
      case: 'what is missing in another Region is in the one before', before: ONE, declared: inStore({ ...STORE, Region: 'eu-central-1' }), live: missing(TAKEN),
      seen: { isUndoing: false }, decision: storeChanged('"d-1111111111" (eu-central-1)'),
    },
    {
      case: 'what is missing in the Region of the stack is in the one before', before: inStore({ ...STORE, Region: 'eu-central-1' }), declared: ONE, live: missing(TAKEN),
      seen: { isUndoing: false }, decision: storeChanged('"d-1111111111"', '"d-1111111111" (eu-central-1)'),
    },
    {
      case: 'another store that has no time says nothing of where it is', ...moved, live: failed('THROTTLED', TRIES),
      decision: callFailure(failed('THROTTLED', TRIES), 'reading group "admins"'),
    },
    {
      case: 'a conflict in another store says nothing of where it is', ...moved, live: conflict(TAKEN),
      decision: callFailure(conflict(TAKEN), 'reading group "admins"'),
    },
    { case: 'what another store has, because the update before it was refused, is as it is', ...moved, live: LIVE_ONE, decision: AS_IT_IS },
    {
      case: 'what another store has, because the update before it was refused, is written to', ...moved, live: LIVE_TWO,
      decision: writes(LIVE_TWO, { path: 'description', value: 'one' }),
    },
  ])('$case', ({ decision, ...row }) => {
    expect(decisionOf(row)).toStrictEqual(decision);
  });

  test('what can\'t be read is as unknown after another look', () => {
    expect(decisionOf({ live: missing(TAKEN), seen: { isUndoing: true, isReadAgain: true } })).toStrictEqual(CREATE);
  });
});

describe('what a provider owns', () => {
  const refusal = failure('MANAGED_EXTERNALLY', { entity: 'group "admins"', id: 'group-1', differences: 'description' });
  const change = { before: ONE, declared: TWO, live: provisioned({ description: 'one' }) };

  test.each<Row>([
    { case: 'is fine as declared', live: provisioned({ description: 'one' }), decision: AS_IT_IS },
    { case: 'is fine in the form of the provider', live: provisioned({ displayName: 'Admins', description: 'one ' }), decision: AS_IT_IS },
    { case: 'is fine when it keeps what isn\'t declared any more', before: ONE, declared: NONE, live: provisioned({ description: 'one' }), decision: AS_IT_IS },
    { case: 'that isn\'t as declared: is it a rollback?', ...change, decision: lookAt('ROLLBACK') },
    { case: 'that isn\'t as declared is a failure of an update', ...change, seen: { isUndoing: false }, decision: refusal },
    { case: 'that isn\'t as declared stays so in a rollback', ...change, seen: { isUndoing: true }, decision: AS_IT_IS },
    { case: 'that isn\'t as declared in spite of an unchanged declaration: is it a rollback?', live: provisioned({}), decision: lookAt('ROLLBACK') },
    { case: 'that isn\'t as declared in spite of an unchanged declaration is a failure', live: provisioned({}), seen: { isUndoing: false }, decision: refusal },
    { case: 'and has the new value already: is it a rollback?', ...change, live: provisioned({ description: 'two' }), decision: lookAt('ROLLBACK') },
    { case: 'and has the new value already is fine', ...change, live: provisioned({ description: 'two' }), seen: { isUndoing: false }, decision: AS_IT_IS },
    { case: 'and has the new value already is read again in a rollback', ...change, live: provisioned({ description: 'two' }), seen: { isUndoing: true }, decision: lookAt('ENTITY_AGAIN') },
    {
      case: 'has the name of the provider: nobody else is looked for', before: declaredGroup({ displayName: 'owners' }), declared: NONE,
      live: provisioned({ displayName: 'owners' }), seen: { isUndoing: false },
      decision: failure('MANAGED_EXTERNALLY', { entity: 'group "admins"', id: 'group-1', differences: 'displayName' }),
    },
  ])('what a provider owns $case', ({ decision, ...row }) => {
    expect(decisionOf(row)).toStrictEqual(decision);
  });
});

describe('another name', () => {
  const owners = liveGroup({ displayName: 'owners' });
  const rename = { before: declaredGroup({ displayName: 'owners' }), declared: NONE, live: owners };
  const renamed: Difference = { path: 'displayName', value: 'admins' };
  const other = { holder: holder('group-1', 'created', 'Owners') };

  test.each<Row>([
    { case: 'is only written once it is known who else holds the group', ...rename, decision: lookAt('OTHER_HOLDER') },
    { case: 'is written when nobody else holds the group', ...rename, seen: { others: {} }, decision: writes(owners, renamed) },
    { case: 'is not written when a new construct has taken the group for its own', ...rename, seen: { others: other }, decision: heldByAnother('group') },
    {
      case: 'is written when the other holder leaves the template', ...rename,
      seen: { others: { ...other, staying: { template: 'NEW', stays: false, declared: {} } } }, decision: writes(owners, renamed),
    },
    {
      case: 'is not written when the other holder stays in the template', ...rename,
      seen: { others: { ...other, staying: { template: 'NEW', stays: true, declared: {} } } }, decision: heldByAnother('group'),
    },
    {
      case: 'is only written with other attributes once it is known who else holds the group', ...rename, declared: ONE, decision: lookAt('OTHER_HOLDER'),
    },
    {
      case: 'is written with other attributes when nobody else holds the group', ...rename, declared: ONE, seen: { others: {} },
      decision: writes(owners, renamed, { path: 'description', value: 'one' }),
    },
    { case: 'that somebody else gave is looked into as well', live: liveGroup({ displayName: 'owners', description: 'one' }), decision: lookAt('OTHER_HOLDER') },
    {
      case: 'of a user is only written once it is known who else holds the user', before: declaredUser({ userName: 'owners' }), declared: declaredUser(),
      live: liveUser({ userName: 'owners' }), decision: lookAt('OTHER_HOLDER'),
    },
    {
      case: 'of a user is not written when a new construct has taken the user for its own', before: declaredUser({ userName: 'owners' }), declared: declaredUser(),
      live: liveUser({ userName: 'owners' }), seen: { others: other }, decision: heldByAnother('user'),
    },
    {
      case: 'is no reason to look for others when it is written already', ...rename, declared: ONE, live: liveGroup(), seen: { isUndoing: false },
      decision: writes(liveGroup(), { path: 'description', value: 'one' }),
    },
  ])('another name $case', ({ decision, ...row }) => {
    expect(decisionOf(row)).toStrictEqual(decision);
  });

  test('a name that stays is written to whoever else holds the group', () => {
    expect(decisionOf({ before: ONE, declared: TWO, live: LIVE_ONE, seen: { others: other } })).toStrictEqual(writes(LIVE_ONE, { path: 'description', value: 'two' }));
  });
});

describe('a group whose name is only known at deployment', () => {
  const named = { isNamedAtDeployment: true };
  const change = { before: declaredGroup({ description: 'one' }, named), declared: declaredGroup({ description: 'two' }, named), live: LIVE_ONE };
  const written = writes(LIVE_ONE, { path: 'description', value: 'two' });
  const stays: StackView = { holder: holder('group-1', 'created', 'Owners'), staying: { template: 'NEW', stays: true, declared: {} } };
  const leaves: StackView = { ...stays, staying: { template: 'NEW', stays: false, declared: {} } };
  const unreadable: StackView = { ...stays, staying: { template: 'UNREADABLE' } };
  const twice = failure('MANAGED_BY_TWO_CONSTRUCTS', { entity: 'group "admins"', id: 'group-1', holder: '"Owners"' });

  test.each<Row>([
    { case: 'is looked for among what other resources hold', ...change, decision: lookAt('TWIN') },
    { case: 'is written if no other resource holds it', ...change, seen: { twin: {} }, decision: written },
    { case: 'is written if the other one leaves the template', ...change, seen: { twin: leaves }, decision: written },
    { case: 'is not written if the other one stays, unless it is a rollback', ...change, seen: { twin: stays }, decision: lookAt('ROLLBACK') },
    { case: 'is refused in an update if the other one stays', ...change, seen: { twin: stays, isUndoing: false }, decision: twice },
    { case: 'is refused if nobody can read whether the other one stays', ...change, seen: { twin: unreadable, isUndoing: false }, decision: twice },
    { case: 'is written in a rollback, whoever else holds it', ...change, seen: { twin: stays, isUndoing: true }, decision: written },
    { case: 'is refused also if nothing is to be written', ...change, declared: change.before, seen: { twin: stays, isUndoing: false }, decision: twice },
    {
      case: 'is refused also if a provider owns it', ...change, live: provisioned({ description: 'two' }), seen: { twin: stays, isUndoing: false }, decision: twice,
    },
  ])('$case', ({ decision, ...row }) => {
    expect(decisionOf(row)).toStrictEqual(decision);
  });
});

function inStore(store: StoreProperties): DeclaredEntity {
  return declaredGroup({ description: 'one' }, { store });
}

function provisioned(values: Readonly<Record<string, string>>): LiveEntity {
  return liveGroup(values, { isManagedExternally: true });
}

function storeChanged(declared: string, managed = '"d-1111111111"'): Failure {
  return failure('IDENTITY_STORE_CHANGED', { entity: 'group "admins"', declared, managed });
}

function heldByAnother(noun: 'group' | 'user'): Failure {
  const [id, name] = noun === 'group' ? ['group-1', '"admins"'] : ['user-1', '"ada"'];
  return failure('HELD_BY_ANOTHER_CONSTRUCT', { entity: `${noun} "owners"`, id, name, holder: '"Owners"' });
}
