import {
  CreateUserCommandInput, DeleteUserCommand, DescribeUserCommand, GetUserIdCommand, ListGroupsCommand, ListUsersCommand, ListUsersCommandInput,
} from '@aws-sdk/client-identitystore';
import { ADA, Directory, Operations, somebody } from '../../support/directory';
import { conflict, invalid, USER_NOT_FOUND, validation } from '../../support/identity-store-refusals';
import { NOBODY, STORE } from '../../support/ids';
import { BEGIN } from '../../support/times';

const ENTERPRISE = 'aws:identitystore:enterprise';
const SOME_NAME = { GivenName: 'Ada', FamilyName: 'Lovelace' };

let world: Directory;
beforeEach(() => { world = new Directory(); });

describe('CreateUser', () => {
  test('makes a user that DescribeUser shows, with who made it and when', async () => {
    const id = await world.createUser();
    const person = 'arn:aws:iam::123456789012:user/sandbox';
    expect(id).toMatch(/^1234567890-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await world.describeUser(id)).toEqual({
      ...ADA, UserId: id, UserStatus: 'ENABLED', CreatedAt: new Date(BEGIN), CreatedBy: person, UpdatedAt: new Date(BEGIN), UpdatedBy: person,
    });
  });

  test.each<[string, Partial<CreateUserCommandInput>]>([
    ['every part of a name', { Name: { ...SOME_NAME, Formatted: 'Ada Lovelace', MiddleName: 'King', HonorificPrefix: 'Countess', HonorificSuffix: 'I' } }],
    ['plain texts', {
      NickName: 'ada', ProfileUrl: 'https://example.com/ada', UserType: 'employee', Title: 'Analyst', PreferredLanguage: 'en', Locale: 'en-GB',
      Timezone: 'Europe/London', Website: 'https://example.com',
    }],
    ['a date of birth', { Birthdate: '1815-12-10' }],
    ['an address', { Addresses: [{
      StreetAddress: '12 St James\'s Square', Locality: 'London', Region: 'London', PostalCode: 'SW1Y', Country: 'GB', Formatted: 'London', Type: 'home', Primary: true,
    }] }],
    ['a phone number', { PhoneNumbers: [{ Value: '+44 20 7946 0000', Type: 'work', Primary: false }] }],
    ['three photos', { Photos: [{ Value: 'a', Display: 'A', Type: 'photo', Primary: true }, { Value: 'b' }, { Value: 'c' }] }],
    ['a role', { Roles: [{ Value: 'analyst', Type: 'job', Primary: true }] }],
    ['texts of 1,024 characters', { DisplayName: 'a'.repeat(1024), NickName: '☃'.repeat(1024) }],
    ['a name of 128 characters', { UserName: 'a'.repeat(128) }],
    ['a name with marks, symbols and punctuation', { UserName: 'Zoë+☃@(東京)' }],
  ])('accepts %s', async (_what, changes) => {
    expect(await world.describeUser(await world.createUser(changes))).toMatchObject(changes);
  });

  test('accepts a user without an e-mail, and another one', async () => {
    await world.createUser({ Emails: undefined });
    await world.createUser({ UserName: 'byron', Emails: undefined });
    expect(world.sandbox.identityStores.store(STORE).users.size).toBe(2);
  });

  test.each<[string, object, Error]>([
    ['no user name', { UserName: undefined }, validation('userName is a required attribute')],
    ['an empty user name', { UserName: '' }, invalid('userName', 'must have length greater than or equal to 1')],
    ['a user name of 129 characters', { UserName: 'a'.repeat(129) }, invalid('userName', 'must have length less than or equal to 128')],
    ['a blank in the user name', { UserName: 'ada lovelace' }, invalid('userName', 'must satisfy regular expression pattern')],
    ['a reserved user name', { UserName: 'Administrator' }, validation('The user name Administrator is reserved')],
    ['a reserved user name in another case', { UserName: 'AWSADMINISTRATORS' }, validation('The user name AWSADMINISTRATORS is reserved')],
    ['no display name', { DisplayName: undefined }, validation('displayname: The attribute displayname is required')],
    ['no name', { Name: undefined }, validation('name: The attribute name is required')],
    ['no given name', { Name: { FamilyName: 'Lovelace' } }, validation('givenname: The attribute givenname is required')],
    ['no family name', { Name: { GivenName: 'Ada' } }, validation('familyname: The attribute familyname is required')],
    ['nothing of what is required', { DisplayName: undefined, Name: { Formatted: 'Ada' } }, validation(
      'displayname: The attribute displayname is required, givenname: The attribute givenname is required, familyname: The attribute familyname is required')],
    ['an empty text', { NickName: '' }, invalid('nickName', 'must have length greater than or equal to 1')],
    ['a text of 1,025 characters', { Title: 'a'.repeat(1025) }, invalid('title', 'must have length less than or equal to 1024')],
    ['a control character', { Locale: 'a\u0007' }, invalid('locale', 'must satisfy regular expression pattern')],
    ['an empty part of a name', { Name: { ...SOME_NAME, MiddleName: '' } }, invalid('name.middleName', 'must have length greater than or equal to 1')],
    ['no e-mail in the list', { Emails: [] }, invalid('emails', 'must have length greater than or equal to 1 and less than or equal to 1')],
    ['two e-mails', { Emails: [{ Value: 'a' }, { Value: 'b' }] }, invalid('emails', 'must have length greater than or equal to 1 and less than or equal to 1')],
    ['two addresses', { Addresses: [{ Country: 'GB' }, { Country: 'FR' }] }, invalid('addresses', 'must have length greater than or equal to 1 and less than or equal to 1')],
    ['two phone numbers', { PhoneNumbers: [{ Value: '1' }, { Value: '2' }] }, invalid('phoneNumbers', 'must have length greater than or equal to 1 and less than or equal to 1')],
    ['two roles', { Roles: [{ Value: '1' }, { Value: '2' }] }, invalid('roles', 'must have length greater than or equal to 1 and less than or equal to 1')],
    ['four photos', { Photos: ['a', 'b', 'c', 'd'].map((Value) => ({ Value })) }, invalid('photos', 'must have length greater than or equal to 1 and less than or equal to 3')],
    ['a photo without value', { Photos: [{ Value: 'a' }, { Display: 'A' }] }, invalid('photos.2.member.value', 'must not be null')],
    ['an empty e-mail', { Emails: [{ Value: '' }] }, invalid('emails.1.member.value', 'must have length greater than or equal to 1')],
    ['a date of birth in words', { Birthdate: '10 December 1815' }, invalid('birthdate', 'must have the format YYYY-MM-DD')],
    ['another extension', { Extensions: { 'aws:identitystore:school': { grade: '1' } } }, validation('The extension aws:identitystore:school is not supported')],
    ['a malformed name of an extension', { Extensions: { enterprise: {} } }, invalid('extensions', 'must satisfy regular expression pattern')],
    ['no extension in the map', { Extensions: {} }, invalid('extensions', 'must have length greater than or equal to 1 and less than or equal to 10')],
    ['an unknown attribute of an extension', { Extensions: { [ENTERPRISE]: { shoeSize: '37' } } }, validation(`The attribute ${ENTERPRISE} has no member shoeSize`)],
    ['a manager without value', { Extensions: { [ENTERPRISE]: { manager: {} } } }, invalid(`${ENTERPRISE}.manager.value`, 'must not be null')],
    ['a user name that is taken', somebodyCalled('taken', 'free'), conflict('Duplicate UserName')],
    ['a user name that is taken in another case', somebodyCalled('TAKEN', 'free'), conflict('Duplicate UserName')],
    ['an e-mail that is taken', somebodyCalled('free', 'taken'), conflict('Duplicate Email')],
    ['an e-mail that is taken in another case', somebodyCalled('free', 'TAKEN'), conflict('Duplicate Email')],
  ])('refuses %s', async (_what, changes, refusal) => {
    await world.createUser(somebody('taken'));
    await expect(world.createUser(changes)).rejects.toThrow(refusal);
    expect(world.sandbox.identityStores.store(STORE).users.size).toBe(1);
  });

  function somebodyCalled(UserName: string, email: string): Partial<CreateUserCommandInput> {
    return { UserName, Emails: [{ Value: `${email}@example.com` }] };
  }
});

describe('UpdateUser', () => {
  test.each<[string, Operations, object]>([
    ['a plain text', [{ AttributePath: 'nickName', AttributeValue: 'A' }], { NickName: 'A' }],
    ['a part of the name', [{ AttributePath: 'name.givenName', AttributeValue: 'Augusta' }], { Name: { GivenName: 'Augusta', FamilyName: 'Lovelace' } }],
    ['the e-mail', [{ AttributePath: 'emails', AttributeValue: [{ value: 'countess@example.com', primary: true }] }], { Emails: [{ Value: 'countess@example.com', Primary: true }] }],
    ['the e-mail to itself in another case', [{ AttributePath: 'emails', AttributeValue: [{ value: 'ADA@example.com' }] }], { Emails: [{ Value: 'ADA@example.com' }] }],
    ['the phone number', [{ AttributePath: 'phoneNumbers', AttributeValue: [{ value: '+44 1' }] }], { PhoneNumbers: [{ Value: '+44 1' }] }],
    ['the address', [{ AttributePath: 'addresses', AttributeValue: [{ streetAddress: '12 Square', postalCode: 'SW1Y' }] }], { Addresses: [{ StreetAddress: '12 Square', PostalCode: 'SW1Y' }] }],
    ['the photos', [{ AttributePath: 'photos', AttributeValue: [{ value: 'a' }, { value: 'b', display: 'B' }] }], { Photos: [{ Value: 'a' }, { Value: 'b', Display: 'B' }] }],
    ['the date of birth', [{ AttributePath: 'birthdate', AttributeValue: '1815-12-10' }], { Birthdate: '1815-12-10' }],
    ['several attributes', [{ AttributePath: 'title', AttributeValue: 'Analyst' }, { AttributePath: 'locale', AttributeValue: 'en' }], { Title: 'Analyst', Locale: 'en' }],
    ['an attribute twice, and the last counts', [{ AttributePath: 'title', AttributeValue: 'A' }, { AttributePath: 'title', AttributeValue: 'B' }], { Title: 'B' }],
    ['an attribute away, without a value', [{ AttributePath: 'userType' }], { UserType: undefined }],
    ['an attribute away, with null', [{ AttributePath: 'userType', AttributeValue: null }], { UserType: undefined }],
    ['a list away', [{ AttributePath: 'emails' }], { Emails: undefined }],
    ['a part of the name away', [{ AttributePath: 'name.middleName' }], { Name: { GivenName: 'Ada', FamilyName: 'Lovelace' } }],
    ['away what isn\'t there', [{ AttributePath: 'website' }], { Website: undefined }],
    ['a required attribute away and back', [{ AttributePath: 'displayName' }, { AttributePath: 'displayName', AttributeValue: 'Ada' }], { DisplayName: 'Ada' }],
  ])('changes %s, and when that was', async (_what, operations, changed) => {
    const id = await world.createUser({ UserType: 'employee', Name: { ...SOME_NAME, ...(operations[0]?.AttributePath === 'name.middleName' && { MiddleName: 'King' }) } });
    const before = await world.describeUser(id);
    await world.pass(60_000);
    await world.updateUser(id, operations);
    expect(await world.describeUser(id)).toEqual(withoutUndefined({ ...before, ...changed, UpdatedAt: new Date(BEGIN + 60_000) }));
  });

  /** Without the members that are undefined. */
  function withoutUndefined(user: object): object {
    return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== undefined));
  }

  const COUNT = invalid('operations', 'must have length greater than or equal to 1 and less than or equal to 100');
  const RIGHT = { AttributePath: 'title', AttributeValue: 'Analyst' };
  const partOf = (list: string): Error => validation(`Unsupported update operation on multi-value attribute ${list}, please provide full replacement`);
  const unsupported = (path: string): Error => validation(`The attribute path ${path} is not supported`);

  test.each<[string, Operations, Error]>([
    ['no operation', [], COUNT],
    ['101 operations', Array.from({ length: 101 }, () => RIGHT), COUNT],
    ['no path', [{ AttributeValue: 'a' }], invalid('operations.1.member.attributePath', 'must not be null')],
    ['an empty path', [{ AttributePath: '' }], invalid('operations.1.member.attributePath', 'must have length greater than or equal to 1')],
    ['a path of 256 characters', [{ AttributePath: 'a'.repeat(256) }], invalid('operations.1.member.attributePath', 'must have length less than or equal to 255')],
    ['a malformed path', [{ AttributePath: 'nick-name' }], invalid('operations.1.member.attributePath', 'must satisfy regular expression pattern')],
    ['an element of a list', [{ AttributePath: 'emails[0].value', AttributeValue: 'a' }], partOf('emails')],
    ['a part of a list', [{ AttributePath: 'phoneNumbers.value', AttributeValue: '1' }], partOf('phoneNumbers')],
    ['an unknown attribute', [{ AttributePath: 'shoeSize', AttributeValue: '37' }], unsupported('shoeSize')],
    ['an attribute in another case', [{ AttributePath: 'NickName', AttributeValue: 'A' }], unsupported('NickName')],
    ['an unknown part', [{ AttributePath: 'name.maidenName', AttributeValue: 'Byron' }], unsupported('name.maidenName')],
    ['a part of a text', [{ AttributePath: 'title.short', AttributeValue: 'A' }], unsupported('title.short')],
    ['the status', [{ AttributePath: 'userStatus', AttributeValue: 'DISABLED' }], unsupported('userStatus')],
    ['the external ids', [{ AttributePath: 'externalIds', AttributeValue: [] }], unsupported('externalIds')],
    ['an empty text', [{ AttributePath: 'title', AttributeValue: '' }], invalid('title', 'must have length greater than or equal to 1')],
    ['a number for a text', [{ AttributePath: 'title', AttributeValue: 1 }], invalid('title', 'must be a string')],
    ['a text for a list', [{ AttributePath: 'emails', AttributeValue: 'a@b.c' }], invalid('emails', 'must have length greater than or equal to 1 and less than or equal to 1')],
    ['a text for a structure', [{ AttributePath: 'emails', AttributeValue: ['a@b.c'] }], invalid('emails.1.member', 'must be a structure')],
    ['a text for a flag', [{ AttributePath: 'emails', AttributeValue: [{ value: 'a', primary: 'true' }] }], invalid('emails.1.member.primary', 'must be a boolean')],
    ['null within a list', [{ AttributePath: 'emails', AttributeValue: [{ value: 'a', type: null }] }], invalid('emails.1.member.type', 'must not be null')],
    ['an unknown member of a list', [{ AttributePath: 'emails', AttributeValue: [{ address: 'a' }] }], validation('The attribute emails.1.member has no member address')],
    ['the display name away', [{ AttributePath: 'displayName' }], validation('displayname: The attribute displayname is required')],
    ['the given name away', [{ AttributePath: 'name.givenName' }], validation('givenname: The attribute givenname is required')],
    ['the family name away', [{ AttributePath: 'name.familyName', AttributeValue: null }], validation('familyname: The attribute familyname is required')],
    ['the e-mail of somebody else', [{ AttributePath: 'emails', AttributeValue: [{ value: 'TAKEN@example.com' }] }], conflict('Duplicate Email')],
  ])('refuses %s, and changes nothing', async (_what, operations, refusal) => {
    await world.createUser(somebody('taken'));
    const id = await world.createUser();
    const before = await world.describeUser(id);
    await world.pass(60_000);
    await expect(world.updateUser(id, operations.length === 1 ? [RIGHT, ...operations] : operations)).rejects.toThrow(refusal);
    expect(await world.describeUser(id)).toEqual(before);
  });

  test('frees the e-mail that a user had', async () => {
    const id = await world.createUser();
    await world.updateUser(id, [{ AttributePath: 'emails', AttributeValue: [{ value: 'countess@example.com' }] }]);
    await expect(world.findUser('emails.value', 'ada@example.com')).rejects.toThrow(USER_NOT_FOUND);
    const other = await world.createUser({ UserName: 'byron' });
    expect(await world.findUser('emails.value', 'ada@example.com')).toBe(other);
  });
});

describe('the enterprise extension', () => {
  const DOCUMENT = { employeeNumber: '1', costCenter: '2', organization: 'Analytical', division: 'Engines', department: 'Notes', manager: { value: 'babbage' } };

  test('is shown only when it is asked for', async () => {
    const id = await world.createUser({ Extensions: { [ENTERPRISE]: DOCUMENT } });
    expect((await world.describeUser(id)).Extensions).toBeUndefined();
    expect((await world.describeUser(id, [ENTERPRISE])).Extensions).toEqual({ [ENTERPRISE]: DOCUMENT });
    const listed = async (input: object) => (await world.client.send(new ListUsersCommand({ IdentityStoreId: STORE, ...input }))).Users?.[0]?.Extensions;
    expect([await listed({}), await listed({ Extensions: [ENTERPRISE] })]).toEqual([undefined, { [ENTERPRISE]: DOCUMENT }]);
  });

  test('that a user doesn\'t have isn\'t shown', async () => {
    expect((await world.describeUser(await world.createUser(), [ENTERPRISE])).Extensions).toBeUndefined();
  });

  test.each<[string, Operations, object | undefined]>([
    ['whole', [{ AttributePath: ENTERPRISE, AttributeValue: { costCenter: '9' } }], { costCenter: '9' }],
    ['by an attribute', [{ AttributePath: `${ENTERPRISE}.employeeNumber`, AttributeValue: '7' }], { ...DOCUMENT, employeeNumber: '7' }],
    ['by its manager', [{ AttributePath: `${ENTERPRISE}.manager.value`, AttributeValue: 'byron' }], { ...DOCUMENT, manager: { value: 'byron' } }],
    ['by taking everything away', [{ AttributePath: ENTERPRISE }], undefined],
    ['by taking its last attribute away', [{ AttributePath: ENTERPRISE, AttributeValue: { costCenter: '9' } }, { AttributePath: `${ENTERPRISE}.costCenter` }], undefined],
    ['by taking its manager away', [{ AttributePath: ENTERPRISE, AttributeValue: { costCenter: '9', manager: { value: 'a' } } }, { AttributePath: `${ENTERPRISE}.manager.value` }], { costCenter: '9' }],
  ])('is changed %s', async (_how, operations, expected) => {
    const id = await world.createUser({ Extensions: { [ENTERPRISE]: DOCUMENT } });
    await world.updateUser(id, operations);
    expect((await world.describeUser(id, [ENTERPRISE])).Extensions).toEqual(expected && { [ENTERPRISE]: expected });
  });

  test.each<[string, Operations[number], Error]>([
    ['an empty attribute', { AttributePath: `${ENTERPRISE}.division`, AttributeValue: '' }, invalid(`${ENTERPRISE}.division`, 'must have length greater than or equal to 1')],
    ['an unknown attribute', { AttributePath: `${ENTERPRISE}.shoeSize`, AttributeValue: '37' }, validation(`The attribute ${ENTERPRISE} has no member shoeSize`)],
    ['a part of a text', { AttributePath: `${ENTERPRISE}.division.name`, AttributeValue: 'x' }, validation(`The attribute path ${ENTERPRISE}.division.name is not supported`)],
    ['another extension', { AttributePath: 'aws:identitystore:school.grade', AttributeValue: '1' }, validation('The extension aws:identitystore:school is not supported')],
  ])('refuses %s', async (_what, operation, refusal) => {
    const id = await world.createUser();
    await expect(world.updateUser(id, [operation])).rejects.toThrow(refusal);
  });

  test('is the only one that can be asked for', async () => {
    const id = await world.createUser();
    await expect(world.describeUser(id, ['aws:identitystore:school'])).rejects.toThrow(validation('The extension aws:identitystore:school is not supported'));
  });
});

describe('GetUserId', () => {
  test.each([
    ['userName', 'ada'], ['userName', 'ADA'], ['username', 'Ada'], ['emails.value', 'ada@example.com'], ['emails.value', 'ADA@EXAMPLE.COM'],
  ])('finds a user by %s %s', async (path, value) => {
    await world.createUser(somebody('byron'));
    const id = await world.createUser();
    expect(await world.findUser(path, value)).toBe(id);
  });

  test('finds a user by the id of its external provider', async () => {
    await world.createUser(somebody('byron'));
    const id = await world.createUser();
    world.sandbox.identityStores.store(STORE).provisionExternally(id, [{ Issuer: 'https://idp.example.com', Id: '42' }]);
    const byId = (Id: string) => {
      const AlternateIdentifier = { ExternalId: { Issuer: 'https://idp.example.com', Id } };
      return world.client.send(new GetUserIdCommand({ IdentityStoreId: STORE, AlternateIdentifier }));
    };
    expect((await byId('42')).UserId).toBe(id);
    await expect(byId('43')).rejects.toThrow(USER_NOT_FOUND);
    expect((await world.describeUser(id)).ExternalIds).toEqual([{ Issuer: 'https://idp.example.com', Id: '42' }]);
  });

  test.each<[string, object | undefined, Error]>([
    ['a user who isn\'t there', { UniqueAttribute: { AttributePath: 'userName', AttributeValue: 'byron' } }, USER_NOT_FOUND],
    ['an attribute that isn\'t unique', { UniqueAttribute: { AttributePath: 'nickName', AttributeValue: 'A' } }, validation('The attribute nickName is not a unique attribute')],
    ['an empty value', { UniqueAttribute: { AttributePath: 'userName', AttributeValue: '' } }, invalid('alternateIdentifier.uniqueAttribute.attributeValue', 'must have length greater than or equal to 1')],
    ['nothing', undefined, invalid('alternateIdentifier', 'must have exactly one of externalId and uniqueAttribute')],
  ])('refuses %s', async (_what, AlternateIdentifier, refusal) => {
    const lookUp = new GetUserIdCommand({ IdentityStoreId: STORE, AlternateIdentifier: AlternateIdentifier as never });
    await expect(world.client.send(lookUp)).rejects.toThrow(refusal);
  });
});

test('DeleteUser removes the user and frees its name and its e-mail', async () => {
  const id = await world.createUser();
  await world.client.send(new DeleteUserCommand({ IdentityStoreId: STORE, UserId: id }));
  await expect(world.describeUser(id)).rejects.toThrow(USER_NOT_FOUND);
  expect(await world.createUser()).not.toBe(id);
});

describe('the id of a user', () => {
  const MALFORMED = invalid('userId', 'must satisfy regular expression pattern');
  const OPERATIONS = {
    DescribeUser: (UserId: string) => world.client.send(new DescribeUserCommand({ IdentityStoreId: STORE, UserId })),
    UpdateUser: (UserId: string) => world.updateUser(UserId, [{ AttributePath: 'title' }]),
    DeleteUser: (UserId: string) => world.client.send(new DeleteUserCommand({ IdentityStoreId: STORE, UserId })),
  };

  test.each<{ operation: keyof typeof OPERATIONS; id: string; refusal: Error }>([
    { operation: 'DescribeUser', id: NOBODY, refusal: USER_NOT_FOUND },
    { operation: 'DescribeUser', id: 'ada', refusal: MALFORMED },
    { operation: 'UpdateUser', id: NOBODY, refusal: USER_NOT_FOUND },
    { operation: 'UpdateUser', id: 'ada', refusal: MALFORMED },
    { operation: 'DeleteUser', id: NOBODY, refusal: USER_NOT_FOUND },
    { operation: 'DeleteUser', id: `${NOBODY}0`, refusal: invalid('userId', 'must satisfy regular expression pattern') },
  ])('$id is refused by $operation', async ({ operation, id, refusal }) => {
    await expect(OPERATIONS[operation](id)).rejects.toThrow(refusal);
  });
});

describe('ListUsers', () => {
  async function list(input: Partial<ListUsersCommandInput> = {}) {
    const { Users = [], NextToken } = await world.client.send(new ListUsersCommand({ IdentityStoreId: STORE, ...input }));
    return { names: Users.map(({ UserName }) => UserName), NextToken };
  }

  test('gives users in pages', async () => {
    for (const name of ['a', 'b', 'c']) await world.createUser(somebody(name));
    const first = await list({ MaxResults: 2 });
    expect(first).toEqual({ names: ['a', 'b'], NextToken: expect.any(String) });
    expect(await list({ MaxResults: 2, NextToken: first.NextToken })).toEqual({ names: ['c'], NextToken: undefined });
  });

  test('takes no token of another request', async () => {
    for (const name of ['a', 'b', 'c']) await world.createUser(somebody(name));
    const { NextToken } = await list({ MaxResults: 1 });
    await expect(list({ MaxResults: 1, NextToken, Filters: [{ AttributePath: 'UserName', AttributeValue: 'a' }] })).rejects.toThrow(validation('The pagination token is invalid'));
    await expect(world.client.send(new ListGroupsCommand({ IdentityStoreId: STORE, NextToken }))).rejects.toThrow(validation('The pagination token is invalid'));
  });

  test.each([['b', ['b']], ['B', ['b']], ['d', []]])('filters by the user name %s', async (AttributeValue, names) => {
    for (const name of ['a', 'b', 'c']) await world.createUser(somebody(name));
    expect(await list({ Filters: [{ AttributePath: 'UserName', AttributeValue }] })).toEqual({ names, NextToken: undefined });
  });

  test.each<[object, Error]>([
    [{ Filters: [{ AttributePath: 'Title', AttributeValue: 'a' }] }, validation('The attribute path Title is not supported for filters')],
    [{ Filters: [{}, {}] }, invalid('filters', 'must have length greater than or equal to 1 and less than or equal to 1')],
    [{ MaxResults: 101 }, invalid('maxResults', 'must have value less than or equal to 100')],
    [{ NextToken: 'made up' }, validation('The pagination token is invalid')],
  ])('refuses %j', async (input, refusal) => {
    await expect(list(input)).rejects.toThrow(refusal);
  });
});

test('among 10,000 users the uniqueness of the next one is known at once', async () => {
  const { users } = world.sandbox.identityStores.store(STORE);
  const template = users.get(await world.createUser());
  for (let index = 0; index < 10_000; index++) {
    users.set(`${index}`, { ...template, UserId: `${index}`, UserName: `user-${index}`, Emails: [{ Value: `${index}@example.com` }] } as never);
  }
  const find = jest.spyOn(users, 'values');
  await expect(world.createUser({ UserName: 'byron', Emails: [{ Value: '9999@example.com' }] })).rejects.toThrow(conflict('Duplicate Email'));
  expect(await world.findUser('userName', 'user-5000')).toBe('5000');
  expect(find).not.toHaveBeenCalled();
});
