import { ConstructIds } from '../../../cli/scan/construct-ids';

/** The ids for users of these names, one after the other. */
function idsFor(...names: readonly string[]): string[] {
  const ids = new ConstructIds('User');
  return names.map((name, index) => ids.of({ id: `1234567890-${index}0000000-1a2b-4c3d-8e4f-0123456789ab`, name }));
}

test('an id is made of the words of a name', () => {
  expect(idsFor('ada.lovelace', '\u00DCnal', '42')).toEqual(['AdaLovelace', 'Unal', 'User42']);
});

test('of an address it is made of what is before the domain, unless another one has that', () => {
  expect(idsFor('ada@example.com', 'ada@example.org', 'Ada', '@all')).toEqual(['Ada', 'AdaExampleOrg', 'Ada_20000000', 'All']);
});

test('a name without Latin letters is told by its id, and never by its domain', () => {
  expect(idsFor('\u674E\u96F7@example.com', '\u674E\u96F7')).toEqual(['User_00000000', 'User_10000000']);
});
