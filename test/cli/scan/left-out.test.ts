import type { Entity } from '../../../sandbox/seed/snapshot';
import { groupEntity, membershipEntities, snapshotWith, storeId, userEntity } from '../../support/directories';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';
import { scanOf } from '../../support/scanned';

/** The lines that are written of a user who is in a group, without those that all have. */
function userLines(different: Entity): string[] {
  const { files: { kept } } = scanOf(snapshotWith({ users: [userEntity(1, different)], groups: [groupEntity(1)], memberships: membershipEntities([1, 1]) }));
  const lines = (kept['people.ts'] as string).split('\n');
  return lines.slice(lines.findIndex((line) => line.includes('IdentityStore.from')) + 2, -3).map((line) => line.trim());
}

const NAME = 'userName: \'person-1\',';
const BY_ID = `const person1 = User.fromUserId(this, 'Person1', identityStore, '${storeId(1, 1)}');`;
const MEMBERSHIP = 'new GroupMembership(person1, \'Team1\', { group: groups.Team1, member: person1 });';

test.each<[what: string, different: Entity, lines: string[]]>([
  ['has no e-mail address', { Emails: [] }, [
    '// The user "person-1" has no e-mail address, so that nothing proves who it is:', '// give the user an e-mail address and scan again.', BY_ID, MEMBERSHIP,
  ]],
  ['has two', { Emails: [{ Value: 'one@example.com' }, { Value: 'two@example.com' }] }, [
    '// The user "person-1" has several e-mail addresses, and a construct declares one:', '// leave the user one address and scan again.', BY_ID, MEMBERSHIP,
  ]],
  ['has an address that constructs refuse', { Emails: [{ Value: 'nowhere' }] }, [
    '// The user "person-1" has a name or an e-mail address that constructs don\'t take:', '// rename it and scan again, or leave it to whoever manages it now.', BY_ID, MEMBERSHIP,
  ]],
  ['has no given name', { Name: { FamilyName: 'F' } }, [
    '// The user "person-1" has no display name, given name or family name, which a construct declares:', '// give the user all three and scan again.', BY_ID, MEMBERSHIP,
  ]],
  ['is owned by an identity provider', { ExternalIds: [{ Issuer: 'https://idp.example.com', Id: '1' }] }, [
    'const person1 = User.fromUserName(this, \'Person1\', identityStore, \'person-1\');', MEMBERSHIP,
  ]],
  ['has a value that a construct refuses', { Title: 'a\u202eb' }, [
    '// The user "person-1" ("title") has a value that a construct doesn\'t take, and which stays as it is:', '// change the value and scan again, or declare another one.',
    'const person1 = new User(this, \'Person1\', {', 'identityStore,', NAME, 'displayName: \'Person 1\',', 'name: { givenName: \'Given\', familyName: \'Family 1\' },',
    'email: \'person-1@example.com\',', 'emailType: \'work\',', '});', MEMBERSHIP,
  ]],
])('what is written of a user who %s', (_what, different, lines) => {
  expect(userLines(different)).toEqual(lines);
});

test('every attribute of the table of users is written', () => {
  const { files: { kept } } = scanOf(snapshotWith({ users: [userEntity(1, {
    NickName: 'nick', ProfileUrl: 'https://example.com/p', UserType: 'Employee', Title: 'Engineer', PreferredLanguage: 'en', Locale: 'en-US', Timezone: 'Europe/Berlin',
    Website: 'https://example.com', Birthdate: '1815-12-10', Name: { GivenName: 'Ada', FamilyName: 'Lovelace', MiddleName: 'K', Formatted: 'Ada L', HonorificPrefix: 'Lady', HonorificSuffix: 'I' },
    PhoneNumbers: [{ Value: '+1 555', Type: 'mobile' }], Addresses: [{ StreetAddress: 'S', Locality: 'L', Region: 'R', PostalCode: 'P', Country: 'C', Formatted: 'F', Type: 'home' }],
    Roles: [{ Value: 'role', Type: 'kind' }], Photos: [{ Value: 'https://example.com/1.png', Type: 'thumbnail', Display: 'face', Primary: true }, { Value: 'https://example.com/2.png' }],
    Extensions: { 'aws:identitystore:enterprise': { employeeNumber: '1', costCenter: '2', organization: '3', division: '4', department: '5', manager: { value: '6' } } },
  })] }));
  expect(kept['people.ts']).toMatchInlineSnapshot(`
"// Written by cdk-org-guard scan from what was there. Written anew by the next scan, unless it was changed meanwhile.
import { Stack, StackProps } from 'aws-cdk-lib';
import { IdentityStore, User } from 'cdk-org-guard';
import { Construct } from 'constructs';

/** Users of the identity store d-1234567890. */
export class People extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const identityStore = IdentityStore.fromIdentityStoreId(this, 'Directory', 'd-1234567890');

    new User(this, 'Person1', {
      identityStore,
      userName: 'person-1',
      displayName: 'Person 1',
      name: {
        givenName: 'Ada',
        familyName: 'Lovelace',
        middleName: 'K',
        formatted: 'Ada L',
        honorificPrefix: 'Lady',
        honorificSuffix: 'I',
      },
      email: 'person-1@example.com',
      emailType: 'work',
      phoneNumber: '+1 555',
      phoneNumberType: 'mobile',
      address: {
        streetAddress: 'S',
        locality: 'L',
        region: 'R',
        postalCode: 'P',
        country: 'C',
        formatted: 'F',
        addressType: 'home',
      },
      nickName: 'nick',
      profileUrl: 'https://example.com/p',
      userType: 'Employee',
      title: 'Engineer',
      preferredLanguage: 'en',
      locale: 'en-US',
      timezone: 'Europe/Berlin',
      website: 'https://example.com',
      birthdate: '1815-12-10',
      photos: [{ value: 'https://example.com/1.png', photoType: 'thumbnail', display: 'face', primary: true }, { value: 'https://example.com/2.png' }],
      role: 'role',
      roleType: 'kind',
      enterprise: { employeeNumber: '1', costCenter: '2', organization: '3', division: '4', department: '5', manager: '6' },
    });
  }
}
"
`);
});

test('a group whose name nobody can tell from that of another one is only referred to, and so is one that an identity provider owns', () => {
  const { files: { kept }, directory } = scanOf(snapshotWith({ groups: [
    groupEntity(1, { DisplayName: 'admins' }), groupEntity(2, { DisplayName: 'admins ' }), groupEntity(3, { ExternalIds: [{ Issuer: 'https://idp.example.com', Id: '1' }] }),
  ] }));
  expect(kept['groups.ts']).toContain(`    this.groups = {
      Admins: new Group(this, 'Admins', { identityStore, displayName: 'admins' }),
      // The group "admins " has a name or an e-mail address that nobody can tell from that of another one:
      // rename one of them and scan again.
      Admins_20000002: Group.fromGroupId(this, 'Admins_20000002', identityStore, '${storeId(2, 2)}'),
      Team3: Group.fromDisplayName(this, 'Team3', identityStore, 'team-3'),
    };`);
  expect(directory?.leftOut).toEqual([{ reason: 'LOOKS_LIKE_ANOTHER', kind: 'group', name: 'admins ' }]);
});

test('memberships are written also if no group can be declared', () => {
  const groups = [groupEntity(1, { DisplayName: 'Administrator' }), groupEntity(2, { DisplayName: 'a\u202eb' })];
  const { files: { kept, stacks }, directory } = scanOf(snapshotWith({
    users: [userEntity(1), userEntity(2)], groups, memberships: membershipEntities([1, 1], [2, 1]),
  }));
  const code = kept['people.ts'] as string;
  expect(code).toContain(`
    const referred = new Construct(this, 'groups');
    const groups = {
      Administrator: Group.fromGroupId(referred, 'Administrator', identityStore, '${storeId(2, 1)}'),
    };
`);
  expect(code).toContain('new GroupMembership(person1, \'Administrator\', { group: groups.Administrator, member: person1 });');
  expect(kept['app.ts']).toContain(`
// The group "Administrator" has a name or an e-mail address that constructs don't take:
// rename it and scan again, or leave it to whoever manages it now.
`);
  expect(Object.keys(kept)).toEqual(['app.ts', 'people.ts']);
  expect(stacks).toMatchObject({ People: { referredGroups: { [storeId(2, 1)]: 'Administrator' } } });
  expect(directory?.leftOut.map(({ reason, kind }) => `${reason} ${kind}`)).toEqual(['NOT_DECLARABLE group', 'NOT_DECLARABLE group']);
});

test('memberships are owned where that is asked for, but not those in groups of an identity provider', () => {
  const { files: { kept } } = scanOf(snapshotWith({
    users: [userEntity(1)], groups: [groupEntity(1), groupEntity(2, { ExternalIds: [{ Issuer: 'https://idp.example.com', Id: '1' }] })], memberships: membershipEntities([1, 1], [1, 2]),
  }), { own: 'memberships' });
  expect(kept['people.ts']).toContain(`
    new GroupMembership(person1, 'Team1', { group: groups.Team1, member: person1, conflictPolicy: ConflictPolicy.OVERWRITE });
    new GroupMembership(person1, 'Team2', { group: groups.Team2, member: person1 });
`);
  expect(kept['app.ts']).toContain('\n// The app owns the memberships (ConflictPolicy.OVERWRITE): one whose line is removed is revoked with the next deployment, whoever has given it.\n');
});

test('only groups that fit a pattern are written, with their members', () => {
  const { directory } = scanOf(snapshotWith({
    users: [userEntity(1), userEntity(2), userEntity(3)], groups: [groupEntity(1), groupEntity(2, { DisplayName: 'Ops (all)' }), groupEntity(3, { DisplayName: 'others' })],
    memberships: membershipEntities([1, 1], [1, 3], [2, 2], [3, 3]),
  }), { onlyGroup: ['TEAM-?', 'ops (*)'] });
  expect(directory?.groups.map(({ name }) => name)).toEqual(['Ops (all)', 'team-1']);
  expect(directory?.users.map(({ name }) => name)).toEqual(['person-1', 'person-2']);
  expect(directory?.memberships).toHaveLength(2);
});

test('an account whose tags could not be read is written without any, and that is said', () => {
  const account = { Id: PAYMENTS, Name: 'Payments', State: 'ACTIVE', ParentId: 'r-ab12' };
  const organization = { organization: { MasterAccountId: MANAGEMENT }, roots: [], organizationalUnits: [], accounts: [account], handshakes: [] };
  const { files: { kept } } = scanOf(snapshotWith({}, { organization, notRead: [{ what: `tags of the account ${PAYMENTS}`, why: 'not allowed' }] }));
  expect(kept['organization.ts']).toContain(`
    // The account "111122223333 Payments" has tags that could not be read, so that none is written, and all stay as they are:
    // allow organizations:ListTagsForResource and scan again.
    new AccountInvitation(this, 'Payments', {
`);
});

test('a tag without a key or a value, as only a file can have it, is left out', () => {
  const account = { Id: PAYMENTS, Name: 'Payments', State: 'ACTIVE', ParentId: 'r-ab12', Tags: [{}, { Key: 'team' }, { Key: 'cost', Value: '1' }] };
  const { accounts } = scanOf(snapshotWith({}, {
    organization: { organization: { MasterAccountId: MANAGEMENT }, roots: [], organizationalUnits: [], accounts: [account], handshakes: [] },
  }));
  expect(accounts?.accounts[0]?.tags).toEqual({ cost: '1' });
  expect(accounts?.leftOut.map(({ property }) => property)).toEqual(['tag undefined', 'tag team']);
});

test('a membership that can not be written is told by the names of both, as far as they are known', () => {
  const { directory } = scanOf(snapshotWith({
    users: [userEntity(1)], groups: [groupEntity(1, { DisplayName: 'Administrator' })], memberships: membershipEntities([1, 1], [2, 1]),
  }));
  expect(directory?.leftOut.filter(({ kind }) => kind === 'membership').map(({ name }) => name)).toEqual([`${storeId(1, 2)} in Administrator`]);
});
