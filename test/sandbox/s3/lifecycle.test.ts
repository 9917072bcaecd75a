import { LifecycleRule, remaining } from '../../../sandbox/s3/lifecycle';
import type { ObjectVersion, Versioning } from '../../../sandbox/s3/object-version';

const DAY = 86_400_000;
const NOON = Date.parse('2026-01-01T12:00:00Z');

function version(id: string, day: number, size = 1): ObjectVersion {
  return { id, modified: NOON + day * DAY, content: { bytes: new Uint8Array(size), etag: '"0"', headers: {}, checksums: {} } };
}

function marker(id: string, day: number): ObjectVersion {
  return { id, modified: NOON + day * DAY };
}

/** The ids of the versions that are left so many days after the first of January at noon. */
function leftAfter(days: number, versions: readonly ObjectVersion[], rule: Partial<LifecycleRule>, versioning: Versioning | 'Never' = 'Enabled'): string[] {
  const bucket = { versioning: versioning === 'Never' ? undefined : versioning, lifecycle: [{ prefix: '', ...rule }] };
  return remaining('journal/1', versions, bucket, NOON + days * DAY, () => 'new').map(({ id, content }) => (content ? id : `${id} (deleted)`));
}

test('an object without versions ends at the midnight after as many days', () => {
  const rule = { expirationDays: 30 };
  expect(leftAfter(30.4, [version('null', 0)], rule, 'Never')).toEqual(['null']);
  expect(leftAfter(30.5, [version('null', 0)], rule, 'Never')).toEqual([]);
});

test('one with versions is deleted as by a request', () => {
  expect(leftAfter(31, [version('b', 0), version('a', -1)], { expirationDays: 30 })).toEqual(['new (deleted)', 'b', 'a']);
  expect(leftAfter(31, [version('null', 0), version('a', -1)], { expirationDays: 30 }, 'Suspended')).toEqual(['null (deleted)', 'a']);
});

test('an older version ends so many days after another one has followed it', () => {
  const versions = [version('c', 10), version('b', 5), version('a', 0)];
  expect(leftAfter(36, versions, { noncurrentDays: 30 })).toEqual(['c', 'b']);
  expect(leftAfter(100, versions, { noncurrentDays: 30 })).toEqual(['c']);
  expect(leftAfter(100, versions, { noncurrentDays: 30, newerNoncurrentVersions: 1 })).toEqual(['c', 'b']);
});

test('a delete marker under which nothing is ends only by a rule of its own', () => {
  expect(leftAfter(500, [marker('m', 0), version('a', -1)], { noncurrentDays: 1 })).toEqual(['m (deleted)']);
  expect(leftAfter(500, [marker('m', 0), version('a', -1)], { noncurrentDays: 1, removesLoneMarkers: true })).toEqual([]);
});

test('from a date on objects end as they come', () => {
  expect(leftAfter(3, [version('null', 0)], { expirationDate: NOON + 4 * DAY }, 'Never')).toEqual(['null']);
  expect(leftAfter(5, [version('null', 0)], { expirationDate: NOON + 4 * DAY }, 'Never')).toEqual([]);
});

test('other keys, and other sizes, are left alone', () => {
  expect(leftAfter(9, [version('a', 0)], { expirationDays: 1, prefix: 'report/' })).toEqual(['a']);
  expect(leftAfter(9, [version('a', 0, 10)], { expirationDays: 1, sizeGreaterThan: 10 })).toEqual(['a']);
  expect(leftAfter(9, [version('a', 0, 10)], { expirationDays: 1, sizeLessThan: 10 })).toEqual(['a']);
  expect(leftAfter(9, [version('a', 0, 10)], { expirationDays: 1, sizeLessThan: 11 })).toEqual(['new (deleted)', 'a']);
});
