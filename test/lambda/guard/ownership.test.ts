import { isInvented, isReplacementOf, nothingMade, outcomeOf, parsePhysicalResourceId, physicalResourceIdOf, predecessorOf } from '../../../lambda/guard/ownership';

test.each([
  { physicalId: 'created:42', owned: { ownership: 'created', id: '42' } },
  { physicalId: 'adopted:42', owned: { ownership: 'adopted', id: '42' } },
  { physicalId: 'found:42', owned: { ownership: 'found', id: '42' } },
  { physicalId: 'member:42', owned: { ownership: 'member', id: '42' } },
  { physicalId: 'enabled:42', owned: { ownership: 'enabled', id: '42' } },
  { physicalId: 'requested:42', owned: { ownership: 'requested', id: '42' } },
  { physicalId: 'created:a:b', owned: { ownership: 'created', id: 'a:b' } },
  { physicalId: 'created:42;replaces=adopted:41', owned: { ownership: 'created', id: '42', replaces: 'adopted:41' } },
  { physicalId: 'created:42;replaces=created:41;replaces=created:40', owned: { ownership: 'created', id: '42', replaces: 'created:41;replaces=created:40' } },
  { physicalId: 'created:42;replaces=created:4\n1', owned: { ownership: 'created', id: '42', replaces: 'created:4\n1' } },
])('$physicalId says whose the entity is, and what it replaces', ({ physicalId, owned }) => {
  expect(parsePhysicalResourceId(physicalId)).toStrictEqual(owned);
  expect(physicalResourceIdOf(parsePhysicalResourceId(physicalId)!)).toBe(physicalId);
});

test.each([
  'created:42;of-a-newer-version=1', 'created:42;', 'created:42;replaces=', 'created:42;not-replaces=created:41', 'created:42;of-a-newer-version=\n',
])('what %j says after the id is passed over', (physicalId) => {
  expect(parsePhysicalResourceId(physicalId)).toStrictEqual({ ownership: 'created', id: '42' });
});

test.each(['', 'created', 'created:', 'created:;replaces=created:41', 'Created:42', 'failed:42', 'was-created:42', 'People-Group-1ABCDEFGHIJK', '2026-01-01[$LATEST]abc'])('%j is nobody\'s', (physicalId) => {
  expect(parsePhysicalResourceId(physicalId)).toBeUndefined();
});

test.each([
  { physicalId: 'People-Group-1ABCDEFGHIJK', invented: true },
  { physicalId: '', invented: false },
  { physicalId: 'failed:42', invented: false },
  { physicalId: 'created:42', invented: false },
  { physicalId: 'written-by-a-newer-version:42', invented: false },
  { physicalId: 'AWSCDK::CustomResourceProviderFramework::CREATE_FAILED', invented: false },
])('the id "$physicalId" was invented by CloudFormation: $invented', ({ physicalId, invented }) => {
  expect(isInvented(physicalId)).toBe(invented);
});

test('the predecessor is the replaced resource as it was, with its own predecessor', () => {
  expect(predecessorOf({ ownership: 'created', id: '42', replaces: 'adopted:41;replaces=created:40' })).toEqual({ ownership: 'adopted', id: '41', replaces: 'created:40' });
  expect(predecessorOf({ ownership: 'created', id: '42' })).toBeUndefined();
});

test('the oldest predecessors are forgotten first', () => {
  const oldest = 'x'.repeat(1024 - 'created:42;replaces=adopted:41;replaces='.length);
  const replaces = (length: number): string => `adopted:41;replaces=${oldest}${'x'.repeat(length)}`;
  expect(physicalResourceIdOf({ ownership: 'created', id: '42', replaces: replaces(0) })).toBe(`created:42;replaces=${replaces(0)}`);
  expect(physicalResourceIdOf({ ownership: 'created', id: '42', replaces: replaces(1) })).toBe('created:42;replaces=adopted:41');
});

test('the predecessors are forgotten when a physical id would have more than 1,024 bytes, in whatever number of characters', () => {
  const fits = 'x'.repeat(1024 - 'created:42;replaces='.length);
  expect(physicalResourceIdOf({ ownership: 'created', id: '42', replaces: fits })).toBe(`created:42;replaces=${fits}`);
  expect(physicalResourceIdOf({ ownership: 'created', id: '42', replaces: `${fits}x` })).toBe('created:42');
  expect(physicalResourceIdOf({ ownership: 'created', id: '42', replaces: `${fits.slice(1)}é` })).toBe('created:42');
});

test.each([
  { ownership: 'created', outcome: 'CREATED' },
  { ownership: 'adopted', outcome: 'ADOPTED' },
  { ownership: 'found', outcome: 'ADOPTED' },
] as const)('what is $ownership is reported as $outcome', ({ ownership, outcome }) => {
  expect(outcomeOf({ ownership, id: '42' })).toBe(outcome);
});

test('a Create that made nothing answers with an id that stands for no entity', () => {
  expect(nothingMade('request-1')).toBe('failed:request-1');
});

test.each([
  { what: 'what names it as what it replaces', made: { replaces: 'created:old' }, expected: true },
  { what: 'what has replaced another one', made: { replaces: 'created:older' }, expected: false },
  { what: 'what has replaced nothing', made: {}, expected: false },
])('$what is its replacement: $expected', ({ made, expected }) => {
  expect(isReplacementOf({ ownership: 'created', id: 'new', ...made }, { ownership: 'created', id: 'old' })).toBe(expected);
});
