import { SAME_CLOCK } from '../../../../lambda/guard/service-clock';
import { decideAdoption, decideHandOver, Encounter } from '../../../../lambda/identity-store/decide/adoption';
import type { DeclaredEntity, LiveEntity } from '../../../../lambda/identity-store/declared-entity';
import { nameForm } from '../../../../lambda/guard/same-text';
import type { Asker, Holder, Staying } from '../../../../lambda/guard/stack-view';

const ASKER: Asker = { stackId: 'stack', logicalResourceId: 'New', resourceType: 'Custom::IdentityStoreGroup' };
const HOLDER: Holder = { ownership: 'created', id: '42', logicalResourceId: 'Old', changed: 0 };
const CONFLICT = { operation: 'identitystore:CreateGroup', exception: 'ConflictException', message: 'taken', httpStatus: 400 };
const DECLARED: DeclaredEntity = {
  noun: 'group', store: { IdentityStoreId: 'd-1' }, conflictPolicy: 'ADOPT', name: 'admins', isNamedAtDeployment: false, attributes: new Map([['displayName', 'admins']]),
  namePath: 'displayName', forms: { displayName: nameForm }, provenBy: 'NAME',
};
const LIVE: LiveEntity = { id: '42', name: 'admins', attributes: new Map([['displayName', 'admins']]), isManagedExternally: false, createdAt: 0, clockOffset: SAME_CLOCK };
const ENCOUNTER: Encounter = { declared: DECLARED, live: LIVE, asker: ASKER, conflict: CONFLICT };

const handedOver = (mayBeDisputed: boolean): object => ({ kind: 'ADOPT', owned: { ownership: 'created', id: '42' }, mayBeDisputed });
const held = { kind: 'WAIT', failure: { code: 'NAME_HELD_BY_ANOTHER_CONSTRUCT' } };
const refused = (why: string, way: string): object => (
  { kind: 'REFUSED', code: 'HOLDER_NOT_KNOWN_TO_GO', words: { entity: 'group "admins"', id: '42', holder: '"Old"', why, way } });
const renamed = refused('that resource isn\'t declared with this name, or not in words that can be compared',
  'give the other resource its declared name again if somebody gave it this one by hand, or, where a construct got another id, deploy the id of before first, with this name as a text, '
  + 'and the new id alone after that');
const old = (displayName: unknown, stays = false): Staying => ({ template: 'OLD', stays, declared: { DisplayName: displayName } });

test.each<{ readonly holder: string; readonly staying: Staying; readonly expected: object }>([
  { holder: 'is in the new template', staying: { template: 'NEW', stays: true, declared: {} }, expected: held },
  { holder: 'isn\'t in the new template', staying: { template: 'NEW', stays: false, declared: {} }, expected: handedOver(false) },
  { holder: 'has its name by the old template', staying: old('admins'), expected: handedOver(true) },
  { holder: 'has its name by the old template, in another spelling', staying: old('Admins'), expected: handedOver(true) },
  { holder: 'has another name by the old template', staying: old('devs'), expected: renamed },
  { holder: 'has a name that is known at deployment only', staying: old({ Ref: 'Name' }), expected: renamed },
  { holder: 'has no name in the old template', staying: { template: 'OLD', stays: false, declared: {} }, expected: renamed },
  { holder: 'was changed by the operation under way', staying: old('admins', true), expected: held },
  { holder: 'was changed by it, and has another name by the old template', staying: old('devs', true), expected: held },
  {
    holder: 'is in a template that can\'t be read', staying: { template: 'UNREADABLE' },
    expected: refused('the template of the stack could not be read', 'allow the role of the function cloudformation:GetTemplate on its own stack'),
  },
])('a group whose holder $holder: $expected', ({ staying, expected }) => {
  const stack = { holder: HOLDER, staying };
  expect(decideAdoption(ENCOUNTER, { isOwn: false, stack })).toMatchObject(expected);
  const isHandedOver = 'owned' in expected;
  expect(decideHandOver(ENCOUNTER, { ownership: 'created', id: '42' }, stack)).toMatchObject(isHandedOver ? { kind: 'NOTHING', owned: { id: '42' } } : expected);
});

test.each<{ readonly template: string; readonly staying: Staying; readonly expected: object }>([
  { template: 'that of before, in which both names are the same', staying: old('admins'),
    expected: refused('the name of the new one is only known at deployment, so both may be declared with it',
      'declare the name of the new one as a text, neither a parameter nor another token') },
  { template: 'that of before, and the holder was changed since', staying: old('admins', true), expected: held },
  { template: 'the new one, and the holder isn\'t in it', staying: { template: 'NEW', stays: false, declared: {} }, expected: handedOver(false) },
])('a group for a construct whose name is only known at deployment, if the template is $template: $expected', ({ staying, expected }) => {
  const encounter: Encounter = { ...ENCOUNTER, declared: { ...DECLARED, isNamedAtDeployment: true } };
  expect(decideAdoption(encounter, { isOwn: false, stack: { holder: HOLDER, staying } })).toMatchObject(expected);
});

test('a group that the asking resource itself holds needs no template', () => {
  const stack = { holder: { ...HOLDER, logicalResourceId: 'New' } };
  expect(decideAdoption(ENCOUNTER, { isOwn: false, stack })).toMatchObject(handedOver(false));
});
