import { lookAt, nothing, wait } from '../../../../lambda/guard/decide/decision';
import { Failure, failure } from '../../../../lambda/guard/failure';
import type { Owned, Ownership } from '../../../../lambda/guard/ownership';
import type { Maker, StackView } from '../../../../lambda/guard/stack-view';
import type { Difference } from '../../../../lambda/identity-store/attributes';
import { Adoption, decideAdoption, decideHandOver } from '../../../../lambda/identity-store/decide/adoption';
import type { DeclaredEntity, LiveEntity } from '../../../../lambda/identity-store/declared-entity';
import { ASKER, declaredGroup, declaredUser, email, holder, liveGroup, liveUser, TAKEN } from '../../../support/store-entities';

interface Row {
  readonly case: string;
  readonly declared?: DeclaredEntity;
  readonly live?: LiveEntity;
  readonly isOwn?: true;
  readonly stack?: StackView;
  readonly decision: ReturnType<typeof decideAdoption>;
}

const ADA = email('ada@example.com');
const EVE = email('eve@example.net');
const NOBODY: StackView = {};
const GROUP = liveGroup();
const DESCRIBED: readonly Difference[] = [{ path: 'description', value: 'Everybody' }];
const HELD = wait(failure('NAME_HELD_BY_ANOTHER_CONSTRUCT', { entity: 'group "admins"', id: 'group-1', holder: '"Other"' }, TAKEN));
const MISMATCH = failure('IDENTITY_MISMATCH', {
  entity: 'user "ada"', id: 'user-1', declared: '"ada@example.com"', theirs: 'e***@example.net',
}, TAKEN);

function givenUp(id = 'group-1', ownership: Ownership = 'created'): StackView {
  return { holder: holder(id, ownership), staying: { template: 'NEW', stays: false, declared: {} } };
}

function staying(id = 'group-1'): StackView {
  return { holder: holder(id), staying: { template: 'NEW', stays: true, declared: {} } };
}

function adopted(live: LiveEntity, differences: readonly Difference[] = []): Adoption {
  return { kind: 'ADOPT', owned: { ownership: 'adopted', id: live.id }, writes: { live, differences }, mayBeDisputed: false };
}

function handedOver(live: LiveEntity, ownership: Ownership = 'created', differences: readonly Difference[] = []): Adoption {
  return { kind: 'ADOPT', owned: { ownership, id: live.id }, writes: { live, differences }, mayBeDisputed: false };
}

function alreadyExists(entity: string, id: string): Failure {
  return failure('ALREADY_EXISTS', { entity, id }, TAKEN);
}

function managedExternally(differences: string): Failure {
  return failure('MANAGED_EXTERNALLY', { entity: 'group "admins"', id: 'group-1', differences });
}

const CREATED = nothing({ ownership: 'created', id: 'group-1' });
const FAILING = declaredGroup({}, { conflictPolicy: 'FAIL' });
const PROVISIONED = liveGroup({ displayName: 'Admins' }, { isManagedExternally: true });
const PROVISIONED_USER = liveUser(EVE, { isManagedExternally: true });
const MARY = liveUser({ ...EVE, title: 'Countess' });

describe('whose it is', () => {
  test.each<Row>([
    { case: 'what an attempt of this create has made is created, without a look', isOwn: true, decision: CREATED },
    { case: 'what an attempt of this create has made is created, whoever would hold it', isOwn: true, stack: staying(), decision: CREATED },
    { case: 'what an attempt of this create has made is no reason to fail', isOwn: true, declared: FAILING, stack: NOBODY, decision: CREATED },
    { case: 'what somebody else has made is looked up in the stack', decision: lookAt('HOLDER') },
    { case: 'who takes over nothing of others looks whether it is of this stack', declared: FAILING, decision: lookAt('HOLDER') },
    { case: 'who overwrites looks whether it is of this stack', declared: declaredGroup({}, { conflictPolicy: 'OVERWRITE' }), decision: lookAt('HOLDER') },
    { case: 'what nobody holds is adopted', stack: NOBODY, decision: adopted(GROUP) },
    { case: 'what nobody holds is adopted by who overwrites', declared: declaredGroup({}, { conflictPolicy: 'OVERWRITE' }), stack: NOBODY, decision: adopted(GROUP) },
    { case: 'what nobody holds is not for who takes over nothing', declared: FAILING, stack: NOBODY, decision: alreadyExists('group "admins"', 'group-1') },
    { case: 'what was created is handed over as created', stack: givenUp(), decision: handedOver(GROUP) },
    { case: 'what was adopted is handed over as adopted', stack: givenUp('group-1', 'adopted'), decision: handedOver(GROUP, 'adopted') },
    { case: 'what is of this stack is handed over also to who takes over nothing of others', declared: FAILING, stack: givenUp(), decision: handedOver(GROUP) },
    { case: 'what its holder stays with is waited for', stack: staying(), decision: HELD },
    { case: 'what its holder stays with is waited for by who takes over nothing of others', declared: FAILING, stack: staying(), decision: HELD },
    { case: 'what its holder stays with is waited for by who overwrites', declared: declaredGroup({}, { conflictPolicy: 'OVERWRITE' }), stack: staying(), decision: HELD },
    { case: 'nobody stays with what nobody holds', stack: { staying: { template: 'NEW', stays: true, declared: {} } }, decision: adopted(GROUP) },
  ])('$case', ({ declared = declaredGroup(), live = GROUP, isOwn = false, stack, decision }) => {
    expect(decideAdoption({ declared, live, asker: ASKER, conflict: TAKEN }, { isOwn, ...(stack && { stack }) })).toStrictEqual(decision);
  });
});

describe('what was made while other resources were under way that haven\'t said what they have', () => {
  const maker = (logicalResourceId: string, declared?: Maker['declared']): Maker => ({ logicalResourceId, ...(declared && { declared }) });
  const unknown = (makers: string): Row['decision'] =>
    wait(failure('MAKER_NOT_KNOWN', { entity: 'group "admins"', id: 'group-1', makers }, TAKEN), { attempts: 9 });

  test.each<Row>([
    { case: 'isn\'t taken over if one of them may be declared with any name', stack: { makers: [maker('One')] }, decision: unknown('"One"') },
    { case: 'isn\'t taken over if the name of one is known at deployment', stack: { makers: [maker('One', { DisplayName: { Ref: 'Name' } })] }, decision: unknown('"One"') },
    { case: 'isn\'t taken over if one is declared with this name', stack: { makers: [maker('One', { DisplayName: 'Admins' })] }, decision: unknown('"One"') },
    { case: 'isn\'t taken over by who takes over nothing, who hears of that', declared: FAILING, stack: { makers: [maker('One')] }, decision: unknown('"One"') },
    { case: 'isn\'t taken over by who overwrites', declared: declaredGroup({}, { conflictPolicy: 'OVERWRITE' }), stack: { makers: [maker('One')] }, decision: unknown('"One"') },
    { case: 'is somebody else\'s if all of them are declared with other names', stack: { makers: [maker('One', { DisplayName: 'devs' })] }, decision: adopted(GROUP) },
    {
      case: 'isn\'t taken over if one of several may be declared with any name', stack: { makers: [maker('One', { DisplayName: 'devs' }), maker('Two')] },
      decision: unknown('"Two"'),
    },
    { case: 'has all of three named', stack: { makers: ['One', 'Two', 'Three'].map((id) => maker(id)) }, decision: unknown('"One", "Two", "Three"') },
    { case: 'has three of many named', stack: { makers: ['One', 'Two', 'Three', 'Four', 'Five'].map((id) => maker(id)) }, decision: unknown('"One", "Two", "Three" and 2 more') },
  ])('$case', ({ declared = declaredGroup(), stack = {}, decision }) => {
    expect(decideAdoption({ declared, live: GROUP, asker: ASKER, conflict: TAKEN }, { isOwn: false, stack })).toStrictEqual(decision);
  });
});

describe('whether it is the declared user', () => {
  test.each<Row>([
    { case: 'the same address proves it', live: liveUser(ADA), stack: NOBODY, decision: adopted(liveUser(ADA)) },
    { case: 'another address is told, with the conflict', live: liveUser(EVE), stack: NOBODY, decision: MISMATCH },
    { case: 'another address is told also of what is handed over', live: liveUser(EVE), stack: givenUp('user-1'), decision: MISMATCH },
    {
      case: 'no address is told, with the conflict', live: liveUser(), stack: NOBODY,
      decision: failure('IDENTITY_UNPROVEN', { entity: 'user "ada"', id: 'user-1', missing: 'the existing user has no e-mail address', made: 'the service doesn\'t say when it was made' }, TAKEN),
    },
    {
      case: 'no address proves no hand-over that would change something', live: liveUser(), stack: givenUp('user-1', 'adopted'),
      decision: failure('HAND_OVER_UNPROVEN', {
        entity: 'user "ada"', id: 'user-1', holder: '"Other"',
        missing: 'the existing user has no e-mail address, and what is declared isn\'t exactly what the user has',
      }, TAKEN),
    },
    {
      case: 'who holds it already needs no proof', live: liveUser(EVE), stack: { holder: holder('user-1', 'created', ASKER.logicalResourceId) },
      decision: handedOver(liveUser(EVE), 'created', [{ path: 'emails', value: ADA.emails! }]),
    },
    {
      case: 'who overwrites needs no proof', declared: declaredUser(ADA, { conflictPolicy: 'OVERWRITE' }), live: liveUser(EVE), stack: NOBODY,
      decision: adopted(liveUser(EVE), [{ path: 'emails', value: ADA.emails! }]),
    },
    {
      case: 'who takes over nothing isn\'t told of the address', declared: declaredUser(ADA, { conflictPolicy: 'FAIL' }), live: liveUser(EVE), stack: NOBODY,
      decision: alreadyExists('user "ada"', 'user-1'),
    },
    {
      case: 'what its holder stays with is waited for, whatever its address', live: liveUser(EVE), stack: staying('user-1'),
      decision: wait(failure('NAME_HELD_BY_ANOTHER_CONSTRUCT', { entity: 'user "ada"', id: 'user-1', holder: '"Other"' }, TAKEN)),
    },
    { case: 'another user of a provider is told by the address', live: PROVISIONED_USER, stack: NOBODY, decision: MISMATCH },
  ])('$case', ({ declared = declaredUser(ADA), live = GROUP, stack, decision }) => {
    expect(decideAdoption({ declared, live, asker: ASKER, conflict: TAKEN }, { isOwn: false, ...(stack && { stack }) })).toStrictEqual(decision);
  });
});

describe('what is written', () => {
  const described = declaredGroup({ description: 'Everybody' });
  const provisioned = liveGroup({}, { isManagedExternally: true });

  test.each<Row>([
    { case: 'nothing to what is as declared', live: liveGroup({ description: 'Everybody' }), decision: adopted(liveGroup({ description: 'Everybody' })) },
    { case: 'what is missing', decision: adopted(GROUP, DESCRIBED) },
    { case: 'what is different', live: liveGroup({ description: 'Nobody' }), decision: adopted(liveGroup({ description: 'Nobody' }), DESCRIBED) },
    { case: 'what is missing of what is handed over', stack: givenUp(), decision: handedOver(GROUP, 'created', DESCRIBED) },
    { case: 'nothing over what isn\'t declared', declared: declaredGroup(), live: liveGroup({ description: 'Nobody' }), decision: adopted(liveGroup({ description: 'Nobody' })) },
    {
      case: 'the declared spelling of the name', declared: declaredGroup(), live: liveGroup({ displayName: 'Admins' }),
      decision: adopted(liveGroup({ displayName: 'Admins' }), [{ path: 'displayName', value: 'admins' }]),
    },
    { case: 'nothing to what a provider owns and is as declared', declared: declaredGroup(), live: provisioned, decision: adopted(provisioned) },
    { case: 'nothing to the spelling of a provider', declared: declaredGroup(), live: PROVISIONED, decision: adopted(PROVISIONED) },
    { case: 'nothing to what a provider owns and is handed over', declared: declaredGroup(), live: PROVISIONED, stack: givenUp(), decision: handedOver(PROVISIONED) },
    { case: 'nothing to what a provider owns and isn\'t as declared', live: provisioned, decision: managedExternally('description') },
    { case: 'nothing to what a provider owns and isn\'t as declared, though it is handed over', live: provisioned, stack: givenUp(), decision: managedExternally('description') },
    {
      case: 'everything that differs of a user at once', declared: declaredUser({ ...ADA, title: 'Analyst' }, { conflictPolicy: 'OVERWRITE' }), live: MARY,
      decision: adopted(MARY, [{ path: 'emails', value: ADA.emails! }, { path: 'title', value: 'Analyst' }]),
    },
  ])('$case', ({ declared = described, live = GROUP, stack = NOBODY, decision }) => {
    expect(decideAdoption({ declared, live, asker: ASKER, conflict: TAKEN }, { isOwn: false, stack })).toStrictEqual(decision);
  });
});

describe('after what was handed over has been written', () => {
  const owned: Owned = { ownership: 'adopted', id: 'group-1' };

  test.each([
    { case: 'it is done when nobody else holds it any more', stack: NOBODY, decision: nothing(owned) },
    { case: 'it is done when its holder gives it up', stack: givenUp(), decision: nothing(owned) },
    { case: 'it is waited for when its holder stays with it after all', stack: staying(), decision: HELD },
  ])('$case', ({ stack, decision }) => {
    expect(decideHandOver({ declared: declaredGroup(), live: GROUP, asker: ASKER, conflict: TAKEN }, owned, stack)).toStrictEqual(decision);
  });
});
