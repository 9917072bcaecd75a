import { Aws } from 'aws-cdk-lib';
import { ContentsRows, ContentsScope, ContentsSource, UserRow } from '../../../lib';
import { ADA } from '../../support/declared-users';
import { contents, linesIn, peopleStack, refusalOf } from '../../support/synthesized-contents';
import { warningsIn } from '../../support/warnings';

/** What is refused in lists, and of several rows together. */

const grace: UserRow = { userName: 'grace', displayName: 'Grace Hopper', name: { givenName: 'Grace', familyName: 'Hopper' } };

test.each<{ what: string; rows: any; message: string }>([
  { what: 'an element that is no object', rows: { users: ['ada'] }, message: 'users[0] "ada" is not allowed: it must be an object with userName, displayName, name, email, emailType, phoneNumber, phoneNumberType, address, nickName, profileUrl, userType, title, preferredLanguage, locale, timezone, website, birthdate, photos, role, roleType, enterprise, formerName' },
  { what: 'a property that is nearly one', rows: { users: [{ ...ADA, user_name: 'ada' }] }, message: 'users[0].user_name "ada" is not allowed: it must be left out, or be userName if that is meant' },
  { what: 'a property that is none', rows: { users: [{ ...ADA, shoeSize: '38' }] }, message: 'users[0].shoeSize "38" is not allowed: it must be left out: there is no such property' },
  { what: 'a value of another type', rows: { users: [{ ...ADA, birthdate: 18151210 }] }, message: 'users[0].birthdate 18151210 is not allowed: it must be a text, in YAML and JSON with quotation marks' },
  { what: 'a token', rows: { users: [{ ...ADA, name: { givenName: 'Ada', familyName: Aws.STACK_NAME } }] }, message: 'users[0].name.familyName "a token" is not allowed: it must be known at synthesis, when the file is written' },
  { what: 'a date that there isn\'t', rows: { users: [{ ...ADA, birthdate: '1815-02-30' }] }, message: 'users[0].birthdate "1815-02-30" is not allowed: it must be a date such as "1815-12-10"' },
  { what: 'a type without a value', rows: { users: [{ ...grace, emailType: 'work' }] }, message: 'users[0].emailType "work" is not allowed: it must be left out as long as email is' },
  { what: 'a reserved name', rows: { groups: [{ displayName: 'administrator' }] }, message: 'groups[0].displayName "administrator" is not allowed: it must be another name than Administrator and AWSAdministrators, which IAM Identity Center reserves' },
  { what: 'a membership without a user', rows: { memberships: [{ group: 'admins' }] }, message: 'memberships[0].userName undefined is not allowed: it must be given' },
  { what: 'one user twice', rows: { users: [ADA, { ...grace, userName: 'Ada' }] }, message: 'users[1].userName "Ada" is not allowed: it must be another one than in users[0] (upper and lower case count as the same)' },
  { what: 'one e-mail address twice', rows: { users: [ADA, { ...grace, email: 'ADA@example.com' }] }, message: 'users[1].email "ADA@example.com" is not allowed: it must be another one than in users[0] (upper and lower case count as the same)' },
  { what: 'one group twice', rows: { groups: [{ displayName: 'admins' }, { displayName: 'x' }, { displayName: 'ADMINS' }] }, message: 'groups[2].displayName "ADMINS" is not allowed: it must be another one than in groups[0] (upper and lower case count as the same)' },
  {
    what: 'a group that can\'t be told from another one', rows: { groups: [{ displayName: 'all admins' }, { displayName: 'all\u00a0admins' }] },
    message: 'groups[1].displayName "all\\u00a0admins" is not allowed: it must be told from "all admins" in groups[0] by more than blanks, invisible characters, upper and lower case, or the composition of letters',
  },
  {
    what: 'one membership twice', rows: { memberships: [{ group: 'admins', userName: 'ada' }, { group: 'Admins', userName: 'ADA' }] },
    message: 'memberships[1].userName "ADA" is not allowed: it must be another member of the group than in memberships[0]',
  },
  {
    what: 'a membership of what only looks like a group of the source', rows: { groups: [{ displayName: 'admins' }], memberships: [{ group: 'admins ', userName: 'ada' }] },
    message: 'memberships[0].group "admins " is not allowed: it must be told from "admins" in groups[0] by more than blanks, invisible characters, upper and lower case, or the composition of letters',
  },
  {
    what: 'a group without a row under two names that can\'t be told apart', rows: { memberships: [{ group: 'admins', userName: 'ada' }, { group: ' admins', userName: 'ada' }] },
    message: 'memberships[1].group " admins" is not allowed: it must be told from "admins" in memberships[0] by more than blanks, invisible characters, upper and lower case, or the composition of letters',
  },
  {
    what: 'a user without a row under two names that can\'t be told apart', rows: { memberships: [{ group: 'admins', userName: 'jos\u00e9' }, { group: 'sales', userName: 'jose\u0301' }] },
    message: 'memberships[1].userName "jose\\u0301" is not allowed: it must be told from "jos\u00e9" in memberships[0] by more than blanks, invisible characters, upper and lower case, or the composition of letters',
  },
  {
    what: 'a membership under a name from before', rows: { users: [{ ...ADA, formerName: 'augusta' }], memberships: [{ group: 'admins', userName: 'augusta' }] },
    message: 'memberships[0].userName "augusta" is not allowed: it must be "ada", which is the name from now on',
  },
  { what: 'the same name as before', rows: { users: [{ ...ADA, formerName: 'ada' }] }, message: 'users[0].formerName "ada" is not allowed: it must be left out, or another name than now' },
  {
    what: 'a name that passes from one row to another', rows: { groups: [{ displayName: 'a', formerName: 'b' }, { displayName: 'b' }] },
    message: 'groups[0].formerName "b" is not allowed: it must be a name that no row has, but groups[1] has it: rename in one deployment, and give the name to another one in the next',
  },
  {
    what: 'a former name twice', rows: { groups: [{ displayName: 'a', formerName: 'old' }, { displayName: 'b', formerName: 'Old' }] },
    message: 'groups[1].formerName "Old" is not allowed: it must be another one than in groups[0]',
  },
])('$what is refused', ({ rows, message }) => {
  expect(refusalOf({}, () => ContentsSource.inline(rows as ContentsRows))).toBe(`People/Contents: ${message}`);
});

test.each<{ what: string; json: string; message: string }>([
  { what: 'something else than JSON', json: '{"users": [', message: 'people.json isn\'t JSON, or is truncated: Unexpected end of JSON input' },
  { what: 'a list', json: '[]', message: 'people.json: the document must be an object with the lists users, groups, memberships' },
  { what: 'a document without lists', json: '{"people": []}', message: 'people.json: the document must have at least one of the lists users, groups, memberships' },
  {
    what: 'a list whose name is nearly one', json: '{"users": [], "members": [{"group": "admins", "userName": "ada"}]}',
    message: 'people.json: members [{"group":"admins","userName":"ada"}] is not allowed: it must be left out, or be memberships if that is meant',
  },
  { what: 'a list that is none', json: '{"users": {}}', message: 'people.json: users {} is not allowed: it must be a list' },
  { what: 'an element that is nothing', json: '{"groups": [null]}', message: 'people.json: groups[0] null is not allowed: it must be an object with displayName, description, formerName' },
  {
    what: 'the document of another store', json: '{"identityStoreId": "d-0987654321", "users": []}',
    message: 'people.json: identityStoreId "d-0987654321" is not allowed: it must be left out or d-1234567890, the store of these contents',
  },
])('$what is refused', ({ json, message }) => {
  expect(refusalOf({ 'people.json': json }, ({ people }) => ContentsSource.fromJson(people as string))).toBe(`People/Contents: ${message}`);
});

describe('exclusive groups', () => {
  test.each<{ what: string; groups: string[]; allowEmptying?: string[]; message: string }>([
    { what: 'without a member', groups: ['others'], message: 'scope.groups[0] "others" is not allowed: it must be a group with at least one membership, or in allowEmptying as well: everybody would leave it' },
    { what: 'that are there twice', groups: ['admins', 'Admins'], message: 'scope.groups[1] "Admins" is not allowed: it must be there once (upper and lower case count as the same)' },
    { what: 'with a name that no group has', groups: ['\u0007'], allowEmptying: ['\u0007'], message: 'scope.groups[0] "\\u0007" is not allowed: it must be letters, marks, symbols, numbers, punctuation, spaces, tabs and line breaks' },
    { what: 'that may be emptied and aren\'t exclusive', groups: ['admins'], allowEmptying: ['others'], message: 'scope.allowEmptying[0] "others" is not allowed: it must be one of the groups that are exclusive' },
  ])('$what are refused', ({ message, groups, allowEmptying }) => {
    const source = ContentsSource.inline({ memberships: [{ group: 'admins', userName: 'ada' }] });
    expect(refusalOf({}, () => source, { scope: ContentsScope.exclusive({ groups, ...(allowEmptying && { allowEmptying }) }) })).toBe(`People/Contents: ${message}`);
  });
});

test('groups and users in memberships are spelled as their own rows are, and others in one way', () => {
  const stack = peopleStack();
  contents(stack, {
    source: ContentsSource.inline({
      users: [ADA], groups: [{ displayName: 'Admins' }],
      memberships: [{ group: 'ADMINS', userName: 'Ada' }, { group: 'sales', userName: 'grace' }, { group: 'Sales', userName: 'ada' }],
    }),
  });
  expect(linesIn(stack).filter(({ kind }) => kind === 'membership')).toEqual([
    { kind: 'membership', row: 1, group: 'Admins', userName: 'ada' }, { kind: 'membership', row: 3, group: 'Sales', userName: 'ada' },
    { kind: 'membership', row: 2, group: 'Sales', userName: 'grace' },
  ]);
});

test('what may be a slip in many rows is one warning', () => {
  const stack = peopleStack();
  const groups = [' a', ' b', ' c', 'cla\u017fs', 'class'].map((displayName) => ({ displayName }));
  contents(stack, { source: ContentsSource.inline({ groups }) });
  expect(warningsIn(stack)).toEqual([
    '/People/Contents: groups[0]: displayName " a" has blanks at its ends or invisible characters: IAM Identity Center takes them, and nobody sees that this is another name than the one without them. The same can be said 2 more times [ack: cdk-org-guard:unseenInName]',
    '/People/Contents: groups[4]: displayName "class" looks like "claſs" in groups[3], and may be another one for IAM Identity Center [ack: cdk-org-guard:looksLikeAnother]',
  ]);
});
