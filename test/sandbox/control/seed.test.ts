import { DEFAULT_SWITCHES } from '../../../sandbox/cloudformation/switches';
import { describeState } from '../../../sandbox/command/describe';
import { parseSeed } from '../../../sandbox/seed/parse';
import { plantIdentityStores } from '../../../sandbox/identity-store/plant';
import { stateOf } from '../../../sandbox/control/state';
import { DEFAULT_IDENTITY_STORE_SWITCHES, IdentityStoreSwitches } from '../../../sandbox/identity-store/switches';
import { DEFAULT_ORGANIZATIONS_SWITCHES } from '../../../sandbox/organizations/switches';
import { Directory } from '../../support/directory';
import { STORE } from '../../support/ids';

const ENTERPRISE = 'aws:identitystore:enterprise';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1';
const ADA = { userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' } };
const RATE = { perSecond: 1, burst: 2 };
const EXTERNAL_IDS = [{ issuer: 'https://idp.example.com', id: '42' }];

function planted(store: object, switches: Partial<IdentityStoreSwitches> = {}): Directory {
  const world = new Directory(switches);
  const { identityStores = {} } = parseSeed(JSON.stringify({ identityStores: { [STORE]: store } }));
  plantIdentityStores(identityStores, world.sandbox.identityStores, world.sandbox.person);
  return world;
}

describe('a seed', () => {
  test('makes a user with every attribute', async () => {
    const world = planted({ users: [{
      ...ADA, name: { ...ADA.name, formatted: 'Ada Lovelace', middleName: 'King', honorificPrefix: 'Countess', honorificSuffix: 'I' },
      nickName: 'A', profileUrl: 'https://example.com/ada', userType: 'employee', title: 'Analyst', preferredLanguage: 'en', locale: 'en-GB',
      timezone: 'Europe/London', website: 'https://example.com', birthdate: '1815-12-10',
      emails: [{ value: 'ada@example.com', type: 'work', primary: true }], phoneNumbers: [{ value: '+44 1' }], roles: [{ value: 'analyst' }],
      addresses: [{ streetAddress: '12 Square', postalCode: 'SW1Y' }], photos: [{ value: 'a' }, { value: 'b', display: 'B' }],
      extensions: { [ENTERPRISE]: { employeeNumber: '1', manager: { value: 'babbage' } } },
    }] });
    expect(await world.describeUser(await world.findUser('userName', 'ada'), [ENTERPRISE])).toMatchObject({
      UserName: 'ada', DisplayName: 'Ada Lovelace',
      Name: { GivenName: 'Ada', FamilyName: 'Lovelace', Formatted: 'Ada Lovelace', MiddleName: 'King', HonorificPrefix: 'Countess', HonorificSuffix: 'I' },
      NickName: 'A', ProfileUrl: 'https://example.com/ada', UserType: 'employee', Title: 'Analyst', PreferredLanguage: 'en', Locale: 'en-GB',
      Timezone: 'Europe/London', Website: 'https://example.com', Birthdate: '1815-12-10',
      Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }], PhoneNumbers: [{ Value: '+44 1' }], Roles: [{ Value: 'analyst' }],
      Addresses: [{ StreetAddress: '12 Square', PostalCode: 'SW1Y' }], Photos: [{ Value: 'a' }, { Value: 'b', Display: 'B' }],
      Extensions: { [ENTERPRISE]: { employeeNumber: '1', manager: { value: 'babbage' } } },
    });
  });

  test('makes users and groups of an external provider', async () => {
    const world = planted({ users: [{ ...ADA, externalIds: EXTERNAL_IDS }], groups: [{ displayName: 'synced', externalIds: EXTERNAL_IDS }] });
    const { groups, users } = world.sandbox.identityStores.store(STORE);
    for (const entity of [...groups.values(), ...users.values()]) expect(entity.ExternalIds).toEqual([{ Issuer: 'https://idp.example.com', Id: '42' }]);
    expect(await world.describeUser(await world.findUser('userName', 'ada'))).toMatchObject({ ExternalIds: [{ Issuer: 'https://idp.example.com', Id: '42' }] });
  });

  test('makes users that are disabled', async () => {
    const world = planted({ users: [{ ...ADA, userStatus: 'DISABLED' }, { ...ADA, userName: 'byron', userStatus: 'ENABLED' }] });
    expect(await world.describeUser(await world.findUser('userName', 'ada'))).toMatchObject({ UserStatus: 'DISABLED' });
    expect(await world.describeUser(await world.findUser('userName', 'byron'))).toMatchObject({ UserStatus: 'ENABLED' });
  });

  test('is there at once, even where reads lag, and however much it is', () => {
    const users = Array.from({ length: 1000 }, (_, index) => ({ ...ADA, userName: `user-${index}` }));
    const world = planted({ groups: [{ displayName: 'all' }], users, memberships: users.map((user) => ({ group: 'All', user: user.userName.toUpperCase() })) },
      { readLagMilliseconds: 1000, requestsPerSecond: 1 });
    const { lagging } = world.sandbox.identityStores.store(STORE).memberships;
    expect([...lagging.values()]).toHaveLength(1000);
  });

  test('gives a store to another account', () => {
    expect(planted({ ownerAccount: '999999999999' }).sandbox.identityStores.store(STORE).arn).toBe(`arn:aws:identitystore::999999999999:identitystore/${STORE}`);
  });
});

describe('the state', () => {
  const SEED = {
    groups: [{ displayName: 'admins', description: 'Platform team' }, { displayName: 'synced', externalIds: EXTERNAL_IDS }],
    users: [{ ...ADA, email: 'ada@example.com' }, { ...ADA, userName: 'byron', externalIds: EXTERNAL_IDS }],
    memberships: [{ group: 'admins', user: 'ada' }],
    encryptionKey: { arn: KEY, state: 'DISABLED' },
  };
  const id = expect.stringMatching(/^1234567890-/) as string;

  test('shows what a store has', () => {
    expect(stateOf(planted(SEED).sandbox).identityStores).toEqual([{
      identityStoreId: STORE,
      region: 'us-east-1',
      madeUp: false,
      ownerAccount: '123456789012',
      encryptionKey: { arn: KEY, state: 'DISABLED' },
      groups: [
        { groupId: id, displayName: 'admins', description: 'Platform team', external: false },
        { groupId: id, displayName: 'synced', external: true },
      ],
      users: [
        { userId: id, userName: 'ada', displayName: 'Ada Lovelace', email: 'ada@example.com', external: false },
        { userId: id, userName: 'byron', displayName: 'Ada Lovelace', external: true },
      ],
      memberships: [{ membershipId: id, group: 'admins', user: 'ada' }],
    }]);
  });

  test('is described for people', () => {
    const described = describeState(stateOf(planted(SEED).sandbox)).replaceAll(/1234567890-[0-9a-f-]+/g, 'ID').replaceAll(/ +/g, ' ');
    expect(described.split('\n').map((line) => line.trim())).toEqual([
      `Identity store ${STORE} in us-east-1: 2 groups, encrypted with ${KEY} (DISABLED)`, 'admins Platform team ID', 'synced external ID', '',
      `Users of ${STORE}: 2`, 'ada Ada Lovelace ada@example.com ID', 'byron Ada Lovelace external ID', '',
      `Memberships of ${STORE}: 1`, 'ada in admins ID',
    ]);
  });

  test('without users and memberships has groups only', () => {
    expect(describeState(stateOf(planted({}).sandbox))).toBe(`Identity store ${STORE} in us-east-1: 0 groups`);
  });
});

describe('a seed is refused', () => {
  const inStore = `identityStores.${STORE}`;

  test.each<[object, string]>([
    [{ users: {} }, `${inStore}.users must be a list`],
    [{ users: [{}] }, `${inStore}.users[0] must have the member userName`],
    [{ users: [{ ...ADA, email: ['a@b.c'] }] }, `${inStore}.users[0].email must be a text`],
    [{ users: [{ ...ADA, email: 'a@b.c', emails: [{ value: 'a@b.c' }] }] }, `${inStore}.users[0] must have either email or emails`],
    [{ users: [ADA, { ...ADA, externalIds: [{ issuer: 'x' }] }] }, `${inStore}.users[1].externalIds[0] must have the member id`],
    [{ memberships: [{ group: 'admins' }] }, `${inStore}.memberships[0] must have the member user`],
    [{ memberships: [{ group: 'admins', userName: 'ada' }] }, `${inStore}.memberships[0] has no member userName, only group, user`],
    [{ region: 'Frankfurt' }, `${inStore}.region must be a Region, such as eu-central-1`],
    [{ ownerAccount: 123456789012 }, `${inStore}.ownerAccount must be a text of 12 digits`],
    [{ encryptionKey: { arn: 'key/1' } }, `${inStore}.encryptionKey.arn must be the ARN of a KMS key`],
    [{ encryptionKey: { arn: KEY, state: 'BROKEN' } }, `${inStore}.encryptionKey.state must be one of ENABLED, DISABLED, PENDING_DELETION, UNAVAILABLE, DELETED`],
    [{ users: [{ userName: 'ada' }] }, `${inStore}.users[0]: displayname: The attribute displayname is required, name: The attribute name is required`],
    [{ groups: [{ displayName: 'a' }, { displayName: 'administrator' }] }, `${inStore}.groups[1]: The group name administrator is reserved`],
    [{ users: [ADA, { ...ADA, userName: 'ADA' }] }, `${inStore}.users[1].userName must differ from ${inStore}.users[0].userName`],
    [{ users: [{ ...ADA, email: 'a@b.c' }, { ...ADA, userName: 'byron', emails: [{ value: 'A@b.c' }] }] }, `${inStore}.users[1].emails[0].value must differ from ${inStore}.users[0].email`],
    [{ users: [{ ...ADA, externalIds: EXTERNAL_IDS }, { ...ADA, userName: 'byron', externalIds: EXTERNAL_IDS }] },
      `${inStore}.users[1].externalIds[0] must differ from ${inStore}.users[0].externalIds[0]`],
    [{ groups: [{ displayName: 'a', externalIds: [...EXTERNAL_IDS, ...EXTERNAL_IDS] }] }, `${inStore}.groups[0].externalIds[1] must differ from ${inStore}.groups[0].externalIds[0]`],
    [{ groups: [{ displayName: 'a', externalIds: Array.from({ length: 11 }, (_, id) => ({ issuer: 'x', id: String(id) })) }] }, `${inStore}.groups[0].externalIds must have at most 10 items`],
    [{ groups: [{ displayName: 'a', externalIds: [{ issuer: '', id: '1' }] }] }, `${inStore}.groups[0].externalIds[0].issuer must be a text of 1 to 256 characters`],
    [{ groups: [{ displayName: 'admins' }, { displayName: 'Admins' }] }, `${inStore}.groups[1].displayName must differ from ${inStore}.groups[0].displayName`],
    [{ groups: [{ displayName: 'admins' }], users: [ADA], memberships: [{ group: 'admins', user: 'ada' }, { group: 'Admins', user: 'Ada' }] },
      `${inStore}.memberships[1] must differ from ${inStore}.memberships[0]`],
    [{ memberships: [{ group: 'admins', user: 'ada' }] }, `${inStore}.memberships[0].group must be the name of a group of the store, not "admins"`],
    [{ groups: [{ displayName: 'admins' }], memberships: [{ group: 'admins', user: 'ada' }] }, `${inStore}.memberships[0].user must be the name of a user of the store, not "ada"`],
  ])('%j', (store, message) => {
    expect(() => planted(store)).toThrow(new Error(message));
  });

  test.each<[string, string]>([
    [`{ "identityStores": { "${STORE}": {}, "${STORE}": {} } }`, `identityStores has the member ${STORE} twice`],
    ['{ "switches": {}, "switches": {} }', 'the seed has the member switches twice'],
    ['{ "accounts": [{ "id": "111122223333" }, { "id": "a, {\\"", "i\\u0064": "b" }] }', 'accounts[1] has the member id twice'],
    ['{ "identityStores": { "directory": {} } }', 'identityStores has the member "directory", which must be the id of an identity store, such as d-1234567890'],
  ])('%s', (text, message) => {
    expect(() => parseSeed(text)).toThrow(new Error(message));
  });

  test('with an unknown attribute of a user', () => {
    expect(() => planted({ users: [{ ...ADA, shoeSize: 37 }] })).toThrow(`${inStore}.users[0] has no member shoeSize, only userName, email, name, displayName, `);
  });

  test.each<[object, string]>([
    [{ sso: {} }, 'switches has no member sso, only cloudFormation, identityStore, organizations, lambda'],
    [{ identityStore: { lag: 1 } }, 'switches.identityStore has no member lag, only lookupsIgnoreCase, missingDeletes, readLagMilliseconds, '
    + 'userNameIsUpdatable, documentKeys, normalizesValues, createdBy, wholeSeconds, clockOffsetMilliseconds, datesAnswers, requestsPerSecond, mostUsers, mostGroups'],
    [{ identityStore: { readLagMilliseconds: -1 } }, 'switches.identityStore.readLagMilliseconds must be a number from 0 to 3600000'],
    [{ identityStore: { readLagMilliseconds: 1e300 } }, 'switches.identityStore.readLagMilliseconds must be a number from 0 to 3600000'],
    [{ identityStore: { clockOffsetMilliseconds: -1e300 } }, 'switches.identityStore.clockOffsetMilliseconds must be a number from -86400000 to 86400000'],
    [{ identityStore: { requestsPerSecond: -1 } }, 'switches.identityStore.requestsPerSecond must be a number that isn\'t negative'],
    [{ identityStore: { mostUsers: 1.5 } }, 'switches.identityStore.mostUsers must be a whole number'],
    [{ identityStore: { mostGroups: -1 } }, 'switches.identityStore.mostGroups must be a whole number that isn\'t negative'],
    [{ organizations: { readLag: 3_600_001 } }, 'switches.organizations.readLag must be a number from 0 to 3600000'],
    [{ organizations: { membershipChangePause: -1 } }, 'switches.organizations.membershipChangePause must be a number from 0 to 31536000000'],
    [{ cloudFormation: { stackDeletionAttempts: 0 } }, 'switches.cloudFormation.stackDeletionAttempts must be a whole number of at least 1'],
    [{ identityStore: { lookupsIgnoreCase: 'no' } }, 'switches.identityStore.lookupsIgnoreCase must be true or false'],
    [{ identityStore: { documentKeys: 'snake_case' } }, 'switches.identityStore.documentKeys must be one of camelCase, PascalCase, ANY'],
    [{ organizations: { readLagMilliseconds: 1 } }, 'switches.organizations has no member readLagMilliseconds, only invitationState, '
    + 'duplicatesAcrossTargetTypes, emptyPages, readLag, limitException, unverifiedEmail, newOrganization, invitesDuringEnableAllFeatures, '
    + 'paymentInstrumentOf, acceptedParty, acceptedResource, inviterIsParty, finalAction, alreadyMoved, membershipChangePause, unknownAccount, '
    + 'taggedInvitation, accountStatus, accountCreationTime, accountClosureTime, throttling'],
    [{ organizations: { acceptedParty: 'ID' } }, 'switches.organizations.acceptedParty must be one of EMAIL, ACCOUNT'],
    [{ cloudFormation: { rollbackPhysicalId: 'BOTH' } }, 'switches.cloudFormation.rollbackPhysicalId must be one of NEW, OLD'],
    [{ cloudFormation: { requestRates: 5 } }, 'switches.cloudFormation.requestRates must be an object'],
    [{ cloudFormation: { requestRates: { CreateStack: RATE } } }, 'switches.cloudFormation.requestRates has no member CreateStack, only DescribeStacks, '
    + 'DescribeStackEvents, DescribeStackResources, ListStackResources, GetTemplate, DescribeChangeSet, ListChangeSets'],
    [{ cloudFormation: { requestRates: { DescribeStacks: { perSecond: 1 } } } }, 'switches.cloudFormation.requestRates.DescribeStacks must have the member burst'],
    [{ cloudFormation: { requestRates: { DescribeStacks: { perSecond: -1, burst: 1 } } } },
      'switches.cloudFormation.requestRates.DescribeStacks.perSecond must be a number that isn\'t negative'],
  ])('with the switches %j', (switches, message) => {
    expect(() => parseSeed(JSON.stringify({ switches }))).toThrow(new Error(message));
  });

  test('unless its switches are right', () => {
    const switches = { cloudFormation: { datedAnswerUrl: false, requestRates: { GetTemplate: RATE } }, identityStore: { missingDeletes: 'SUCCEED', requestsPerSecond: 5, normalizesValues: true } };
    expect(parseSeed(JSON.stringify({ switches }))).toEqual({ switches });
  });

  test('unless its switches are as they are without it', () => {
    const switches = { cloudFormation: DEFAULT_SWITCHES, identityStore: DEFAULT_IDENTITY_STORE_SWITCHES, organizations: DEFAULT_ORGANIZATIONS_SWITCHES };
    expect(parseSeed(JSON.stringify({ switches }))).toEqual({ switches });
  });
});
