import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { writtenTable } from '../../../cli/scan/tables/csv';
import { tablesOf } from '../../../cli/scan/tables/tables';
import { anyText } from '../../support/any-text';
import { groupEntity, membershipEntities, snapshotWith, userEntity } from '../../support/directories';
import { scanOf } from '../../support/scanned';
import { worlds } from '../../simulation/scans/worlds';

type Row = Readonly<Record<string, string>>;

/** The rows of a file; what is empty there is nothing. */
function rowsIn(csv: string): Row[] {
  const rows: Row[] = parse(csv, { columns: true });
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')));
}

function sorted(rows: readonly Row[]): string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
}

const STARTS_FORMULA = /^[=+\-@\t\r\n]/;

test('what is read back from a table is what was written, and no cell begins a formula', () => {
  const cell = fc.oneof(fc.constantFrom('=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', 'a,b', '"', '""', 'a\nb', 'a\rb', ' a ', '', '\ufeff'), anyText(8));
  const rows = fc.array(fc.dictionary(fc.constantFrom('userName', 'displayName', 'title', 'tag:a,"b"'), cell, { minKeys: 1, noNullPrototype: true }));
  fc.assert(fc.property(rows, (all) => {
    const { csv, others } = writtenTable({ columns: ['userName', 'displayName'], rows: all });
    const read = rowsIn(csv);
    expect(sorted([...read, ...others])).toEqual(sorted(all));
    expect(read.flatMap((row) => Object.values(row)).filter((value) => STARTS_FORMULA.test(value))).toEqual([]);
  }));
});

test('tables of random worlds have everything that can be declared', () => {
  fc.assert(fc.property(worlds, (world) => {
    const { directory, accounts, files: { kept } } = scanOf(world, { as: 'csv' });
    for (const [name, { rows }] of Object.entries(tablesOf(directory, accounts))) {
      const apart = JSON.parse(kept[`${name}.json`] ?? '[]') as Row[];
      expect(rowsIn(kept[`${name}.csv`] as string).length + apart.length).toBe(rows.length);
    }
  }), { numRuns: 30 });
});

test('users, groups and memberships are tables with the names of the constructs\' properties', () => {
  const { files: { kept }, rowsApart } = scanOf(snapshotWith({
    users: [
      userEntity(1, { Title: 'Senior "Engineer"', Addresses: [{ Locality: 'Berlin, Mitte' }], Photos: [{ Value: 'https://example.com/1.png', Primary: true }] }),
      userEntity(2, { PhoneNumbers: [{ Value: '+49 30 1234' }] }), userEntity(3, { Emails: [] }),
    ],
    groups: [groupEntity(1, { Description: 'The first' }), groupEntity(2)],
    memberships: membershipEntities([1, 1], [2, 1], [3, 2]),
  }), { as: 'csv' });
  expect(rowsApart).toBe(1);
  expect(kept).toEqual({
    'users.csv': 'userName,displayName,givenName,familyName,email,emailType,address.locality,title,photos.0.value,photos.0.primary\n'
      + 'person-1,Person 1,Given,Family 1,person-1@example.com,work,"Berlin, Mitte","Senior ""Engineer""",https://example.com/1.png,true\n',
    'users.json': `${JSON.stringify([{
      userName: 'person-2', displayName: 'Person 2', givenName: 'Given', familyName: 'Family 2', email: 'person-2@example.com', emailType: 'work', phoneNumber: '+49 30 1234',
    }], undefined, 2)}\n`,
    'groups.csv': 'displayName,description\nteam-1,The first\nteam-2,\n',
    'memberships.csv': 'group,userName\nteam-1,person-1\nteam-1,person-2\nteam-2,person-3\n',
  });
});

test('one document has the same', () => {
  const { files: { kept } } = scanOf(snapshotWith({ users: [userEntity(1)], groups: [groupEntity(1)], memberships: membershipEntities([1, 1]) }), { as: 'json' });
  expect(JSON.parse(kept['directory.json'] as string)).toEqual({
    format: 'cdk-org-guard/directory@1', identityStoreId: 'd-1234567890',
    users: [{
      userName: 'person-1', displayName: 'Person 1', name: { givenName: 'Given', familyName: 'Family 1' }, email: 'person-1@example.com', emailType: 'work',
    }],
    groups: [{ displayName: 'team-1' }],
    memberships: [{ group: 'team-1', userName: 'person-1' }],
  });
});
