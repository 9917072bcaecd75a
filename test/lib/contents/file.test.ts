import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { ContentsRows, ContentsSource, GroupRow, MembershipRow, UserRow } from '../../../lib';
import type { ContentsLine, MembershipLine } from '../../../lib/contract/contents';
import { bytesOf, contents, linesOf, peopleStack, propertiesIn, written } from '../../support/synthesized-contents';
import { groupEntity, membershipEntities, snapshotWith, userEntity } from '../../support/directories';
import { scanOf } from '../../support/scanned';

/** The file that contents become. */

const word = fc.stringMatching(/^[\p{L}\p{N}\p{P}\p{S}]{1,8}$/u);
const text = fc.oneof(word, fc.constantFrom('=1+1', 'a,b', '"', 'a\nb', ' a ', 'a\r\nb', '\u3000', 'Zoë', '😀'));

/** Users whose names nobody takes for one another. */
const users: fc.Arbitrary<UserRow[]> = fc.array(
  fc.record({
    displayName: text, name: fc.record({ givenName: text, familyName: text, formatted: text }, { requiredKeys: ['givenName', 'familyName'] }), title: text,
    address: fc.record({ locality: text, addressType: text }, { requiredKeys: ['locality'] }),
    photos: fc.array(fc.record({ value: text, primary: fc.boolean() }), { minLength: 1, maxLength: 3 }),
    enterprise: fc.record({ costCenter: text }),
  }, { requiredKeys: ['displayName', 'name'] }), { maxLength: 6 },
).map((all) => all.map((each, index) => ({ userName: `p${index}`, email: `p${index}@example.com`, ...each })));
const groups: fc.Arbitrary<GroupRow[]> = fc.array(fc.record({ description: text }, { requiredKeys: [] }), { maxLength: 4 })
  .map((all) => all.map((each, index) => ({ displayName: `team ${index}`, ...each })));
const memberships: fc.Arbitrary<MembershipRow[]> = fc.uniqueArray(
  fc.record({ group: fc.nat({ max: 9 }), user: fc.nat({ max: 9 }) }), { maxLength: 12, selector: ({ group, user }) => group * 10 + user },
).map((all) => all.map(({ group, user }) => ({ group: `team ${group}`, userName: `p${user}` })));
const rows: fc.Arbitrary<Required<ContentsRows>> = fc.record({ users, groups, memberships });

interface File {
  readonly lines: readonly ContentsLine[];
  readonly hash: string;
  readonly key: string;
  readonly bytes: Buffer;
}

function fileOf(source: ContentsSource): File {
  const stack = peopleStack();
  contents(stack, { source });
  const { Source } = propertiesIn(stack);
  const bytes = bytesOf(stack, Source);
  return { lines: linesOf(bytes), hash: Source.Hash, key: Source.Key, bytes };
}

function withoutRows(lines: readonly ContentsLine[]): object[] {
  return lines.map((line) => ({ ...line, row: undefined }));
}

type Cells = Record<string, string>;

/** A row as scan writes it: parts of names by themselves, others by their paths. */
function cellsOf(value: unknown, path = ''): Cells {
  if (typeof value !== 'object' || value === null) return { [path.replace(/^name\./, '')]: String(value) };
  return Object.assign({}, ...Object.entries(value).map(([name, each]) => cellsOf(each, path === '' ? name : `${path}.${name}`))) as Cells;
}

function csvOf(first: string[], all: readonly object[]): string {
  const records = all.map((row) => cellsOf(row));
  const columns = [...new Set([...first, ...records.flatMap((record) => Object.keys(record))])];
  return stringify([columns, ...records.map((record) => columns.map((column) => record[column] ?? ''))], { quoted: true });
}

function filesOf(all: Required<ContentsRows>): Record<string, string> {
  return {
    'users.csv': csvOf(['userName', 'displayName', 'givenName', 'familyName'], all.users), 'groups.csv': csvOf(['displayName'], all.groups),
    'memberships.csv': csvOf(['group', 'userName'], all.memberships), 'document.json': JSON.stringify(all),
  };
}

test('any rows survive, whether they are in code, in a document or in tables', () => {
  fc.assert(fc.property(rows, (all) => {
    const { paths } = written(filesOf(all));
    const { document, ...tables } = paths;
    const sources = [ContentsSource.inline(all), ContentsSource.fromJson(document as string), ContentsSource.fromCsv(tables)];
    const [inline, json, csv] = sources.map(fileOf) as [File, File, File];
    expect(withoutRows(json.lines)).toEqual(withoutRows(inline.lines));
    expect(withoutRows(csv.lines)).toEqual(withoutRows(inline.lines));
    expect([json.hash, csv.hash]).toEqual([inline.hash, inline.hash]);
    expect(inline.lines[0]).toEqual({ kind: 'contents', format: 1, users: all.users.length, groups: all.groups.length, memberships: all.memberships.length });
    const members = inline.lines.filter((line): line is MembershipLine => line.kind === 'membership').map(({ row }) => all.memberships[row - 1]);
    expect(new Set(members)).toEqual(new Set(all.memberships));
    expect(inline.lines.flatMap((line) => (line.kind === 'user' ? [line.attributes.DisplayName] : []))).toEqual(all.users.map(({ displayName }) => displayName));
  }), { numRuns: 20 });
});

test('the order of rows changes neither the hash nor the asset', () => {
  fc.assert(fc.property(rows, fc.infiniteStream(fc.nat()), (all, numbers) => {
    const shuffled = <Row>(list: readonly Row[]): Row[] => list.map((row) => ({ row, place: numbers.next().value }))
      .sort((one, other) => one.place - other.place).map(({ row }) => row);
    const other = { users: shuffled(all.users), groups: shuffled(all.groups), memberships: shuffled(all.memberships) };
    const [before, after] = [all, other].map((each) => fileOf(ContentsSource.inline(each))) as [File, File];
    expect(withoutRows(after.lines)).toEqual(withoutRows(before.lines));
    expect([after.hash, after.key]).toEqual([before.hash, before.key]);
  }), { numRuns: 15 });
});

test('the same source is the same bytes, and another value is another asset', () => {
  const source = (description: string): ContentsSource => ContentsSource.inline({ groups: [{ displayName: 'admins', description }] });
  const [first, again, other] = [source('All of it'), source('All of it'), source('Some of it')].map(fileOf) as [File, File, File];
  expect(again).toEqual(first);
  expect([other.hash === first.hash, other.key === first.key]).toEqual([false, false]);
  // Pinned: another scheme would make every deployed file a changed one.
  expect([first.hash, first.bytes.subarray(0, 10).toString('hex')]).toMatchInlineSnapshot(`
[
  "a3a81ddf456641a3a375deb6fa2eddc263ecb2f5393ad773892ef74877b8665e",
  "1f8b08000000000002ff",
]
`);
});

test('lines are sorted by the code units of names, wherever they are read', () => {
  const { lines } = fileOf(ContentsSource.inline({ groups: ['b', 'a', 'Z', 'ä', '10', '9'].map((displayName) => ({ displayName })) }));
  expect(lines.flatMap((line) => (line.kind === 'group' ? [line.attributes.DisplayName] : []))).toEqual(['10', '9', 'Z', 'a', 'b', 'ä']);
});

test('what scan writes is taken as it is', () => {
  const attributes = {
    Title: 'Engineer', NickName: 'P', Addresses: [{ Locality: 'Berlin, Mitte', Type: 'work', Formatted: 'x' }],
    Photos: [{ Value: 'https://example.com/1.png', Type: 'x', Display: 'y', Primary: true }],
    Roles: [{ Value: 'admin', Type: 'x' }], PhoneNumbers: [{ Value: '030', Type: 'x' }], Birthdate: '1815-12-10',
    Name: { GivenName: 'Given', FamilyName: 'Family', MiddleName: 'M', Formatted: 'F', HonorificPrefix: 'Dr.', HonorificSuffix: 'III' },
    Extensions: { 'aws:identitystore:enterprise': { costCenter: '7', manager: { value: 'x' } } },
  };
  const snapshot = snapshotWith({
    users: [userEntity(1, attributes), userEntity(2)], groups: [groupEntity(1, { Description: 'The first' }), groupEntity(2)], memberships: membershipEntities([1, 1], [2, 2]),
  });
  const { files: { kept: tables } } = scanOf(snapshot, { as: 'csv' });
  const { files: { kept: documents } } = scanOf(snapshot, { as: 'json' });
  const csv = Object.fromEntries(Object.entries(tables).filter(([name]) => name.endsWith('.csv'))) as Record<string, string>;
  const [fromCsv, fromJson] = [
    fileOf(ContentsSource.fromCsv(written(csv).paths)), fileOf(ContentsSource.fromJson(written(documents as Record<string, string>).paths.directory as string)),
  ];
  expect(withoutRows(fromCsv.lines)).toEqual(withoutRows(fromJson.lines));
  expect(fromCsv.lines[1]).toMatchObject({ attributes: { ...attributes, UserName: 'person-1' } });
});
