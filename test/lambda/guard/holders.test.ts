import { formerHoldersIn, holdersIn, isOwnEntry } from '../../../lambda/guard/holders';
import type { ListedResource } from '../../../lambda/guard/stack-list';
import type { Asker, Holder } from '../../../lambda/guard/stack-view';
import { ASKER, HOLDING } from '../../support/described-stack';

const ID = '42';
const HOLDER: Holder = { ownership: 'created', id: ID, logicalResourceId: 'Other', changed: 500 };

test('holders are told in the order of the list, but the asker before all others', () => {
  const resources = ['First', 'Asker', 'Last'].map((logicalResourceId) => ({ ...HOLDING, logicalResourceId }));
  const first: Holder = { ...HOLDER, logicalResourceId: 'First' };
  const last: Holder = { ...HOLDER, logicalResourceId: 'Last' };
  expect(holdersIn(resources, ASKER, { id: ID })).toEqual([{ ...HOLDER, logicalResourceId: 'Asker' }, first, last]);
  expect(holdersIn(resources, ASKER, { id: ID, amongOthers: true })).toEqual([first, last]);
});

test.each<{ readonly resource: string; readonly is: Partial<ListedResource>; readonly expected: readonly Holder[] }>([
  { resource: 'that has the entity', is: {}, expected: [HOLDER] },
  { resource: 'that has it in the place of another one', is: { physicalResourceId: 'adopted:42;replaces=created:41' }, expected: [{ ...HOLDER, ownership: 'adopted', replaces: 'created:41' }] },
  { resource: 'that has replaced it', is: { physicalResourceId: 'created:43;replaces=created:42' }, expected: [] },
  { resource: 'with an id that CloudFormation has invented', is: { physicalResourceId: 'Stack-Other-INVENTED' }, expected: [] },
  { resource: 'that is being deleted', is: { status: 'DELETE_IN_PROGRESS' }, expected: [] },
  { resource: 'of another type', is: { resourceType: 'Custom::Other' }, expected: [] },
])('holds, as a resource $resource: $expected', ({ is, expected }) => {
  expect(holdersIn([{ ...HOLDING, ...is }], ASKER, { id: ID })).toEqual(expected);
});

describe('held before what it has now', () => {
  const replacing: ListedResource = { ...HOLDING, physicalResourceId: 'created:43;replaces=adopted:42;replaces=created:41' };
  const former: Holder = { ownership: 'adopted', id: ID, replaces: 'created:41', logicalResourceId: 'Other', changed: 500 };

  test.each<{ readonly resource: string; readonly is: Partial<ListedResource>; readonly expected: readonly Holder[] }>([
    { resource: 'that has replaced the entity', is: {}, expected: [former] },
    { resource: 'that is being updated', is: { status: 'UPDATE_IN_PROGRESS' }, expected: [former] },
    { resource: 'that is being deleted', is: { status: 'DELETE_IN_PROGRESS' }, expected: [] },
    { resource: 'of another type', is: { resourceType: 'Custom::Other' }, expected: [] },
    { resource: 'that has replaced it before what it replaced last', is: { physicalResourceId: 'created:44;replaces=created:43;replaces=created:42' }, expected: [] },
    { resource: 'that still has it', is: { physicalResourceId: 'created:42;replaces=created:41' }, expected: [] },
    { resource: 'that has replaced nothing', is: { physicalResourceId: 'created:43' }, expected: [] },
    { resource: 'with an id that CloudFormation has invented', is: { physicalResourceId: 'Stack-Other-INVENTED' }, expected: [] },
  ])('a resource $resource: $expected', ({ is, expected }) => {
    expect(formerHoldersIn([{ ...replacing, ...is }], ASKER, ID)).toEqual(expected);
  });
});

test.each<{ readonly entry: string; readonly asker: Partial<Asker>; readonly is: Partial<ListedResource>; readonly expected: boolean }>([
  { entry: 'that is about what the event is', asker: { physicalResourceId: 'created:42' }, is: {}, expected: true },
  { entry: 'that is about another one, which stays', asker: { physicalResourceId: 'created:41' }, is: {}, expected: false },
  { entry: 'whatever it is about, if the event is about none', asker: {}, is: {}, expected: true },
  { entry: 'of another resource', asker: {}, is: { logicalResourceId: 'Other' }, expected: false },
  { entry: 'of another resource with the same', asker: { physicalResourceId: 'created:42' }, is: { logicalResourceId: 'Other' }, expected: false },
])('an entry is the asker\'s own: $expected, if it is one $entry', ({ asker, is, expected }) => {
  expect(isOwnEntry({ ...HOLDING, logicalResourceId: 'Asker', ...is }, { ...ASKER, ...asker })).toBe(expected);
});
