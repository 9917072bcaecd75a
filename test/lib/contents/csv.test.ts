import { ContentsSource } from '../../../lib';
import { ADA_ROW, contents, Files, linesIn, peopleStack, refusalOf, USERS, written } from '../../support/synthesized-contents';

/** What is refused in tables, and what is read of them. */

const CSV = (paths: object): ContentsSource => ContentsSource.fromCsv(paths);

test.each<{ what: string; files: Files; message: string }>([
  { what: 'no file at all', files: {}, message: 'fromCsv must be given at least one of users, groups, memberships' },
  { what: 'an empty file', files: { 'users.csv': '' }, message: 'users.csv:1: the file is empty: it must begin with the names of columns, such as userName,displayName,givenName,familyName' },
  { what: 'UTF-16', files: { 'users.csv': Buffer.from(`\ufeff${USERS}${ADA_ROW}`, 'utf16le') }, message: 'users.csv is in UTF-16: save it in UTF-8' },
  { what: 'UTF-16 without a mark', files: { 'users.csv': Buffer.from(USERS + ADA_ROW, 'utf16le') }, message: 'users.csv is in UTF-16: save it in UTF-8' },
  {
    what: 'Latin-1', files: { 'users.csv': Buffer.from(`${USERS}${ADA_ROW}zoe,Zoë,Zoë,Müller,\n`, 'latin1') },
    message: 'users.csv:3: the file isn\'t in UTF-8, but perhaps in Latin-1 or Windows-1252: save it in UTF-8',
  },
  { what: 'semicolons', files: { 'groups.csv': 'displayName;description\nadmins;\n' }, message: 'groups.csv:1: the columns must be separated by commas' },
  {
    what: 'a column that is nearly one', files: { 'groups.csv': 'displayName,descripton\nadmins,\n' },
    message: 'groups.csv:1: column "descripton" is not allowed: it must be left out, or be description if that is meant',
  },
  {
    what: 'a column that is none', files: { 'groups.csv': 'displayName,Kostenstelle\nadmins,\n' },
    message: 'groups.csv:1: column "Kostenstelle" is not allowed: it must be left out, since groups have no such property',
  },
  { what: 'a column twice', files: { 'groups.csv': 'displayName,displayName\nadmins,admins\n' }, message: 'groups.csv:1: column "displayName" is not allowed: it must be there once' },
  {
    what: 'missing columns', files: { 'users.csv': 'userName,email\nada,ada@example.com\n' },
    message: '3 problems in the contents:\n  users.csv:1: column displayName is missing\n  users.csv:1: column givenName is missing\n  users.csv:1: column familyName is missing',
  },
  { what: 'a missing value', files: { 'users.csv': `${USERS}ada,Ada Lovelace,,Lovelace,\n` }, message: 'users.csv:2: givenName "" is not allowed: it must be given' },
  {
    what: 'a row that is too short', files: { 'users.csv': `${USERS}${ADA_ROW}grace,Grace Hopper,Gra` },
    message: 'users.csv:3: the row has 3 cells, and the header 5: the file may be truncated',
  },
  {
    what: 'a comma in a cell', files: { 'groups.csv': 'displayName,description\nadmins,all, of it\n' },
    message: 'groups.csv:2: the row has 3 cells, and the header 2: a cell with a comma in it has to be in quotation marks',
  },
  {
    what: 'a quotation mark that isn\'t closed', files: { 'groups.csv': 'displayName,description\nadmins,\nothers,"the\nothers' },
    message: 'groups.csv:3: a quotation mark of this row isn\'t closed: the file may be truncated',
  },
  {
    what: 'a quotation mark inside a cell', files: { 'groups.csv': 'displayName,description\nadmins,the "best"\n' },
    message: 'groups.csv:2: a quotation mark of this row stands inside a cell: write the whole cell in quotation marks, and each one in it twice',
  },
  {
    what: 'a photo that comes second without a first one',
    files: { 'users.csv': `${USERS.trimEnd()},photos.0.value,photos.1.value\nada,Ada Lovelace,Ada,Lovelace,,,https://example.com/ada.png\n` },
    message: 'users.csv:2: photos.0.value "" is not allowed: it must be given',
  },
  {
    what: 'something else than true or false', files: { 'users.csv': `${USERS.trimEnd()},photos.0.value,photos.0.primary\nada,Ada,Ada,Lovelace,,https://example.com/ada.png,yes\n` },
    message: 'users.csv:2: photos.0.primary "yes" is not allowed: it must be true or false, in YAML and JSON without quotation marks',
  },
])('$what is refused', ({ files, message }) => {
  expect(refusalOf(files, CSV)).toBe(`People/Contents: ${message}`);
});

test('a file that isn\'t there is refused', () => {
  expect(refusalOf({}, () => ContentsSource.fromCsv({ users: 'people.csv' }))).toBe('People/Contents: people.csv can\'t be read: there is no such file in <here>');
});

test('all problems of all tables are counted, and the first twenty are told with line, column, value and what is allowed', () => {
  const rows = Array.from({ length: 30 }, (_, index) => `person ${index},Person,Given,Family,nobody\n`).join('');
  const message = refusalOf({ 'users.csv': USERS + rows, 'groups.csv': 'displayName\nAdministrator\n' }, CSV)?.split('\n') ?? [];
  expect(message.slice(0, 3)).toEqual([
    'People/Contents: 61 problems in the contents:',
    '  users.csv:2: userName "person 0" is not allowed: it must be letters, marks, symbols, numbers and punctuation, without blanks',
    '  users.csv:2: email "nobody" is not allowed: it must be an e-mail address such as "ada@example.com"',
  ]);
  expect(message.slice(20)).toEqual([
    '  users.csv:11: email "nobody" is not allowed: it must be an e-mail address such as "ada@example.com"', '  and 41 more',
  ]);
});

test.each([
  { what: 'a byte-order mark', csv: `\ufeff${USERS}${ADA_ROW}` },
  { what: 'ends of lines as on Windows', csv: (USERS + ADA_ROW).replaceAll('\n', '\r\n') },
  { what: 'ends of lines as on the first Macs', csv: (USERS + ADA_ROW).replaceAll('\n', '\r') },
  { what: 'both in one file', csv: USERS + ADA_ROW.replace('\n', '\r\n') },
  { what: 'no end of the last line', csv: (USERS + ADA_ROW).trimEnd() },
  { what: 'quotation marks', csv: (USERS + ADA_ROW).replaceAll(/[^,\n]+/g, '"$&"') },
])('$what makes no difference', ({ csv }) => {
  const stack = peopleStack();
  contents(stack, { source: CSV(written({ 'users.csv': csv }).paths) });
  expect(linesIn(stack).slice(1)).toEqual([{
    kind: 'user', row: 2,
    attributes: { UserName: 'ada', DisplayName: 'Ada Lovelace', Name: { GivenName: 'Ada', FamilyName: 'Lovelace' }, Emails: [{ Value: 'ada@example.com' }] },
  }]);
});

test('lines are counted as an editor counts them, with empty ones and those inside of cells', () => {
  const stack = peopleStack();
  const groups = 'displayName,description\r\none,"two\r\nlines"\r\n\r\ntwo,\r\n , \r\nthree,"a\nb\nc"\r\nfour,\r\n';
  contents(stack, { source: CSV(written({ 'groups.csv': groups }).paths) });
  const rows = linesIn(stack).slice(1).map((line) => ('row' in line && 'attributes' in line ? [(line.attributes as { DisplayName: string }).DisplayName, line.row] : []));
  expect(rows).toEqual([['four', 10], ['one', 2], ['three', 7], ['two', 5]]);
});

test('every column is a property of the construct', () => {
  const stack = peopleStack();
  const columns = {
    userName: 'ada', formerName: 'augusta', displayName: 'Ada Lovelace', givenName: 'Ada', familyName: 'Lovelace', middleName: 'King', email: 'ada@example.com', emailType: 'work',
    phoneNumber: '030 1', 'address.locality': 'London', 'address.addressType': 'home', title: 'Analyst', 'photos.0.value': 'https://example.com/1.png', 'photos.0.primary': 'true',
    'photos.1.value': 'https://example.com/2.png', 'photos.1.photoType': 'thumbnail', 'enterprise.costCenter': '7', 'enterprise.manager': 'x',
  };
  contents(stack, { source: CSV(written({ 'users.csv': `${Object.keys(columns).join()}\n${Object.values(columns).join()}\n` }).paths) });
  expect(linesIn(stack)[1]).toEqual({
    kind: 'user', row: 2, formerName: 'augusta',
    attributes: {
      UserName: 'ada', DisplayName: 'Ada Lovelace', Title: 'Analyst', Name: { GivenName: 'Ada', FamilyName: 'Lovelace', MiddleName: 'King' },
      Emails: [{ Value: 'ada@example.com', Type: 'work' }], PhoneNumbers: [{ Value: '030 1' }], Addresses: [{ Locality: 'London', Type: 'home' }],
      Photos: [{ Value: 'https://example.com/1.png', Primary: true }, { Value: 'https://example.com/2.png', Type: 'thumbnail' }],
      Extensions: { 'aws:identitystore:enterprise': { costCenter: '7', manager: { value: 'x' } } },
    },
  });
});
